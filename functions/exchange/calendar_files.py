"""Sessions for calendar programs: to subscribe to by a secret address, and one to save."""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from exchange import ics
from exchange.aggregate import settle
from exchange.problems import NoTimeAgreed
from exchange.schedule import read, sessions_of
from exchange.state_machines import SESSION
from learn_exchange import base64url
from learn_exchange.ids import CANONICAL, from_bytes
from learn_exchange.languages import language_of
from learn_exchange.meetings import Meeting, slot_starts
from learn_exchange.problems import NotFound
from learn_exchange.settings import frontend_url
from learn_exchange.tables.exchange import CalendarEntry, CalendarToken, Session, sortable_time
from learn_exchange.tables.store import Found, get_many, side_by_side
from learn_exchange.tables.users import Profile
from learn_exchange.texts import Texts, day_and_time, isolated
from learn_exchange.times import local_at

TEXTS = Texts(Path(__file__).with_name("texts"))
BACK = timedelta(days=90)
MOST_ENTRIES = 1000
STATUSES: dict[str, ics.Status] = {"proposed": "TENTATIVE", "canceled": "CANCELLED"}


def entries(file: str, at: datetime) -> str:
    """Writes the calendar: the sessions since 90 days ago, canceled ones too.

    Two round trips.

    Raises:
        NotFound: there is no such calendar, or its address was replaced.
    """
    person_id, secret = _owner_and_secret(file)
    rows: list[CalendarEntry]
    token, rows = side_by_side(
        CalendarToken.key(person_id).get,
        lambda: list(
            CalendarEntry.of_person(
                person_id,
                sortable_time(at - BACK),
                None,
                also_canceled=True,
                limit=MOST_ENTRIES,
            )
        ),
    )
    if token is None or not hmac.compare_digest(token.secret, secret):
        raise NotFound
    found = read(rows, person_id)
    return ics.write(
        [_entry(session, found, person_id) for session in sessions_of(rows, found, at)],
        name="Learn Exchange",
    )


@dataclass(frozen=True)
class SavedSession:
    """A session as a file to save."""

    name: str
    calendar: str


def saved(file: str, viewer_id: str, at: datetime) -> SavedSession:
    """Returns the file of one session, as one of the two saves it. Two round trips.

    One that is canceled is marked as such: a program that has it from before takes it away.

    Raises:
        NotFound: there is no such session, or the viewer takes no part in it.
        NoTimeAgreed: no time of it is agreed.
    """
    session = Session.key(_session_id(file)).require()
    if viewer_id not in session.people:
        raise NotFound
    settle(session, at)
    if session.chosen is None:
        status = SESSION.status(session.state)
        raise NoTimeAgreed(f"The session is {status}, at no time that was agreed.", current=status)
    entry = _entry(session, get_many(map(Profile.key, session.people)), viewer_id)
    day = local_at(entry.starts_at, entry.zone).date()
    return SavedSession(name=f"session-{day}.ics", calendar=ics.write([entry]))


def _session_id(file: str) -> str:
    """Returns the id that the name of a file begins with.

    Raises:
        NotFound: it is no such name.
    """
    session_id, suffix = file[:-4].lower(), file[-4:]
    if suffix != ".ics" or not re.fullmatch(CANONICAL, session_id):
        raise NotFound
    return session_id


def _entry(session: Session, people: Found, reader_id: str) -> ics.Entry:
    reader = people.require(Profile.key(reader_id))
    partner = people.require(Profile.key(session.partner_of(reader_id)))
    # What an entry says changes with the partner's name and the reader's language, too.
    changes = [(int(each.wordings), each.worded_at) for each in (reader, partner)]
    return ics.Entry(
        session_id=session.id,
        sequence=int(session.revision) + sum(number for number, _ in changes),
        changed_at=max([session.changed_at, *(at for _, at in changes if at)]),
        starts_at=Meeting.of(session).starts_at,
        zone=session.time_zone,
        minutes=int(session.duration_minutes),
        status=STATUSES.get(session.state, "CONFIRMED"),
        summary=f"{isolated(session.offered_skill)} ↔ {isolated(session.requested_skill)}: "
        f"{isolated(partner.first_name)}",
        location=session.location_details,
        description=_description(session, reader, partner),
        url=f"{frontend_url()}/exchange/{session.exchange_id}",
    )


def _description(session: Session, reader: Profile, partner: Profile) -> str:
    """Returns what it is about; while it is proposed, with all its times on the reader's clock."""
    language = language_of(reader)
    starts: list[datetime] = sorted(slot_starts(session)) if session.chosen is None else []
    times = [day_and_time(local_at(at, reader.time_zone), language) for at in starts]
    about = {
        "offered": session.offered_skill,
        "requested": session.requested_skill,
        "partner": f"{partner.first_name} {partner.last_name}",
        "slots": len(times),
        "times": "; ".join(times),
    }
    return TEXTS.translate(language, "session", about)


def _owner_and_secret(file: str) -> tuple[str, str]:
    """Returns the owner's id and the secret of an address.

    Raises:
        NotFound: it is none of ours.
    """
    match = re.fullmatch(r"([\w-]{22})\.([\w-]+)\.ics", file, re.ASCII)
    if match is None:
        raise NotFound
    try:
        return from_bytes(base64url.decode(match[1])), match[2]
    except ValueError as error:
        raise NotFound from error
