"""Releases an upload that nothing shows a day after it was asked for.

Idempotent: the release is one conditional write.
"""

from contextlib import suppress

from learn_exchange.event_handler import consumer
from learn_exchange.events import TimerFired
from learn_exchange.tables.feed import Media
from learn_exchange.tables.store import ConditionFailed, update


def expire(event: TimerFired) -> None:
    """Release the upload, unless something shows it or has shown it."""
    with suppress(ConditionFailed):
        update(
            Media.key(event.subject_id),
            Media.status.set("released"),
            condition=Media.pk.exists() & Media.attached_to.does_not_exist(),
        )


handler = consumer(expire)
