"""The measure of mails: nobody gets more of them an hour, and what exceeds it is summed up in one.

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


def allows(delivery: Delivery, at: datetime) -> bool:
    """Count a mail to its recipient, and return whether it may be sent.

    Where it may not, a timer sums up what is held back, when the hour ends or quiet hours after it.
    """
    person_id = delivery.recipient.id
    try:
        MAILS.take(MailCounter, person_id, at)
    except TooManyRequests:
        ends = MAILS.window_end(at)
        update(
            MAILS.key(MailCounter, person_id, ends),
            MailCounter.held.add(1),
            MailCounter.held_type.set(delivery.type),
        )
        due = _after_quiet_hours(delivery, ends)
        set_timer(TIMER, person_id, int(ends.timestamp()), due, now=at)
        return False
    return True


def give_back(delivery: Delivery, at: datetime) -> None:
    """Count a mail no longer, which could not be sent."""
    MAILS.give_back(MailCounter, delivery.recipient.id, at)


def held(person_id: str, window_end: datetime) -> MailCounter | None:
    """Return the count of an hour if mails were held back in it that nothing has summed up."""
    counter = MAILS.key(MailCounter, person_id, window_end).get()
    return counter if counter and counter.held and not counter.summed_up else None


def note_summed_up(person_id: str, window_end: datetime) -> None:
    """Note that what was held back in an hour is summed up."""
    update(MAILS.key(MailCounter, person_id, window_end), MailCounter.summed_up.set(True))


def _after_quiet_hours(delivery: Delivery, at: datetime) -> datetime:
    hours = preferences.quiet_hours(delivery.preferences)
    until = quiet_until(hours, delivery.recipient.time_zone, at) if hours else None
    return until or at
