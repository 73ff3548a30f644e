"""The mail that reminds of a session."""

from html import escape

from exchange.meetings import Meeting
from learn_exchange.mail import Mail
from learn_exchange.settings import frontend_url
from learn_exchange.tables.exchange import Session
from learn_exchange.tables.users import Profile
from learn_exchange.times import local_at


def reminder(session: Session, reader: Profile, partner: Profile) -> Mail:
    """A reminder for one of the two, in their own zone and in the one that was agreed."""
    start = Meeting.of(session).starts_at
    local = f"{local_at(start, reader.time_zone):%A, %d %B %Y, %H:%M} ({reader.time_zone})"
    if reader.time_zone != session.time_zone:
        agreed = local_at(start, session.time_zone)
        local += f", which is {agreed:%H:%M} in {session.time_zone}"
    skills = f"{session.offered_skill} for {session.requested_skill}"
    link = f"{frontend_url()}/exchange/{session.exchange_id}"
    lines = [
        f"Hello {reader.first_name},",
        f"your session with {partner.first_name} ({skills}) begins on {local}.",
        *([f"Where: {session.location_details}"] if session.location_details else []),
    ]
    return Mail(
        subject="Your session is coming up",
        text="\n\n".join([*lines, link]) + "\n",
        html="".join(f"<p>{escape(line)}</p>" for line in lines)
        + f'<p><a href="{link}">Open the exchange</a></p>',
    )
