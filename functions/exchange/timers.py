"""The timers of exchanges and sessions: what happens by itself, and when to remind of a session."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from exchange.aggregate import deadline
from learn_exchange.meetings import Meeting
from learn_exchange.tables.exchange import Exchange, Session

DEADLINE = "exchange-deadline"
REMINDER = "session-reminder-"
REMINDERS = {"24h": timedelta(hours=24), "1h": timedelta(hours=1)}
"""The time before the start at which each comes."""
GOOD_UNTIL = {"24h": timedelta(hours=1), "1h": timedelta(0)}
"""The time before the start from which each is too late."""
# Schedules are cut to seconds, and must not fire before the deadline.
A_SECOND = timedelta(seconds=1)

KINDS = (DEADLINE, *(f"{REMINDER}{reminder}" for reminder in REMINDERS))


def timers_of(row: Exchange | Session, now: datetime) -> Iterator[tuple[str, datetime]]:
    """The kinds of timers that an exchange or session needs as it is, each with its instant."""
    if due := deadline(row):
        yield DEADLINE, due.at + A_SECOND
    if isinstance(row, Session) and row.state == "accepted":
        for reminder, before in REMINDERS.items():
            at = Meeting.of(row).starts_at - before
            if at > now:
                yield f"{REMINDER}{reminder}", at
