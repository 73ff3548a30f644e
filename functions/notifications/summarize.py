"""Consumer of the timer `quiet-over`: tells by push how much came while it was quiet.

Idempotent by the ledger, as `notify`.
"""

from learn_exchange.consuming import consumer_with_attempts
from learn_exchange.events import TimerFired
from notifications.telling import TIMER, tell

__all__ = ["TIMER", "handler", "summarize"]


def summarize(event: TimerFired, attempt: int) -> None:
    """Tell the person how much they have not read, if anything."""
    tell(event, attempt)


handler = consumer_with_attempts(summarize)
