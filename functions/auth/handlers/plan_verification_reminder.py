"""Consumer of `PersonJoined`: plans to remind those who do not verify their address.

Idempotent by the timer's name.
"""

from datetime import timedelta

from auth.links import REMINDER_TIMER
from learn_exchange.clock import now
from learn_exchange.event_handler import consumer
from learn_exchange.events import PersonJoined
from learn_exchange.timers import set_timer

REMINDED_AFTER = timedelta(days=2)


def plan(event: PersonJoined) -> None:
    """Set a timer for two days after the person joined."""
    set_timer(REMINDER_TIMER, event.person_id, 1, event.at + REMINDED_AFTER, now=now())


handler = consumer(plan)
