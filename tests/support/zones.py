"""Finds changes of clocks without the tested code: by asking a zone week by week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
LAST = datetime(2033, 1, 1, tzinfo=UTC)
# No zone has put its clocks forward and back within one: Morocco's, around Ramadan, come closest.
WEEK = timedelta(weeks=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Change:
    """Clocks in a zone are put forward or back at an instant: from one offset to another."""

    zone: str
    at: datetime
    before: timedelta
    after: timedelta

    def instants(self, local: datetime) -> list[datetime]:
        """Returns when clocks near this change show a local time: never, once or twice."""
        early = (local - self.before).replace(tzinfo=UTC)
        late = (local - self.after).replace(tzinfo=UTC)
        return [early] * (early < self.at) + [late] * (late >= self.at)

    @property
    def edges(self) -> list[datetime]:
        """Returns where the gap or the overlap begins and ends, in local time."""
        at = self.at.replace(tzinfo=None)
        return sorted([at + self.before, at + self.after])


@cache
def changes() -> list[Change]:
    """Returns every change of clocks from 2026 to 2032; zones that all change alike are one."""
    found: dict[tuple[tuple[datetime, timedelta, timedelta], ...], str] = {}
    read: set[bytes] = set()
    for name in files("tzdata").joinpath("zones").read_text("utf-8").split():
        rules = files("tzdata").joinpath("zoneinfo", *name.split("/"))
        if (content := rules.read_bytes()) not in read:
            read.add(content)
            with rules.open("rb") as file:
                found.setdefault(tuple(_changes_of(ZoneInfo.from_file(file))), name)
    return [Change(name, *change) for each, name in found.items() for change in each]


def changes_in(zone: str) -> list[Change]:
    """Returns the changes of clocks in one zone from 2026 to 2032."""
    return [Change(zone, *change) for change in _changes_of(ZoneInfo(zone))]


def _changes_of(zone: ZoneInfo) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    weeks = [FIRST + number * WEEK for number in range((LAST - FIRST) // WEEK + 2)]
    for (start, before), (end, after) in pairwise((week, _offset(week, zone)) for week in weeks):
        if before != after:
            yield _first_with(after, start, end, zone), before, after


def _first_with(offset: timedelta, without: datetime, having: datetime, zone: ZoneInfo) -> datetime:
    """Returns the first second of an offset, between one without and one with it."""
    while (apart := (having - without) // SECOND) > 1:
        middle = without + apart // 2 * SECOND
        if _offset(middle, zone) == offset:
            having = middle
        else:
            without = middle
    return having


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    offset = instant.astimezone(zone).utcoffset()
    assert offset is not None
    return offset
