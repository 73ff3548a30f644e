"""Consumer of the timer `mails-held`: mails in one how much is unread, where mails were held back.

Idempotent: what was held back in an hour is summed up once.
"""

from datetime import UTC, datetime

from learn_exchange.consuming import consumer
from learn_exchange.events import TimerFired
from learn_exchange.languages import language_of
from learn_exchange.tables.notifications import Preferences, Tray
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Profile
from notifications import mail_limit, mailing
from notifications.delivery import Delivery
from notifications.texts import private, render


def sum_up_mails(event: TimerFired) -> None:
    """Mail a person how many notifications they have not read, if any."""
    person_id, window_end = event.subject_id, datetime.fromtimestamp(event.revision, UTC)
    counter = mail_limit.held(person_id, window_end)
    if counter is None:
        return
    keys = Profile.key(person_id), Preferences.key(person_id), Tray.key(person_id)
    found = get_many(keys, consistent=True)
    profile, wishes = found.require(keys[0]), found[keys[1]] or Preferences()
    unread = int((found[keys[2]] or Tray()).unread)
    if unread:
        language = language_of(profile, wishes.language)
        mailing.send_uncounted(
            Delivery(
                event_id=event.id,
                notification_id=event.id,
                type=counter.held_type or "message",
                source_id=person_id,
                recipient=profile,
                preferences=wishes,
                language=language,
                text=render(
                    "mails_held", language, {}, actors=[], number=unread, zone=profile.time_zone
                ),
                private_text=private(language),
                link="/notifications",
            )
        )
    mail_limit.note_summed_up(person_id, window_end)


handler = consumer(sum_up_mails)
