"""Writes what has become due: requests and proposals expire, sessions complete, ratings open.

Idempotent: it writes what has become due since the rows were last written, which is nothing the
second time. The function keeps its first name, as its queue does.
"""

from exchange.aggregate import ExchangeAggregate
from learn_exchange.clock import now
from learn_exchange.consuming import consumer
from learn_exchange.events import TimerFired
from learn_exchange.tables.store import again_if_overtaken


def process_deadline(event: TimerFired) -> None:
    """Write the changes that are due; nothing, if somebody has acted before."""

    def attempt() -> None:
        aggregate = ExchangeAggregate.read(event.subject_id, now())
        if aggregate.changed:
            aggregate.commit()

    again_if_overtaken(attempt)


handler = consumer(process_deadline)
