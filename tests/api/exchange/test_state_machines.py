"""A walk over the tables of states: everybody does everything in every state, at every time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from exchange.state_machines import (
    ANSWER_WITHIN,
    AUTO_COMPLETE_AFTER,
    CONTEST_WITHIN,
    EXCHANGE,
    NO_SHOW_AFTER,
    SESSION,
    Actor,
    StateMachine,
    Transition,
)
from learn_exchange.meetings import Meeting
from tests.support.clock import StoppedClock
from tests.support.exchanges import act, agreed, in_days, proposed, requested
from tests.support.gateway import Answer, Json
from tests.support.people import Person
from tests.support.rows import nothing_written

# Short, since moto is slow with the minutes that a session takes.
LENGTH = timedelta(minutes=15)
A_SECOND = timedelta(seconds=1)
START = timedelta()
ENDPOINTS = {
    (EXCHANGE.thing, "accept"): "accept",
    (EXCHANGE.thing, "decline"): "decline",
    (EXCHANGE.thing, "cancel"): "cancel",
    (SESSION.thing, "accept"): "acceptSession",
    (SESSION.thing, "reschedule"): "rescheduleSession",
    (SESSION.thing, "cancel"): "cancelSession",
    (SESSION.thing, "complete"): "markCompleted",
    (SESSION.thing, "report"): "reportNoShow",
    (SESSION.thing, "contest"): "contestNoShow",
}
# Ana requests the exchange, and proposes, marks and reports the session.
ROLES = {
    (EXCHANGE.thing, "ana"): {Actor.EITHER, Actor.INITIATOR},
    (EXCHANGE.thing, "ben"): {Actor.EITHER, Actor.RECEIVER},
    (SESSION.thing, "ana"): {Actor.EITHER, Actor.REPORTER},
    (SESSION.thing, "ben"): {Actor.EITHER, Actor.OTHER, Actor.REMAINING, Actor.ACCUSED},
}
# How long after the start of the session, on both sides of every bound that a state can live to.
MOMENTS = {
    "proposed": [-A_SECOND],
    "accepted": [-A_SECOND, START, NO_SHOW_AFTER - A_SECOND, NO_SHOW_AFTER],
    "marked": [START, NO_SHOW_AFTER - A_SECOND, NO_SHOW_AFTER],
    "no_show": [NO_SHOW_AFTER, LENGTH + CONTEST_WITHIN - A_SECOND, LENGTH + CONTEST_WITHIN],
    "contested": [NO_SHOW_AFTER, LENGTH + CONTEST_WITHIN],
    "completed": [START, NO_SHOW_AFTER],
    "canceled": [-A_SECOND, NO_SHOW_AFTER],
}


@dataclass(frozen=True)
class Case:
    """A thing in a state, at a moment if it is a session."""

    thing: str
    state: str
    moment: timedelta | None = None

    def __str__(self) -> str:
        moment = "" if self.moment is None else f" {self.moment} after its start"
        return f"{self.thing} {self.state}{moment}"

    @property
    def machine(self) -> StateMachine:
        """The table that it follows."""
        return EXCHANGE if self.thing == EXCHANGE.thing else SESSION

    def transition(self, action: str, name: str) -> Transition | None:
        """Returns the transition that somebody can cause by an action."""
        roles = ROLES[self.thing, name]
        wanted = (self.state, action)
        return next(
            (
                each
                for each in self.machine.transitions
                if (each.state, each.action) == wanted and each.actor in roles
            ),
            None,
        )

    def in_time(self, transition: Transition) -> bool:
        """Returns whether the moment is one for it."""
        if self.moment is None:
            return True
        start = datetime(2026, 12, 24, 18)  # noqa: DTZ001 (any will do)
        return transition.window.contains(Meeting(start, start + LENGTH), start + self.moment)


def actions(machine: StateMachine) -> list[str]:
    """Returns what can be done to a thing."""
    return [action for thing, action in ENDPOINTS if thing == machine.thing]


def cases() -> Iterator[Case]:
    """Yields every state of both tables, sessions at every moment."""
    for state in ("pending", "accepted", "completed", "canceled"):
        yield Case(EXCHANGE.thing, state)
    for state, moments in MOMENTS.items():
        yield from (Case(SESSION.thing, state, moment) for moment in moments)


CASES = list(cases())
ALLOWED = [
    (case, action, name, transition.target)
    for case in CASES
    for action in actions(case.machine)
    for name in ("ana", "ben")
    if (transition := case.transition(action, name)) and case.in_time(transition)
]


class World:
    """Ana, Ben, their exchange, and its session."""

    def __init__(self, clock: StoppedClock, ana: Person, ben: Person) -> None:
        self.clock, self.ana, self.ben = clock, ana, ben
        self.exchange_id = self.session_id = ""
        self.start = clock.now()

    def until(self, instant: datetime) -> None:
        """Let time pass until an instant; both are signed in then."""
        self.clock.forward(seconds=(instant - self.clock.now()).total_seconds())
        for person in (self.ana, self.ben):
            assert person.refresh().status == 200

    def bring(self, case: Case) -> None:
        """Bring it about that a thing is in a state."""
        if case.machine is EXCHANGE:
            self._bring_exchange(case.state)
        else:
            self._bring_session(case.state)
        if case.moment is not None:
            self.until(self.start + case.moment)
        shown = self.exchange() if case.machine is EXCHANGE else self.session()
        assert shown["status"] == case.machine.status(case.state)

    def _bring_exchange(self, state: str) -> None:
        if state == "completed":
            self._bring_session("completed")
        elif state == "accepted":
            self.exchange_id = agreed(self.ana, self.ben)
        else:
            self.exchange_id = requested(self.ana, self.ben)
            if state == "canceled":
                assert self.do(self.ben, EXCHANGE, "decline").status == 200

    def _bring_session(self, state: str) -> None:
        self.exchange_id = agreed(self.ana, self.ben)
        time = in_days(2)
        self.start = datetime.fromisoformat(time)
        self.session_id = proposed(self.ana, self.exchange_id, time)
        steps: dict[str, list[tuple[Person, str]]] = {
            "proposed": [],
            "accepted": [(self.ben, "accept")],
            "canceled": [(self.ana, "cancel")],
            "marked": [(self.ben, "accept"), (self.ana, "complete")],
            "completed": [(self.ben, "accept"), (self.ana, "complete"), (self.ben, "complete")],
            "no_show": [(self.ben, "accept"), (self.ana, "report")],
            "contested": [(self.ben, "accept"), (self.ana, "report"), (self.ben, "contest")],
        }
        for person, action in steps[state]:
            if action in ("complete", "report"):
                after = NO_SHOW_AFTER if action == "report" else START
                self.until(self.start + after)
            answer = self.do(person, SESSION, action)
            assert answer.status == 200, answer.text

    def do(self, person: Person, machine: StateMachine, action: str) -> Answer:
        """Let somebody act."""
        endpoint = ENDPOINTS[machine.thing, action]
        if machine is EXCHANGE:
            return person.patch(f"/exchange/{endpoint}", {"exchangeId": self.exchange_id})
        times = {"scheduledTime": in_days(30)} if action == "reschedule" else {}
        return act(person, endpoint, self.session_id, **times)

    def listed(self, machine: StateMachine, name: str) -> set[str]:
        """Returns what somebody is told that they may do, of what the table knows."""
        exchange = getattr(self, name).get(f"/exchange/{self.exchange_id}").json
        shown = exchange if machine is EXCHANGE else exchange["sessions"][0]
        return {action["name"] for action in shown["actions"]} - {"createSession", "rate"}

    def exchange(self) -> Json:
        """Returns the exchange as Ben sees it."""
        shown: Json = self.ben.get(f"/exchange/{self.exchange_id}").json
        return shown

    def session(self) -> Json:
        """Returns the session as Ben sees it."""
        [shown] = self.exchange()["sessions"]
        return dict(shown)


@pytest.fixture
def world(stopped_clock: StoppedClock, ana: Person, ben: Person) -> World:
    """Nothing has happened yet."""
    return World(stopped_clock, ana, ben)


def test_the_walk_leaves_out_no_state_and_no_action() -> None:
    for machine in (EXCHANGE, SESSION):
        named = {
            state
            for transition in machine.transitions
            for state in (transition.state, transition.target)
        }
        assert {case.state for case in CASES if case.machine is machine} == named
        by_people = {
            transition.action
            for transition in machine.transitions
            if transition.actor is not Actor.CLOCK
        }
        assert set(actions(machine)) == by_people
        done = {(case.state, action) for case, action, _, _ in ALLOWED if case.machine is machine}
        expected = {
            (transition.state, transition.action)
            for transition in machine.transitions
            if transition.actor is not Actor.CLOCK
        }
        assert done == expected


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_the_table_does_not_allow_is_not_listed_is_refused_and_changes_nothing(
    world: World, case: Case, new_person: Callable[..., Person]
) -> None:
    world.bring(case)
    stranger = new_person()
    for name in ("ana", "ben"):
        possible = [(action, case.transition(action, name)) for action in actions(case.machine)]
        assert world.listed(case.machine, name) == {
            ENDPOINTS[case.thing, action]
            for action, transition in possible
            if transition and case.in_time(transition)
        }
    with nothing_written():
        for action in actions(case.machine):
            assert world.do(stranger, case.machine, action).problem == "not-found"
            for name in ("ana", "ben"):
                transition = case.transition(action, name)
                if transition and case.in_time(transition):
                    continue
                answer = world.do(getattr(world, name), case.machine, action)
                assert answer.status == 409, f"{name} {action}: {answer}"
                assert answer.problem == ("wrong-time" if transition else "wrong-state")
                if not transition:
                    assert answer.json["current"] == case.machine.status(case.state)


@pytest.mark.parametrize("case", dict.fromkeys(case for case, *_ in ALLOWED), ids=str)
def test_what_the_table_allows_leads_where_it_says(world: World, case: Case) -> None:
    for its_case, action, name, target in ALLOWED:
        if its_case != case:
            continue
        world.bring(case)
        answer = world.do(getattr(world, name), case.machine, action)
        assert answer.status == 200, f"{name} {action}: {answer}"
        assert answer.json["status"] == case.machine.status(target)
        assert answer.json["changedBy"] == getattr(world, name).id
        shown = world.exchange() if case.machine is EXCHANGE else world.session()
        assert shown["status"] == case.machine.status(target)


# What the clock waits for: how long after the exchange was requested, or the session begins.
WAITS = {
    (EXCHANGE.thing, "pending", "expire"): ANSWER_WITHIN,
    (SESSION.thing, "proposed", "lapse"): START,
    (SESSION.thing, "accepted", "assume"): LENGTH + AUTO_COMPLETE_AFTER,
    (SESSION.thing, "marked", "assume"): LENGTH + AUTO_COMPLETE_AFTER,
}


def test_of_all_that_the_clock_does_it_is_known_when() -> None:
    by_the_clock = {
        (machine.thing, transition.state, transition.action)
        for machine in (EXCHANGE, SESSION)
        for transition in machine.transitions
        if transition.actor is Actor.CLOCK
    }
    # The exchange is completed together with its session.
    assert by_the_clock - set(WAITS) == {(EXCHANGE.thing, "accepted", "complete")}
    assert set(WAITS) < by_the_clock


@pytest.mark.parametrize(("what", "wait"), WAITS.items(), ids=str)
def test_what_the_clock_brings_about_is_seen_at_the_instant_and_not_before(
    world: World, what: tuple[str, str, str], wait: timedelta
) -> None:
    thing, state, action = what
    machine = EXCHANGE if thing == EXCHANGE.thing else SESSION
    began = world.clock.now()
    world.bring(Case(thing, state))
    due = began + wait if machine is EXCHANGE else world.start + wait
    [transition] = [
        each for each in machine.transitions if (each.state, each.action) == (state, action)
    ]
    for instant, expected in ((due - A_SECOND, state), (due, transition.target)):
        world.until(instant)
        shown = world.exchange() if machine is EXCHANGE else world.session()
        assert shown["status"] == machine.status(expected)
    assert shown["changedBy"] is None
    assert datetime.fromisoformat(shown["changedAt"]) == due
