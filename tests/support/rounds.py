"""The length of a run of Hypothesis's state machines on the deployed system."""

import time
from collections import Counter

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


def play(
    machine: type[RuleBasedStateMachine], seen: Counter[str], *, steps: int, seconds: float
) -> None:
    """Play rounds of so many steps until the time is up, each with the next fixed seed.

    `seen` is what the machine counts meanwhile; it is printed with the number of rounds.
    """
    one_round = settings(
        max_examples=1,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    end = time.monotonic() + seconds
    played = 0
    while time.monotonic() < end or played == 0:
        played += 1
        run_state_machine_as_test(seed(played)(machine), settings=one_round)
    print(f"{played} rounds of {steps} steps: {dict(sorted(seen.items()))}")
