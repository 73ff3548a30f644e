"""Times of sessions: instants, derived from the agreed local times and their zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from learn_exchange.tables.exchange import ProposedTime, Session
from learn_exchange.times import instant_of

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Meeting:
    """From when to when a session is; while it is proposed, the first time proposed."""

    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, session: Session) -> Self:
        """Returns the time of a session."""
        starts = slot_starts(session)
        chosen = starts[int(session.chosen)] if session.chosen is not None else min(starts)
        return cls(chosen, chosen + timedelta(minutes=int(session.duration_minutes)))

    def minutes(self) -> Iterator[datetime]:
        """Every minute that it touches."""
        minute = self.starts_at.replace(second=0, microsecond=0)
        while minute < self.ends_at:
            yield minute
            minute += MINUTE


def slot_starts(session: Session) -> list[datetime]:
    """The instants of the times that were proposed."""
    return [instant_of(local_time(slot), session.time_zone) for slot in session.slots]


def local_time(slot: ProposedTime) -> datetime:
    """The time that a clock in the session's zone shows."""
    return datetime.fromisoformat(slot.local).replace(fold=int(slot.fold))


def proposed_time(local: datetime) -> ProposedTime:
    """A local time as it is stored."""
    return ProposedTime(local=local.replace(fold=0).isoformat(), fold=local.fold)  # type: ignore[no-untyped-call]
