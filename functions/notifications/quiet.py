"""Quiet hours: what a person's wall clock says, across the days on which clocks are changed."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from learn_exchange.times import local_at, zone_named

A_DAY = timedelta(days=1)
# No zone changes its offset twice in so short a time.
STEP = timedelta(minutes=15)
A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class QuietHours:
    """From one time of day until another, maybe past midnight; never, where both are the same."""

    start: time
    end: time

    def include(self, wall: datetime) -> bool:
        """Returns whether it is quiet when a clock shows this."""
        if self.start <= self.end:
            return self.start <= wall.time() < self.end
        return wall.time() >= self.start or wall.time() < self.end

    def left(self, wall: datetime) -> timedelta:
        """Returns the time left until their end by a clock that is not put forward or back."""
        return (datetime.combine(wall, self.end) - wall) % A_DAY


def quiet_until(hours: QuietHours, zone: str, at: datetime) -> datetime | None:
    """The first instant at which quiet hours in a zone are over; None where it is not quiet.

    Clocks that are put forward may skip their end, and clocks that are put back may come to it, or
    to their start, once more.
    """
    instant = at.replace(microsecond=0)
    while hours.include(wall := local_at(instant, zone)):
        end = instant + hours.left(wall)
        instant = _offset_change(zone, instant, end) or end
    return instant if instant > at.replace(microsecond=0) else None


def _offset_change(zone: str, after: datetime, until: datetime) -> datetime | None:
    """The first instant of a new offset from UTC, after one instant and not after another."""
    there = zone_named(zone)

    def offset(instant: datetime) -> timedelta | None:
        return instant.astimezone(there).utcoffset()

    first = after
    while first < until:
        last = min(first + STEP, until)
        if offset(first) != offset(last):
            while last - first > A_SECOND:
                middle = first + (last - first) // A_SECOND // 2 * A_SECOND
                first, last = (middle, last) if offset(middle) == offset(first) else (first, middle)
            return last
        first = last
    return None
