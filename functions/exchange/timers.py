"""The timers of exchanges and sessions: for their deadlines and for reminders."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from exchange.transitions import next_deadline
from learn_exchange.meetings import Meeting
from learn_exchange.tables.exchange import Exchange, Session

DEADLINE = "exchange-deadline"
REMINDER = "session-reminder-"
REMINDERS = {"24h": timedelta(hours=24), "1h": timedelta(hours=1)}
"""The time before the start at which each reminder is due."""
TOO_LATE = {"24h": timedelta(hours=1), "1h": timedelta(0)}
"""The time before the start from which each reminder is dropped."""
# Schedules are cut to seconds, and must not fire before the deadline.
A_SECOND = timedelta(seconds=1)

KINDS = (DEADLINE, *(f"{REMINDER}{reminder}" for reminder in REMINDERS))


def timers_of(row: Exchange | Session, now: datetime) -> Iterator[tuple[str, datetime]]:
    """Yields the kinds of timers that an exchange or session needs now, with their instants."""
    if deadline := next_deadline(row):
        yield DEADLINE, deadline.due_at + A_SECOND
    if isinstance(row, Session) and row.state == "accepted":
        for reminder, before in REMINDERS.items():
            due_at = Meeting.of(row).starts_at - before
            if due_at > now:
                yield f"{REMINDER}{reminder}", due_at
