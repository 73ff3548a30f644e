"""The subscription to a person's sessions that calendar programs read, by a secret address."""

import base64
import hmac
import re
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from exchange import ics
from exchange.schedule import address_of, read, sessions_of
from learn_exchange.ids import from_bytes
from learn_exchange.languages import language_of
from learn_exchange.meetings import Meeting
from learn_exchange.problems import NotFound
from learn_exchange.settings import frontend_url
from learn_exchange.tables.exchange import Appointment, CalendarToken, Session, moment
from learn_exchange.tables.store import Found, put, side_by_side
from learn_exchange.tables.users import Profile
from learn_exchange.texts import Texts

TEXTS = Texts(Path(__file__).with_name("texts"))
BACK = timedelta(days=90)
MOST_ENTRIES = 1000
SECRET_BYTES = 24
STATUSES: dict[str, ics.Status] = {"proposed": "TENTATIVE", "canceled": "CANCELLED"}


def renew(person_id: str) -> str:
    """A new address for a person's calendar; the old one leads nowhere any longer. One write."""
    token = CalendarToken.key(person_id).new(secret=secrets.token_urlsafe(SECRET_BYTES))
    put(token)
    return address_of(person_id, token)


def entries(file: str, at: datetime) -> str:
    """What calendar programs read: the sessions since 90 days ago, canceled ones too.

    Two round trips.

    Raises:
        NotFound: there is no such calendar, or its address was replaced.
    """
    person_id, secret = _owner_and_secret(file)
    rows: list[Appointment]
    token, rows = side_by_side(
        CalendarToken.key(person_id).get,
        lambda: list(
            Appointment.of_person(
                person_id,
                moment(at - BACK),
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
    ).decode()


def _entry(session: Session, found: Found, person_id: str) -> ics.Entry:
    partner = found.require(Profile.key(session.partner_of(person_id)))
    return ics.Entry(
        session_id=session.id,
        sequence=int(session.revision),
        changed_at=session.changed_at,
        starts_at=Meeting.of(session).starts_at,
        zone=session.time_zone,
        minutes=int(session.duration_minutes),
        status=STATUSES.get(session.state, "CONFIRMED"),
        summary=f"{session.offered_skill} ↔ {session.requested_skill}: {partner.first_name}",
        location=session.location_details,
        description=TEXTS.translate(
            language_of(found.require(Profile.key(person_id))),
            "session",
            {
                "offered": session.offered_skill,
                "requested": session.requested_skill,
                "partner": f"{partner.first_name} {partner.last_name}",
            },
        ),
        url=f"{frontend_url()}/exchange/{session.exchange_id}",
    )


def _owner_and_secret(file: str) -> tuple[str, str]:
    """Who and what secret an address names.

    Raises:
        NotFound: it is none of ours.
    """
    match = re.fullmatch(r"([\w-]{22})\.([\w-]+)\.ics", file, re.ASCII)
    if match is None:
        raise NotFound
    return from_bytes(base64.urlsafe_b64decode(match[1] + "==")), match[2]
