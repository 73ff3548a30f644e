"""Quiet hours on a person's wall clock, also on days on which clocks are changed."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from learn_exchange.times import local_at, zone_named

A_DAY = timedelta(days=1)
# No zone changes its offset twice within this time.
STEP = timedelta(minutes=15)
A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class QuietHours:
    """The time from `start` to `end`, possibly past midnight; none, if both are the same."""

    start: time
    end: time

    def include(self, wall: datetime) -> bool:
        """Returns whether it is quiet when a wall clock shows this."""
        if self.start <= self.end:
            return self.start <= wall.time() < self.end
        return wall.time() >= self.start or wall.time() < self.end

    def time_left(self, wall: datetime) -> timedelta:
        """Returns the time left until their end, if clocks are not changed until then."""
        return (datetime.combine(wall, self.end) - wall) % A_DAY


def quiet_until(hours: QuietHours, zone: str, now: datetime) -> datetime | None:
    """Returns the first instant at which quiet hours in a zone are over; None if it is not quiet.

    Clocks that are put forward may skip their end, and clocks that are put back may show it, or
    their start, a second time.
    """
    instant = now.replace(microsecond=0)
    while hours.include(wall := local_at(instant, zone)):
        end = instant + hours.time_left(wall)
        instant = _offset_change(zone, instant, end) or end
    return instant if instant > now.replace(microsecond=0) else None


def _offset_change(zone: str, after: datetime, until: datetime) -> datetime | None:
    """Returns the first instant of a new offset from UTC between two instants, if there is one."""
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
