"""Mails a reminder of a session to both who take part, if their addresses are verified.

Idempotent by a row for each event and reader. Where a crash falls between sending and noting it,
the mail is sent twice.
"""

from datetime import timedelta

from exchange import mails
from learn_exchange.clock import now
from learn_exchange.consuming import consumer
from learn_exchange.events import SessionReminderDue
from learn_exchange.mail import send
from learn_exchange.observability import log_decision
from learn_exchange.tables.exchange import MailSent, Session
from learn_exchange.tables.store import get_many, put
from learn_exchange.tables.users import Profile

NOTED_FOR = timedelta(days=7)


def mail_reminder(event: SessionReminderDue) -> None:
    """Remind both, unless the session was changed since."""
    people = event.initiator_id, event.receiver_id
    sent = [MailSent.key(person, event.id) for person in people]
    key = Session.key(event.session_id)
    found = get_many([key, *map(Profile.key, people), *sent], consistent=True)
    session = found.require(key)
    if session.revision != event.revision:
        log_decision("session changed since", sessionId=session.id)
        return
    for person, note in zip(people, sent, strict=True):
        reader = found.require(Profile.key(person))
        if reader.email_verified and note not in found:
            partner = found.require(Profile.key(session.partner_of(person)))
            send(mails.reminder(session, reader, partner), reader.email)
            put(note.new(expires_at=now() + NOTED_FOR))


handler = consumer(mail_reminder)
