"""Does what happens by itself when a deadline has come: expiry, lapse, completion, reveal.

Idempotent: it writes what has become due since the rows were last written, which is nothing the
second time.
"""

from exchange.aggregate import Agreement
from learn_exchange.clock import now
from learn_exchange.consuming import consumer
from learn_exchange.events import TimerFired
from learn_exchange.tables.store import again_if_overtaken


def meet_deadline(event: TimerFired) -> None:
    """Write what the clock has brought about; nothing, where somebody has acted before."""

    def attempt() -> None:
        agreement = Agreement.read(event.subject_id, now())
        if agreement.changed:
            agreement.commit()

    again_if_overtaken(attempt)


handler = consumer(meet_deadline)
