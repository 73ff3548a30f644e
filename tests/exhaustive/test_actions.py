"""Actions are listed exactly as they are then done or refused, whatever happened before."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange import exchanges, ratings, sessions
from exchange.aggregate import ExchangeAggregate
from exchange.problems import AlreadyPending
from exchange.projections import totals_of
from exchange.schemas.actions import (
    ExchangeAction,
    ExchangeActionName,
    SessionAction,
    SessionActionName,
)
from exchange.schemas.exchanges import ExchangeView
from exchange.schemas.ratings import NewRating
from exchange.schemas.sessions import NewSession, NewTimes, SessionView
from infra.routes import ROUTES
from learn_exchange import ids
from learn_exchange.problems import NotFound, Problem
from learn_exchange.tables.attempts import CreateOnce
from learn_exchange.tables.exchange import Exchange, Session
from learn_exchange.tables.store import Key
from learn_exchange.tables.users import Profile

ANA, BEN = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11", "01930a5f-1d2c-7a4b-8c3d-6e1f3c9a0b22"
STRANGER = "01930a60-2e3d-7b5c-9d4e-7f2a4d0b1c33"
BOTH = (ANA, BEN)
BEGINNING = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
AN_INSTANT = timedelta(milliseconds=1)
AGES = timedelta(days=800)
AHEAD = [timedelta(hours=hours) for hours in (1, 11, 13, 60)]
WAITS = [timedelta(hours=hours) for hours in (0.2, 1, 11, 50, 80)]
STEPS = 24
REFUSED = (403, 404, 409)

Name = ExchangeActionName | SessionActionName
NAMES: list[Name] = [*ExchangeActionName, *SessionActionName]

BACKWARD = [SessionActionName.RESCHEDULE, SessionActionName.CANCEL]

checked = settings(deadline=None, derandomize=True, max_examples=60)


def profile(person_id: str) -> Profile:
    """Somebody's profile."""
    return Profile.key(person_id).new(
        id=person_id, username="ana", first_name="Ana", last_name="Silva", time_zone="Europe/Lisbon"
    )


PROFILES = {person: profile(person) for person in (*BOTH, STRANGER)}


class World:
    """An exchange of Ana and Ben with its sessions, kept here instead of in tables."""

    def __init__(self) -> None:
        self.at = BEGINNING
        self.blocked = False
        exchange_id = ids.new_id()
        self.exchange = Exchange.key(exchange_id).new(
            id=exchange_id,
            initiator_id=ANA,
            receiver_id=BEN,
            offered_skill="Spanish",
            requested_skill="SQL",
            state="pending",
            action="request",
            changed_by=ANA,
            changed_at=self.at,
            created_at=self.at,
        )
        self.sessions: list[Session] = []

    def aggregate(self) -> ExchangeAggregate:
        """Returns the exchange as it is now."""
        return ExchangeAggregate(deepcopy(self.exchange), deepcopy(self.sessions), self.at)

    def write(self, aggregate: ExchangeAggregate, *, forbidden_by_block: bool) -> None:
        """Keep what has become of the exchange, unless a block forbids it."""
        if self.blocked and (forbidden_by_block or aggregate._forbidden_by_block):
            raise NotFound
        self.exchange, self.sessions = aggregate.exchange, aggregate.sessions

    @contextmanager
    def meanwhile(self, at: datetime | None = None) -> Iterator[None]:
        """Take back what is done in the block, which may be at another time."""
        kept = vars(self).copy()
        self.at = at or self.at
        yield
        vars(self).update(kept)

    def seen_by(self, person: str) -> ExchangeView:
        """Returns the exchange as somebody sees it."""
        return ExchangeView.of(self.aggregate(), PROFILES, person, hidden=self.blocked)

    def listed(self, person: str, thing: str) -> dict[Name, ExchangeAction | SessionAction]:
        """Returns what somebody may do now with the exchange or a session, by the id."""
        view = self.seen_by(person)
        views: list[ExchangeView | SessionView] = [view, *view.sessions]
        return {action.name: action for it in views if it.id == thing for action in it.actions}

    def do(self, person: str, name: Name, thing: str) -> Problem | None:
        """Let somebody do something with the exchange or a session; why it is refused, if it is."""
        try:
            DEEDS[name](self, person, thing)
        except Problem as problem:
            return problem
        return None

    def allows(self, person: str, name: Name, thing: str) -> bool:
        """Returns whether somebody may do it now; a time that is taken counts as allowed."""
        with self.meanwhile():
            refusal = self.do(person, name, thing)
        assert refusal is None or refusal.status in REFUSED, refusal
        return refusal is None or refusal.type == "time-taken"

    def late_cancellations(self, person: str, *deeds: tuple[str, Name, str]) -> int:
        """Returns how many somebody has, after what is done now."""
        with self.meanwhile():
            for deed in deeds:
                self.do(*deed)
            aggregate = self.aggregate()
            totals = totals_of(person, aggregate.exchange, aggregate.sessions)
            return totals["late_cancellations"]

    def counts(self, person: str, name: Name, thing: str) -> bool:
        """Returns whether it counts against somebody; a time given up, when no other is agreed."""
        deed, nothing = [(person, name, thing)], []
        if name is SessionActionName.RESCHEDULE:
            other = BEN if person == ANA else ANA
            nothing = [(other, SessionActionName.CANCEL, thing)]
        done = self.late_cancellations(person, *deed, *nothing)
        return done > self.late_cancellations(person, *nothing)

    def live(self, random: Random) -> None:
        """Let both do this and that for some days."""
        if random.random() < 0.9:
            self.do(BEN, ExchangeActionName.ACCEPT, self.exchange.id)
        for _ in range(random.randint(0, STEPS)):
            person, chance = random.choice(BOTH), random.random()
            view = self.seen_by(person)
            if chance < 0.3:
                begin = [it.possible_from for each in view.sessions for it in each.upcoming_actions]
                self.at = random.choice([*(self.at + wait for wait in WAITS), *begin])
            elif chance < 0.5 and ExchangeActionName.CREATE_SESSION in self.listed(person, view.id):
                slots = random.sample(AHEAD, random.choice([1, 1, 2]))
                with suppress(AlreadyPending):
                    propose(self, person, *(self.at + ahead for ahead in slots))
            elif view.sessions:
                session = random.choice(view.sessions)
                onward = [it.name for it in session.actions if it.name not in BACKWARD]
                self.do(person, random.choice(onward * 4 + BACKWARD), session.id)
        if random.random() < 0.7:
            self._come_close(random)
        self.blocked = random.random() < 0.2

    def _come_close(self, random: Random) -> None:
        """Let it be an hour before a session that was agreed, which is then moved or not."""
        for session in self.seen_by(ANA).sessions:
            if session.status == "accepted" and session.scheduled_time > self.at:
                self.at = max(self.at, session.scheduled_time - timedelta(hours=1))
                if random.random() < 0.5:
                    self.do(random.choice(BOTH), SessionActionName.RESCHEDULE, session.id)
                return


class OnlyOnce:
    """A request that has no `Idempotency-Key`."""

    replayed_id = None

    def look_up(self, *_: Any) -> None:
        """Find nothing."""

    def transaction(self, *_: Any) -> Any:
        """Returns a transaction of which only what the aggregate writes is kept."""
        return nullcontext(SimpleNamespace(put=lambda *_: None, update=lambda *_: None))


ONCE = cast("CreateOnce", OnlyOnce())


def propose(world: World, person: str, *starts: datetime) -> None:
    """Propose a session."""
    new = {
        "exchangeId": world.exchange.id,
        "slots": [{"scheduledTime": start.isoformat()} for start in starts],
        "durationMinutes": 60,
        "timeZone": "Europe/Berlin",
    }
    sessions.propose(NewSession.model_validate(new), person, ONCE, world.at, newcomer=False)


def accept_the_last_slot(world: World, person: str, session_id: str) -> None:
    """Accept a session at the last of its times, which is still to come."""
    slots = next(it.slots for it in world.seen_by(ANA).sessions if it.id == session_id)
    starts = [slot.scheduled_time for slot in slots]
    sessions.accept(session_id, starts.index(max(starts)), person, world.at)


def move(world: World, person: str, session_id: str) -> None:
    """Propose another time."""
    start = world.at + timedelta(days=3)
    new = {"sessionId": session_id, "scheduledTime": start.isoformat()}
    sessions.reschedule(NewTimes.model_validate(new), person, world.at, newcomer=False)


# Nothing that is proposed before is so long ahead, or it would be refused as the same.
UNLIKE_ANY = timedelta(days=9, minutes=7)
Deed = Callable[[World, str, str], Any]
DEEDS: dict[Name, Deed] = {
    ExchangeActionName.ACCEPT: lambda w, who, it: exchanges.accept(it, who, w.at),
    ExchangeActionName.DECLINE: lambda w, who, it: exchanges.decline(it, None, who, w.at),
    ExchangeActionName.CANCEL: lambda w, who, it: exchanges.cancel(it, who, w.at),
    ExchangeActionName.CREATE_SESSION: lambda w, who, _: propose(w, who, w.at + UNLIKE_ANY),
    SessionActionName.ACCEPT: accept_the_last_slot,
    SessionActionName.RESCHEDULE: move,
    SessionActionName.CANCEL: lambda w, who, it: sessions.cancel(it, who, w.at),
    SessionActionName.COMPLETE: lambda w, who, it: sessions.mark_completed(it, who, w.at),
    SessionActionName.REPORT: lambda w, who, it: sessions.report_no_show(it, who, w.at),
    SessionActionName.CONTEST: lambda w, who, it: sessions.contest_no_show(it, who, w.at),
    SessionActionName.RATE: lambda w, who, it: ratings.rate(
        NewRating(sessionId=it, score=4), who, ONCE, w.at
    ),
}


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[World]:
    """The world in which the use cases act is the last of these."""
    worlds: list[World] = []

    def write_to(
        aggregate: ExchangeAggregate,
        _: object,
        *,
        actor_id: str | None = None,
        forbidden_by_block: bool = False,
    ) -> None:
        assert actor_id
        worlds[-1].write(aggregate, forbidden_by_block=forbidden_by_block)

    monkeypatch.setattr(ExchangeAggregate, "read", lambda *_: worlds[-1].aggregate())
    monkeypatch.setattr(ExchangeAggregate, "write_to", write_to)
    monkeypatch.setattr(
        ExchangeAggregate,
        "commit",
        lambda aggregate, actor_id, **_: aggregate.write_to(None, actor_id=actor_id),
    )
    monkeypatch.setattr(Key, "require", lambda key: PROFILES[key.pk.partition("#")[2]])
    monkeypatch.setattr(exchanges, "_people", lambda _: PROFILES)
    monkeypatch.setattr(sessions, "_count_times", lambda *_, **__: None)
    monkeypatch.setattr("exchange.aggregate.get_many", lambda *_, **__: None)
    monkeypatch.setattr("exchange.aggregate.hidden", lambda *_: worlds[-1].blocked)
    return worlds


def test_an_action_is_listed_exactly_when_it_is_not_refused(kept: list[World]) -> None:
    seen: set[str] = set()

    @checked
    @given(random=st.randoms(use_true_random=True))
    def holds_in_any_life(random: Random) -> None:
        kept.append(world := World())
        world.live(random)
        seen.update(check_all(world))

    holds_in_any_life()
    assert {*NAMES} < seen
    assert {name for name in seen if "counted" in name} == {
        "cancel counted while accepted",
        "cancelSession counted while accepted",
        "cancelSession counted while proposed",
        "rescheduleSession counted while accepted",
    }


def check_all(world: World) -> Iterator[str]:
    """Check all that is listed for the two and for a stranger; yields what has been seen."""
    for person in BOTH:
        view = world.seen_by(person)
        things: list[ExchangeView | SessionView] = [view, *view.sessions]
        for thing in things:
            yield from check_listed(world, person, thing)
        for session in view.sessions:
            check_upcoming(world, person, session)
    for name in ExchangeActionName:
        assert isinstance(world.do(STRANGER, name, world.exchange.id), NotFound)
    for each, its_name in product(world.sessions, SessionActionName):
        assert isinstance(world.do(STRANGER, its_name, each.id), NotFound)


def check_listed(world: World, person: str, thing: ExchangeView | SessionView) -> Iterator[str]:
    """Check that what may be done is listed, how long it may be, and whether it counts."""
    actions = {action.name: action for action in thing.actions}
    names = ExchangeActionName if isinstance(thing, ExchangeView) else SessionActionName
    if world.blocked and world.exchange.accepted_at is None:
        return  # It is hidden.
    for name in names:
        assert world.allows(person, name, thing.id) is (name in actions), (name, thing)
    for action in thing.actions:
        yield f"{action.name} counted while {thing.status}" if action.counted else action.name
        assert action.counted is world.counts(person, action.name, thing.id), (action, thing)
        check_until(world, person, action, thing.id)
        check_counted_after(world, person, action, thing.id)


def check_until(
    world: World, person: str, action: ExchangeAction | SessionAction, thing: str
) -> None:
    """Check until when it is possible if nobody does anything."""
    if action.until is None:
        moments = [(world.at + AGES, True)]
    else:
        assert action.until > world.at
        moments = [(action.until - AN_INSTANT, True), (action.until, False)]
    for moment, possible in moments:
        with world.meanwhile(moment):
            assert world.allows(person, action.name, thing) is possible, (moment, action)
            assert (action.name in world.listed(person, thing)) is possible


def check_counted_after(
    world: World, person: str, action: ExchangeAction | SessionAction, thing: str
) -> None:
    """Check from when on it counts, if it does not yet."""
    if action.counted_after is None:
        return
    for moment, counted in (
        (action.counted_after, False),
        (action.counted_after + AN_INSTANT, True),
    ):
        with world.meanwhile(moment):
            assert world.counts(person, action.name, thing) is counted
            assert world.listed(person, thing)[action.name].counted is counted


def check_upcoming(world: World, person: str, session: SessionView) -> None:
    """Check that what is upcoming is possible from then on, and not before."""
    for action in session.upcoming_actions:
        for moment, possible in (
            (action.possible_from - AN_INSTANT, False),
            (action.possible_from, True),
        ):
            with world.meanwhile(moment):
                assert world.allows(person, action.name, session.id) is possible
        with world.meanwhile(action.possible_from):
            assert world.listed(person, session.id)[action.name].until == action.until


def test_the_name_of_an_action_leads_to_its_endpoint() -> None:
    paths = {(route.method, route.path) for route in ROUTES}
    for name in NAMES:
        method = "POST" if name in ("createSession", "rate") else "PATCH"
        assert (method, f"/exchange/{name}") in paths
