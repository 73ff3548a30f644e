"""The hourly limit of mails to a person; one mail sums up those beyond it.

Mails about the account itself are sent by `auth` and do not count.
"""

from datetime import datetime

from learn_exchange.account_limits import MAILS
from learn_exchange.problems import TooManyRequests
from learn_exchange.tables.notifications import MailCounter
from learn_exchange.tables.store import update
from learn_exchange.timers import set_timer
from notifications import preferences
from notifications.delivery import Delivery
from notifications.quiet import quiet_until

TIMER = "mails-held"


def take(delivery: Delivery, now: datetime) -> bool:
    """Count a mail to its recipient, and return whether it may be sent.

    Beyond the limit, the mail is held back, and a timer is set for the end of the hour, or of quiet
    hours after it, when one mail sums up those held back.
    """
    person_id = delivery.recipient.id
    try:
        MAILS.take(MailCounter, person_id, now)
    except TooManyRequests:
        window_end = MAILS.window_end(now)
        update(
            MAILS.key(MailCounter, person_id, window_end),
            MailCounter.held.add(1),
            MailCounter.held_type.set(delivery.type),
        )
        due = _after_quiet_hours(delivery, window_end)
        set_timer(TIMER, person_id, int(window_end.timestamp()), due, now=now)
        return False
    return True


def give_back(delivery: Delivery, now: datetime) -> None:
    """Uncount a mail that could not be sent."""
    MAILS.give_back(MailCounter, delivery.recipient.id, now)


def counter_with_held(person_id: str, window_end: datetime) -> MailCounter | None:
    """Returns the counter of an hour if mails were held back in it and not summed up yet."""
    counter = MAILS.key(MailCounter, person_id, window_end).get()
    return counter if counter and counter.held and not counter.summed_up else None


def note_summed_up(person_id: str, window_end: datetime) -> None:
    """Note that the mails held back in an hour are summed up."""
    update(MAILS.key(MailCounter, person_id, window_end), MailCounter.summed_up.set(True))


def _after_quiet_hours(delivery: Delivery, instant: datetime) -> datetime:
    hours = preferences.quiet_hours(delivery.preferences)
    until = quiet_until(hours, delivery.recipient.time_zone, instant) if hours else None
    return until or instant
