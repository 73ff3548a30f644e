"""Sets the timer by which a file that nothing shows is removed.

Idempotent: the timer has the same name each time.
"""

from datetime import timedelta

from learn_exchange.clock import now
from learn_exchange.event_handler import consumer
from learn_exchange.events import MediaRequested
from learn_exchange.timers import set_timer
from media.storage import UNUSED_TIMER

UNUSED_FOR = timedelta(days=1)


def plan_expiry(event: MediaRequested) -> None:
    """Have the upload looked at a day after it was asked for."""
    set_timer(UNUSED_TIMER, event.media_id, 1, event.at + UNUSED_FOR, now=now())


handler = consumer(plan_expiry)
