"""Times of sessions: instants that are derived from local times and their zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from learn_exchange.tables.exchange import ProposedTime, Session
from learn_exchange.times import instant_of

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Meeting:
    """The start and end of a session; while it is proposed, of its earliest proposed time."""

    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, session: Session) -> Self:
        """Derives the start and end of a session."""
        starts = slot_starts(session)
        chosen = starts[int(session.chosen)] if session.chosen is not None else min(starts)
        return cls(chosen, chosen + timedelta(minutes=int(session.duration_minutes)))

    def minutes(self) -> Iterator[datetime]:
        """Yields every minute that it overlaps, also in part."""
        minute = self.starts_at.replace(second=0, microsecond=0)
        while minute < self.ends_at:
            yield minute
            minute += MINUTE


def slot_starts(session: Session) -> list[datetime]:
    """Returns the instants of the proposed times, in the order given."""
    return [instant_of(local_time(slot), session.time_zone) for slot in session.slots]


def local_time(slot: ProposedTime) -> datetime:
    """Returns a proposed time as a local time in the session's zone."""
    return datetime.fromisoformat(slot.local).replace(fold=int(slot.fold))


def proposed_time(local: datetime) -> ProposedTime:
    """Returns a local time as it is stored."""
    return ProposedTime(local=local.replace(fold=0).isoformat(), fold=local.fold)  # type: ignore[no-untyped-call]
