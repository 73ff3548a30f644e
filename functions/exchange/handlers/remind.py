"""Notes that it is time to remind of a session, which is then announced.

Idempotent: each reminder is noted once. One that comes too late, or for what has been changed since
it was planned, is dropped.
"""

from exchange.aggregate import Agreement
from exchange.timers import GOOD_UNTIL, REMINDER
from learn_exchange.clock import now
from learn_exchange.consuming import consumer
from learn_exchange.events import TimerFired
from learn_exchange.meetings import Meeting
from learn_exchange.tables.store import again_if_overtaken


def remind(event: TimerFired) -> None:
    """Note the reminder with the session, if it still holds."""
    reminder = event.kind.removeprefix(REMINDER)

    def attempt() -> None:
        agreement = Agreement.read(event.subject_id, now())
        session = agreement.session(event.subject_id)
        holds = session.state == "accepted" and session.revision == event.revision
        in_time = Meeting.of(session).starts_at - agreement.at > GOOD_UNTIL[reminder]
        if holds and in_time and reminder not in session.reminders:
            session.reminders = [*session.reminders, reminder]
            agreement.touch(session)
            agreement.commit()

    again_if_overtaken(attempt)


handler = consumer(remind)
