"""A person's sessions in the order in which they start."""

from datetime import datetime, timedelta
from typing import Any

from exchange.calendar_token import url_of
from exchange.schemas.schedule import Schedule, ScheduledSession
from exchange.schemas.sessions import SessionView
from exchange.transitions import apply_due_transitions
from learn_exchange import cursor as cursors
from learn_exchange.blocks import Blocks, blocks_of
from learn_exchange.concurrency import run_concurrently
from learn_exchange.people import UserCard
from learn_exchange.problems import Invalid
from learn_exchange.tables.exchange import CalendarEntry, CalendarToken, Session, sortable_time
from learn_exchange.tables.store import BatchResult, Key, get_many
from learn_exchange.tables.users import Profile

MAX_SESSION = timedelta(hours=4)


def listed(
    person_id: str,
    first: datetime | None,
    before: datetime | None,
    *,
    now: datetime,
    cursor: str | None,
    limit: int,
) -> Schedule:
    """Returns a person's sessions that start in a span of time, the earliest first.

    Canceled ones are left out. Two round trips.

    Raises:
        Invalid: the span ends before it begins.
        MalformedRequest: the cursor belongs to another list.
    """
    if first and before and before < first:
        raise Invalid.at("/query/to", "That is before `from`.")
    scope = f"schedule#{first}#{before}"
    after = cursors.decode(scope, cursor)
    start = f"{after}\0" if after else sortable_time(first or now - MAX_SESSION)
    rows, token, blocks = run_concurrently(
        lambda: list(CalendarEntry.of_person(person_id, start, before, limit=limit + 1)),
        CalendarToken.key(person_id).get,
        lambda: blocks_of(person_id, consistent=True),
    )
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.position)
    found = read(shown, person_id, *blocks.keys({row.partner_id for row in shown}))
    viewer = found.require(Profile.key(person_id))
    return Schedule(
        items=[
            _scheduled(session, found, blocks, viewer, now)
            for session in sessions_of(shown, found, now)
            # A proposal may have expired whose timer has not fired yet.
            if session.state != "canceled"
        ],
        next_cursor=next_cursor,
        calendar_url=token and url_of(person_id, token),
    )


def read(rows: list[CalendarEntry], person_id: str, *also: Key[Any]) -> BatchResult:
    """Reads the sessions and partners of a person's calendar entries. One round trip."""
    keys: list[Key[Any]] = [Profile.key(person_id), *also]
    for row in rows:
        keys += [Session.key(row.session_id), Profile.key(row.partner_id)]
    return get_many(keys, consistent=True)


def sessions_of(rows: list[CalendarEntry], found: BatchResult, now: datetime) -> list[Session]:
    """Returns the sessions of calendar entries, with what has become due applied."""
    sessions = [found.require(Session.key(row.session_id)) for row in rows]
    for session in sessions:
        apply_due_transitions(session, now)
    return sessions


def _scheduled(
    session: Session, found: BatchResult, blocks: Blocks, viewer: Profile, now: datetime
) -> ScheduledSession:
    initiator, receiver = (found.require(Profile.key(person)) for person in session.people)
    is_hidden = any(blocks.hide(person, found) for person in session.people if person != viewer.id)
    view = SessionView.of(session, viewer, now, hidden=is_hidden)
    return ScheduledSession(
        **view.model_dump(),
        initiator=UserCard.of(initiator),
        receiver=UserCard.of(receiver),
        offered_skill=session.offered_skill,
        requested_skill=session.requested_skill,
    )
