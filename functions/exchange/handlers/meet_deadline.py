"""Writes what has become due: requests and proposals expire, sessions complete, ratings open.

Idempotent: it writes what has become due since the rows were last written, which is nothing the
second time. The function keeps its first name, as its queue does.
"""

from exchange.aggregate import ExchangeAggregate
from learn_exchange.clock import now
from learn_exchange.event_handler import consumer
from learn_exchange.events import TimerFired
from learn_exchange.tables.store import retry_on_conflict


@retry_on_conflict
def process_deadline(event: TimerFired) -> None:
    """Write the changes that are due; nothing, if somebody has acted before."""
    aggregate = ExchangeAggregate.read(event.subject_id, now())
    if aggregate.changed:
        aggregate.commit()


handler = consumer(process_deadline)
