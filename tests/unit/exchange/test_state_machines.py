"""The tables of states are sound by themselves."""

from collections import Counter
from itertools import combinations

import pytest

from exchange.state_machines import EXCHANGE, SESSION, By, Machine, Rule

MACHINES = [EXCHANGE, SESSION]
BEGINS = {"exchange": "pending", "session": "proposed"}
ENDS = {"completed", "canceled"}
# A session's report stands if it is not contested, and a contested one if who made it insists.
STANDS = {"exchange": set[str](), "session": {"no_show", "contested"}}
# Who each of the two can be at once, in one state.
ONE = {By.INITIATOR, By.OTHER, By.REMAINING, By.REPORTER}
OTHER = {By.RECEIVER, By.ACCUSED}


def states(machine: Machine) -> set[str]:
    """All states that a table names."""
    return {state for rule in machine.rules for state in (rule.state, rule.becomes)}


@pytest.mark.parametrize("machine", MACHINES, ids=lambda it: it.thing)
def test_every_state_is_reached_from_the_first(machine: Machine) -> None:
    reached = {BEGINS[machine.thing]}
    while new := {rule.becomes for rule in machine.rules if rule.state in reached} - reached:
        reached |= new
    assert reached == states(machine)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda it: it.thing)
def test_nothing_leads_out_of_a_final_state_and_from_every_other_something_leads_to_one(
    machine: Machine,
) -> None:
    assert states(machine) - {rule.state for rule in machine.rules} == ENDS
    ending = ENDS
    for _ in machine.rules:
        ending = ending | {rule.state for rule in machine.rules if rule.becomes in ending}
    assert ending == states(machine)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda it: it.thing)
def test_nothing_waits_for_ever_but_what_stands_as_it_is(machine: Machine) -> None:
    moved_by_the_clock = {rule.state for rule in machine.rules if rule.by is By.CLOCK}
    assert states(machine) - moved_by_the_clock == ENDS | STANDS[machine.thing]


@pytest.mark.parametrize("machine", MACHINES, ids=lambda it: it.thing)
def test_no_two_rules_are_for_the_same_person(machine: Machine) -> None:
    keys = Counter((rule.state, rule.action, rule.by) for rule in machine.rules)
    assert set(keys.values()) == {1}
    for one, other in combinations(machine.rules, 2):
        if (one.state, one.action) == (other.state, other.action):
            assert {one.by, other.by} <= ONE | OTHER
            assert one.by in ONE
            assert other.by in OTHER


@pytest.mark.parametrize(
    "rule", [rule for machine in MACHINES for rule in machine.rules], ids=lambda it: str(it.action)
)
def test_only_of_what_happens_by_itself_is_said_what_it_waits_for(rule: Rule) -> None:
    assert bool(rule.after) == (rule.by is By.CLOCK)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda it: it.thing)
def test_a_state_is_shown_under_the_name_of_one(machine: Machine) -> None:
    assert set(machine.shown_as) <= states(machine)
    shown = {machine.status(state) for state in states(machine)}
    assert shown <= states(machine)
    assert not shown & set(machine.shown_as)
