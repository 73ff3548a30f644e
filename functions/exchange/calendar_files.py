"""Sessions as files for calendar programs: all of a person's to subscribe to, or one to save."""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from exchange import ics
from exchange.calendar_token import owner_and_secret
from exchange.problems import NoTimeAgreed
from exchange.schedule import read, sessions_of
from exchange.state_machines import SESSION
from exchange.transitions import apply_due_transitions
from learn_exchange.concurrency import run_concurrently
from learn_exchange.ids import CANONICAL
from learn_exchange.languages import language_of
from learn_exchange.meetings import Meeting, slot_starts
from learn_exchange.problems import NotFound
from learn_exchange.settings import frontend_url
from learn_exchange.short_texts import isolated
from learn_exchange.tables.exchange import CalendarEntry, CalendarToken, Session, sortable_time
from learn_exchange.tables.store import BatchResult, get_many
from learn_exchange.tables.users import Profile
from learn_exchange.texts import Texts, day_and_time
from learn_exchange.times import local_at

TEXTS = Texts(Path(__file__).with_name("texts"))
MAX_AGE = timedelta(days=90)
MAX_ENTRIES = 1000
STATUSES: dict[str, ics.Status] = {"proposed": "TENTATIVE", "canceled": "CANCELLED"}


def calendar_of(file: str, now: datetime) -> str:
    """Returns the calendar at a secret address: sessions of the last 90 days and all later ones.

    Canceled sessions are among them. Two round trips.

    Raises:
        NotFound: there is no such calendar, or its address was replaced.
    """
    person_id, secret = owner_and_secret(file)
    token, rows = run_concurrently(
        CalendarToken.key(person_id).get,
        lambda: list(
            CalendarEntry.of_person(
                person_id,
                sortable_time(now - MAX_AGE),
                None,
                also_canceled=True,
                limit=MAX_ENTRIES,
            )
        ),
    )
    if token is None or not hmac.compare_digest(token.secret, secret):
        raise NotFound
    found = read(rows, person_id)
    return ics.write(
        [_vevent(session, found, person_id) for session in sessions_of(rows, found, now)],
        name="Learn Exchange",
    )


@dataclass(frozen=True)
class SavedSession:
    """A session as a file to save."""

    name: str
    calendar: str


def saved_session(file: str, viewer_id: str, now: datetime) -> SavedSession:
    """Returns the file of one session for a participant. Two round trips.

    A canceled session is marked as such, so that a program that has it removes it.

    Raises:
        NotFound: there is no such session, or the viewer takes no part in it.
        NoTimeAgreed: no time was agreed for it.
    """
    session = Session.key(_session_id(file)).require()
    if viewer_id not in session.people:
        raise NotFound
    apply_due_transitions(session, now)
    if session.chosen is None:
        status = SESSION.status(session.state)
        raise NoTimeAgreed(f"The session is {status}, and no time was agreed.", current=status)
    event = _vevent(session, get_many(map(Profile.key, session.people)), viewer_id)
    day = local_at(event.starts_at, event.zone).date()
    return SavedSession(name=f"session-{day}.ics", calendar=ics.write([event]))


def _session_id(file: str) -> str:
    """Returns the id in the name of a session's file.

    Raises:
        NotFound: it is not a name of such a file.
    """
    session_id, suffix = file[:-4].lower(), file[-4:]
    if suffix != ".ics" or not re.fullmatch(CANONICAL, session_id):
        raise NotFound
    return session_id


def _vevent(session: Session, people: BatchResult, reader_id: str) -> ics.VEvent:
    reader = people.require(Profile.key(reader_id))
    partner = people.require(Profile.key(session.partner_of(reader_id)))
    # The text also changes with the partner's name and the reader's language.
    changes = [(int(each.wordings), each.worded_at) for each in (reader, partner)]
    return ics.VEvent(
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
    """Describes a session; a proposed one with all its times in the reader's zone."""
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
