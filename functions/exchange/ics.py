"""Sessions as an iCalendar (RFC 5545, RFC 7986): to subscribe to, or to save."""

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import (
    Alarm,
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDuration,
    vText,
    vUri,
)
from icalendar.timezone import is_utc

from learn_exchange.times import zone_named

MEDIA_TYPE = "text/calendar"
EXAMPLE = (
    "BEGIN:VCALENDAR\r\nPRODID:-//Learn Exchange//Sessions//EN\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
)
PRODUCT = "-//Learn Exchange//Sessions//EN"
REFRESHED_EVERY = timedelta(hours=1)
# In hours: a duration in days is one of wall time (RFC 5545, section 3.3.6).
REMINDERS = ("-PT24H", "-PT1H")
# No zone changes its clocks twice within so short a time; in seconds.
STEP = 24 * 3600
NOTHING = timedelta(0)

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]


@dataclass(frozen=True)
class Entry:
    """A session as it stands in a calendar. Instants are in UTC."""

    session_id: str
    sequence: int
    """The number of changes, of what it says too; clients take the highest they have seen."""
    changed_at: datetime
    starts_at: datetime
    zone: str
    minutes: int
    status: Status
    summary: str
    location: str
    description: str
    url: str

    @property
    def ends_at(self) -> datetime:
        """The instant at which it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


class Text(vText):
    """Text as section 3.3.11 has it; icalendar's own breaks a line at a backslash before an N.

    What the section does not allow is left out: control characters but tabs. All at which some
    reader breaks a line becomes a line break.
    """

    ESCAPES = str.maketrans({c: "\\" + c for c in "\\;,"} | {"\n": "\\n"})

    def to_ical(self) -> bytes:
        """The text in UTF-8, escaped and not folded."""
        lines = "\n".join(self.splitlines())
        allowed = (c for c in lines if c in "\t\n" or unicodedata.category(c) != "Cc")
        return "".join(allowed).translate(self.ESCAPES).encode()


def write(entries: Iterable[Entry], *, name: str | None = None) -> str:
    """Returns the calendar of these entries: the same text for the same entries.

    One that has a `name` is to be subscribed to, and read again.
    """
    entries = list(entries)
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    if name is not None:
        calendar.add("NAME", Text(name))
        calendar.add("X-WR-CALNAME", Text(name))  # What NAME was called before RFC 7986.
        calendar.add("REFRESH-INTERVAL", REFRESHED_EVERY, {"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(REFRESHED_EVERY))  # And so REFRESH-INTERVAL.
    for component in (*_zones(entries), *map(_event, entries)):
        calendar.add_component(component)
    written: bytes = calendar.to_ical(sorted=False)
    return written.decode()


def _event(entry: Entry) -> Event:
    starts, ends = _when(entry)
    event = Event()
    event.add("UID", f"{entry.session_id}@learn-exchange")
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTAMP", entry.changed_at)
    event.add("LAST-MODIFIED", entry.changed_at)
    event.add("DTSTART", starts)
    event.add("DTEND", ends)
    event.add("STATUS", entry.status)
    event.add("CLASS", "PRIVATE")
    event.add("SUMMARY", Text(entry.summary))
    if entry.location:
        event.add("LOCATION", Text(entry.location))
    event.add("DESCRIPTION", Text(entry.description))
    event.add("URL", vUri(entry.url))
    for trigger in REMINDERS if entry.status == "CONFIRMED" else ():
        event.add_component(_alarm(entry, trigger))
    return event


def _alarm(entry: Entry, trigger: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", Text(entry.summary))
    alarm.add("TRIGGER", vText(trigger))
    return alarm


def _when(entry: Entry) -> tuple[datetime, datetime]:
    """The start and the end, in the zone in which they were agreed where that says them.

    It does not where clocks show a time twice and the second is meant, since readers take the first
    (RFC 5545, section 3.3.5). A reader that counts in wall time is also wrong about what lasts over
    a change of the clocks. Both are given in UTC then, and where the zone is UTC by another name.
    """
    zone = zone_named(entry.zone)
    starts, ends = entry.starts_at.astimezone(zone), entry.ends_at.astimezone(zone)
    is_plain = not starts.fold and not ends.fold and starts.utcoffset() == ends.utcoffset()
    if not is_plain or is_utc(starts):
        return starts.astimezone(UTC), ends.astimezone(UTC)
    return starts, ends


def _zones(entries: Iterable[Entry]) -> Iterator[Timezone]:
    """The zones that the entries' times refer to, each from its first entry to its last."""
    used: dict[str, list[datetime]] = defaultdict(list)
    for entry in entries:
        if _when(entry)[0].tzinfo is not UTC:
            used[entry.zone] += [entry.starts_at, entry.ends_at]
    for name, instants in sorted(used.items()):
        yield _rules(name, min(instants), max(instants))


def _rules(name: str, first: datetime, last: datetime) -> Timezone:
    """The rules of a zone from one instant to another.

    Not icalendar's `Timezone.from_tzinfo`: it gives the onset of summer time in the new offset,
    where section 3.6.5 wants it in the one before, so that readers change an hour late.
    """
    zone = zone_named(name)
    rules = Timezone()
    rules.add("TZID", name)
    onset = first.replace(microsecond=0) - timedelta(days=1)
    offset = _offset(onset, zone)
    while onset <= last:
        rules.add_component(_observance(onset, offset, zone))
        offset = _offset(onset, zone)
        onset = _next_change(onset, last, zone)
    return rules


def _observance(
    onset: datetime, offset_before: timedelta, zone: ZoneInfo
) -> TimezoneStandard | TimezoneDaylight:
    """Returns the offset and name of a zone from an instant on."""
    there = onset.astimezone(zone)
    # Dublin has saving with a minus in winter, which readers do not expect.
    saving = there.dst() or NOTHING
    observance = TimezoneDaylight() if saving > NOTHING else TimezoneStandard()
    observance.add("DTSTART", (onset + offset_before).replace(tzinfo=None))
    observance.add("TZOFFSETFROM", offset_before)
    observance.add("TZOFFSETTO", _offset(onset, zone))
    observance.add("TZNAME", there.tzname())
    return observance


def _next_change(after: datetime, last: datetime, zone: ZoneInfo) -> datetime:
    """The next instant at which the offset of a zone changes; one after `last` if none does."""
    offset = _offset(after, zone)

    def has_changed(seconds: int) -> bool:
        return _offset(after + timedelta(seconds=seconds), zone) != offset

    while not has_changed(STEP):
        after += timedelta(seconds=STEP)
        if after > last:
            return after
    return after + timedelta(seconds=bisect_left(range(STEP), x=True, key=has_changed))


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or NOTHING
