"""Consumer of the timer `mails-held`: sends one mail for those that the hourly limit held back.

Idempotent: the mails held back in an hour are summed up once.
"""

from datetime import UTC, datetime

from learn_exchange.event_handler import consumer
from learn_exchange.events import TimerFired
from learn_exchange.languages import language_of
from learn_exchange.tables.notifications import Preferences, UnreadCounter
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Profile
from notifications import mail_limit, mailing
from notifications.delivery import Delivery
from notifications.texts import private, render


def sum_up_mails(event: TimerFired) -> None:
    """Mail a person the number of their unread notifications, if there are any."""
    person_id, window_end = event.subject_id, datetime.fromtimestamp(event.revision, UTC)
    counter = mail_limit.counter_with_held(person_id, window_end)
    if counter is None:
        return
    keys = Profile.key(person_id), Preferences.key(person_id), UnreadCounter.key(person_id)
    found = get_many(keys, consistent=True)
    profile, preferences = found.require(keys[0]), found[keys[1]] or Preferences()
    unread = int((found[keys[2]] or UnreadCounter()).unread)
    if unread:
        language = language_of(profile, preferences.language)
        mailing.send_uncounted(
            Delivery(
                event_id=event.id,
                notification_id=event.id,
                type=counter.held_type or "message",
                source_id=person_id,
                recipient=profile,
                preferences=preferences,
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
