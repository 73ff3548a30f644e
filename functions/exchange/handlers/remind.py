"""Records that a reminder of a session is due; the change of the row is then published.

Idempotent: each reminder is recorded once. It is dropped if it comes too late, or if the session
has changed since it was planned.
"""

from exchange.aggregate import ExchangeAggregate
from exchange.timers import REMINDER, TOO_LATE
from learn_exchange.clock import now
from learn_exchange.event_handler import consumer
from learn_exchange.events import TimerFired
from learn_exchange.meetings import Meeting
from learn_exchange.tables.store import retry_on_conflict


@retry_on_conflict
def remind(event: TimerFired) -> None:
    """Record a reminder with its session, if it still applies."""
    reminder = event.kind.removeprefix(REMINDER)
    aggregate = ExchangeAggregate.read(event.subject_id, now())
    session = aggregate.session(event.subject_id)
    applies = session.state == "accepted" and session.revision == event.revision
    in_time = Meeting.of(session).starts_at - aggregate.now > TOO_LATE[reminder]
    if applies and in_time and reminder not in session.reminders:
        session.reminders = [*session.reminders, reminder]
        aggregate.touch(session)
        aggregate.commit()


handler = consumer(remind)
