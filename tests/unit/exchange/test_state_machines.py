"""The tables of states are sound by themselves."""

from collections import Counter
from itertools import combinations

import pytest

from exchange.state_machines import EXCHANGE, SESSION, Actor, StateMachine, Transition

MACHINES = [EXCHANGE, SESSION]
BEGINS = {"exchange": "pending", "session": "proposed"}
ENDS = {"completed", "canceled"}
# A report stays if it is not contested, or if the reporter does not take a contested one back.
STANDS = {"exchange": set[str](), "session": {"no_show", "contested"}}
# The roles that each participant can have at the same time, in one state.
ONE = {Actor.INITIATOR, Actor.OTHER, Actor.REMAINING, Actor.REPORTER}
OTHER = {Actor.RECEIVER, Actor.ACCUSED}


def states(machine: StateMachine) -> set[str]:
    """Returns all states that a table names."""
    return {
        state
        for transition in machine.transitions
        for state in (transition.state, transition.target)
    }


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.thing)
def test_every_state_is_reached_from_the_first(machine: StateMachine) -> None:
    reached = {BEGINS[machine.thing]}
    while (
        new := {
            transition.target for transition in machine.transitions if transition.state in reached
        }
        - reached
    ):
        reached |= new
    assert reached == states(machine)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.thing)
def test_nothing_leads_out_of_a_final_state_and_from_every_other_something_leads_to_one(
    machine: StateMachine,
) -> None:
    assert states(machine) - {transition.state for transition in machine.transitions} == ENDS
    ending = ENDS
    for _ in machine.transitions:
        ending = ending | {
            transition.state for transition in machine.transitions if transition.target in ending
        }
    assert ending == states(machine)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.thing)
def test_no_state_waits_for_ever_except_a_report_that_is_not_taken_back(
    machine: StateMachine,
) -> None:
    moved_by_the_clock = {
        transition.state for transition in machine.transitions if transition.actor is Actor.CLOCK
    }
    assert states(machine) - moved_by_the_clock == ENDS | STANDS[machine.thing]


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.thing)
def test_no_two_transitions_are_for_the_same_person(machine: StateMachine) -> None:
    keys = Counter(
        (transition.state, transition.action, transition.actor)
        for transition in machine.transitions
    )
    assert set(keys.values()) == {1}
    for one, other in combinations(machine.transitions, 2):
        if (one.state, one.action) == (other.state, other.action):
            assert {one.actor, other.actor} <= ONE | OTHER
            assert one.actor in ONE
            assert other.actor in OTHER


@pytest.mark.parametrize(
    "transition",
    [transition for machine in MACHINES for transition in machine.transitions],
    ids=lambda transition: str(transition.action),
)
def test_only_of_what_happens_by_itself_is_said_what_it_waits_for(transition: Transition) -> None:
    assert bool(transition.after) == (transition.actor is Actor.CLOCK)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.thing)
def test_a_state_is_shown_under_the_name_of_one(machine: StateMachine) -> None:
    assert set(machine.shown_as) <= states(machine)
    shown = {machine.status(state) for state in states(machine)}
    assert shown <= states(machine)
    assert not shown & set(machine.shown_as)
