"""A person's sessions in the order in which they begin."""

from datetime import datetime, timedelta
from typing import Any

from exchange.agreement import settle
from exchange.schemas.schedule import Schedule, ScheduledSession
from exchange.schemas.sessions import SessionView
from learn_exchange import base64url
from learn_exchange import cursor as cursors
from learn_exchange.blocks import Blocks, blocks_of
from learn_exchange.ids import to_bytes
from learn_exchange.people import UserCard
from learn_exchange.problems import Invalid
from learn_exchange.settings import api_url
from learn_exchange.tables.exchange import Appointment, CalendarToken, Session, moment
from learn_exchange.tables.store import Found, Key, get_many, side_by_side
from learn_exchange.tables.users import Profile

LONGEST_SESSION = timedelta(hours=4)


def listed(
    person_id: str,
    first: datetime | None,
    before: datetime | None,
    *,
    at: datetime,
    cursor: str | None,
    limit: int,
) -> Schedule:
    """A person's sessions that begin in a stretch of time, the earliest first. Two round trips.

    Canceled ones are left out.

    Raises:
        Invalid: the stretch ends before it begins.
        MalformedRequest: the cursor belongs to another list.
    """
    if first and before and before < first:
        raise Invalid.at("/query/to", "That is before `from`.")
    scope = f"schedule#{first}#{before}"
    after = cursors.decode(scope, cursor)
    start = f"{after}\0" if after else moment(first or at - LONGEST_SESSION)
    rows, token, blocks = side_by_side(
        lambda: list(Appointment.of_person(person_id, start, before, limit=limit + 1)),
        CalendarToken.key(person_id).get,
        lambda: blocks_of(person_id, consistent=True),
    )
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.position)
    found = read(shown, person_id, *blocks.keys({row.partner_id for row in shown}))
    viewer = found.require(Profile.key(person_id))
    return Schedule(
        items=[
            _scheduled(session, found, blocks, viewer, at)
            for session in sessions_of(shown, found, at)
            # The clock may have canceled it, and its timer may be late.
            if session.state != "canceled"
        ],
        next_cursor=next_cursor,
        calendar_url=token and address_of(person_id, token),
    )


def read(rows: list[Appointment], person_id: str, *also: Key[Any]) -> Found:
    """Reads the sessions of a person's calendar, and with whom they are. One round trip."""
    keys: list[Key[Any]] = [Profile.key(person_id), *also]
    for row in rows:
        keys += [Session.key(row.session_id), Profile.key(row.partner_id)]
    return get_many(keys, consistent=True)


def sessions_of(rows: list[Appointment], found: Found, at: datetime) -> list[Session]:
    """The sessions of a calendar, as they are at an instant."""
    sessions = [found.require(Session.key(row.session_id)) for row in rows]
    for session in sessions:
        settle(session, at)
    return sessions


def _scheduled(
    session: Session, found: Found, blocks: Blocks, viewer: Profile, at: datetime
) -> ScheduledSession:
    initiator, receiver = (found.require(Profile.key(person)) for person in session.people)
    is_hidden = any(blocks.hide(person, found) for person in session.people if person != viewer.id)
    view = SessionView.of(session, viewer, at, hidden=is_hidden)
    return ScheduledSession(
        **view.model_dump(),
        initiator=UserCard.of(initiator),
        receiver=UserCard.of(receiver),
        offered_skill=session.offered_skill,
        requested_skill=session.requested_skill,
    )


def address_of(person_id: str, token: CalendarToken) -> str:
    """Returns the address to subscribe to: it has the owner's id and the secret."""
    owner = base64url.encode(to_bytes(person_id))
    return f"{api_url()}/exchange/calendar/{owner}.{token.secret}.ics"
