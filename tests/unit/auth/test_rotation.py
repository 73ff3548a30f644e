"""Refreshing with lost answers, late requests and thieves: every order, played against the rule.

A run is a row of events. The server of these runs applies `rotation.exchange` to a row in memory,
as `rotation.refresh` does to the row in the database.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from auth import logins
from auth.logins import RefreshToken
from auth.problems import AlreadyRotated
from auth.rotation import GRACE, Reused, exchange
from learn_exchange import ids
from learn_exchange.problems import LoginEnded
from learn_exchange.tables.users import Login

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOMENT, HOUR = timedelta(seconds=3), timedelta(hours=1)
# A request arrives within this time or never.
UNDER_WAY = timedelta(seconds=10)
# How often a client refreshes, at most, while an earlier request of it is still under way.
GENERATIONS_UNDER_WAY = 2


@dataclass(frozen=True)
class Request:
    """A refresh that was sent."""

    token: RefreshToken
    key: str
    at: datetime
    generation: int


@dataclass(frozen=True)
class Store:
    """A client: it keeps its token and, from before a request until its answer, a key."""

    token: RefreshToken
    key: str | None = None


@dataclass(frozen=True)
class World:
    """The login's row, the time, and what everybody holds."""

    login: Login | None
    now: datetime
    owner: Store
    thief: Store | None = None
    keys_made: int = 0
    generation: int = 0
    sent: tuple[Request, ...] = ()
    served: frozenset[str] = frozenset()
    """The clients that were answered with tokens since the thief has copied the store."""
    answers: frozenset[tuple[RefreshToken, RefreshToken]] = frozenset()
    """The tokens that were exchanged, each with its successor."""

    def serve(self, request: Request) -> tuple["World", RefreshToken | None]:
        """Answer a refresh with the successor, if there is one."""
        try:
            made = exchange(self.login, request.token, request.key, self.now)
        except (AlreadyRotated, LoginEnded):
            return self, None
        except Reused:
            return replace(self, login=None), None
        if not made.changes:
            return self, made.successor
        login = copy(self.login)
        assert login is not None
        login.attribute_values = {**login.attribute_values, **made.changes}
        return replace(self, login=login, generation=self.generation + 1), made.successor

    def holding(self, who: str, store: Store) -> "World":
        """Let the owner or the thief hold something else."""
        return replace(self, owner=store) if who == "owner" else replace(self, thief=store)

    def sending(self, who: str) -> tuple["World", Request]:
        """Make a key, unless there is one, and send the request."""
        store: Store = getattr(self, who)
        key, made = store.key or f"key number {self.keys_made}", store.key is None
        request = Request(store.token, key, self.now, self.generation)
        world = self.holding(who, replace(store, key=key))
        return replace(world, keys_made=self.keys_made + made, sent=(*self.sent, request)), request

    @property
    def is_late(self) -> bool:
        """Returns whether the last exchange is too long ago for two requests that met."""
        return self.login is not None and self.now - self.login.rotated_at > GRACE


Event = Callable[[World], World | None]
"""The next step; None where there is none."""


def refresh(who: str, *, lost: str = "") -> Event:
    """Somebody refreshes; the request or its answer may get lost."""

    def event(world: World) -> World | None:
        if getattr(world, who) is None:
            return None
        before, request = world.sending(who)
        if lost == "request":
            return before
        after, successor = before.serve(request)
        check_answer(who, before, after, successor)
        if successor is None:
            return after
        after = replace(
            after,
            served=after.served | {who},
            answers=after.answers | {(request.token, successor)},
        )
        return after if lost else after.holding(who, Store(successor))

    return event


def check_answer(who: str, before: World, after: World, successor: RefreshToken | None) -> None:
    """Check what holds for everybody: who gets no tokens late has ended the login."""
    if successor is None and before.is_late:
        assert after.login is None
    if before.thief is None:
        assert successor is not None, f"the {who} is alone, and was signed out"


def arrive_again(nth: int) -> Event:
    """Returns a copy of the last request but `nth` arrives, and nobody reads its answer."""

    def event(world: World) -> World | None:
        if len(world.sent) <= nth:
            return None
        request = world.sent[-1 - nth]
        if world.now - request.at > UNDER_WAY:
            return None
        if world.generation - request.generation > GENERATIONS_UNDER_WAY:
            return None
        return world.serve(request)[0]

    return event


def copy_store(*, with_key: bool) -> Event:
    """Returns the thief copies what the owner holds, once."""

    def event(world: World) -> World | None:
        if world.thief is not None:
            return None
        copied = world.owner if with_key else Store(world.owner.token)
        return replace(world, thief=copied, served=frozenset())

    return event


def wait(duration: timedelta) -> Event:
    """Time passes."""
    return lambda world: replace(world, now=world.now + duration)


OWNER: Mapping[str, Event] = {
    "refresh": refresh("owner"),
    "refresh, answer lost": refresh("owner", lost="answer"),
    "wait a moment": wait(MOMENT),
    "wait an hour": wait(HOUR),
}
NETWORK: Mapping[str, Event] = {
    "refresh, request lost": refresh("owner", lost="request"),
    "the last request again": arrive_again(0),
    "the one before again": arrive_again(1),
}
THIEF: Mapping[str, Event] = {
    "thief refreshes": refresh("thief"),
    "thief refreshes, answer lost": refresh("thief", lost="answer"),
}


def begin() -> World:
    """Somebody has just signed in."""
    token, login = logins.begin(ids.EXAMPLE, "a phone", NOON)
    return World(login, NOON, Store(token))


def runs(events: Mapping[str, Event], length: int) -> Iterator[tuple[str, World, World]]:
    """Play every run, and yield each of its events with the worlds before and after."""

    def go_on(world: World, left: int) -> Iterator[tuple[str, World, World]]:
        for name, event in events.items():
            after = event(world)
            if after is not None:
                yield name, world, after
                if left > 1 and after.login is not None:
                    yield from go_on(after, left - 1)

    return go_on(begin(), length)


def test_no_client_that_keeps_its_key_is_ever_signed_out() -> None:
    played = 0
    for name, _, after in runs({**OWNER, **NETWORK}, 5):
        assert after.login is not None, name
        played += 1

    assert played > 8_000


def test_a_token_copied_without_its_key_ends_the_login_whoever_moves_first() -> None:
    ended = 0
    events = {**OWNER, **THIEF, "thief copies the token": copy_store(with_key=False)}
    for name, before, after in runs(events, 5):
        if before.thief is None:
            continue
        who = "thief" if name.startswith("thief") else "owner"
        assert len(after.served) <= 1, "one of the two gets tokens, never both"
        if "refresh" in name and before.served - {who} and before.is_late:
            assert after.login is None, name
            ended += 1

    assert ended > 100


def test_where_the_key_was_copied_as_well_only_one_of_the_two_goes_on() -> None:
    ended = 0
    events = {**OWNER, **THIEF, "thief copies all": copy_store(with_key=True)}
    for _, before, after in runs(events, 5):
        exchanged = {token for token, _ in after.answers}
        assert len(exchanged) == len(after.answers), "a token has one successor"
        ended += before.thief is not None and after.login is None

    assert ended > 100


@pytest.mark.parametrize("pace", [timedelta(seconds=1), timedelta(seconds=9), HOUR])
def test_a_thief_who_refreshes_right_after_the_owner_is_found_out(pace: timedelta) -> None:
    world = copy_store(with_key=False)(begin())
    for step in (refresh("owner"), wait(pace), refresh("thief")) * 3:
        assert world is not None
        world = world if world.login is None else step(world)

    assert world is not None
    assert world.login is None
    assert world.served == {"owner"}
