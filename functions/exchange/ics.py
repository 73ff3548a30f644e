"""Sessions as iCalendar text (RFC 5545, RFC 7986)."""

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
# In hours, since a duration in days counts wall time (RFC 5545, section 3.3.6).
REMINDERS = ("-PT24H", "-PT1H")
# In seconds. No zone changes its clocks twice within this time.
STEP = 24 * 3600
NOTHING = timedelta(0)

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]


@dataclass(frozen=True)
class VEvent:
    """The content of a session's VEVENT. Instants are in UTC."""

    session_id: str
    sequence: int
    """The number of changes, including those of the text; programs keep the highest number."""
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
        """The end."""
        return self.starts_at + timedelta(minutes=self.minutes)


class Text(vText):
    """A TEXT value of RFC 5545, section 3.3.11.

    icalendar's own makes a line break of a backslash before an N. Control characters except tabs
    are left out, since the section does not allow them. Every character at which a reader breaks a
    line becomes a line break.
    """

    ESCAPES = str.maketrans({c: "\\" + c for c in "\\;,"} | {"\n": "\\n"})

    def to_ical(self) -> bytes:
        """Returns the text in UTF-8, escaped and not folded."""
        lines = "\n".join(self.splitlines())
        allowed = (c for c in lines if c in "\t\n" or unicodedata.category(c) != "Cc")
        return "".join(allowed).translate(self.ESCAPES).encode()


def write(events: Iterable[VEvent], *, name: str | None = None) -> str:
    """Returns the calendar of these events: the same text for the same events.

    A calendar with a `name` is for subscriptions, and tells programs to read it again every hour.
    """
    events = list(events)
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    if name is not None:
        calendar.add("NAME", Text(name))
        calendar.add("X-WR-CALNAME", Text(name))  # The name of NAME before RFC 7986.
        calendar.add("REFRESH-INTERVAL", REFRESHED_EVERY, {"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(REFRESHED_EVERY))  # And of REFRESH-INTERVAL.
    for component in (*_zones(events), *map(_component, events)):
        calendar.add_component(component)
    written: bytes = calendar.to_ical(sorted=False)
    return written.decode()


def _component(content: VEvent) -> Event:
    starts, ends = _start_and_end(content)
    event = Event()
    event.add("UID", f"{content.session_id}@learn-exchange")
    event.add("SEQUENCE", content.sequence)
    event.add("DTSTAMP", content.changed_at)
    event.add("LAST-MODIFIED", content.changed_at)
    event.add("DTSTART", starts)
    event.add("DTEND", ends)
    event.add("STATUS", content.status)
    event.add("CLASS", "PRIVATE")
    event.add("SUMMARY", Text(content.summary))
    if content.location:
        event.add("LOCATION", Text(content.location))
    event.add("DESCRIPTION", Text(content.description))
    event.add("URL", vUri(content.url))
    for trigger in REMINDERS if content.status == "CONFIRMED" else ():
        event.add_component(_alarm(content, trigger))
    return event


def _alarm(content: VEvent, trigger: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", Text(content.summary))
    alarm.add("TRIGGER", vText(trigger))
    return alarm


def _start_and_end(content: VEvent) -> tuple[datetime, datetime]:
    """Returns the start and the end in the agreed zone, or in UTC where the zone is ambiguous.

    It is ambiguous where clocks show a time twice and the second is meant, since readers take the
    first (RFC 5545, section 3.3.5), and where clocks change during the session, since some readers
    count wall time. A zone that is UTC by another name is written as UTC too.
    """
    zone = zone_named(content.zone)
    starts, ends = content.starts_at.astimezone(zone), content.ends_at.astimezone(zone)
    is_plain = not starts.fold and not ends.fold and starts.utcoffset() == ends.utcoffset()
    if not is_plain or is_utc(starts):
        return starts.astimezone(UTC), ends.astimezone(UTC)
    return starts, ends


def _zones(events: Iterable[VEvent]) -> Iterator[Timezone]:
    """Yields the zones that the events refer to, each for the span of its events."""
    used: dict[str, list[datetime]] = defaultdict(list)
    for event in events:
        if _start_and_end(event)[0].tzinfo is not UTC:
            used[event.zone] += [event.starts_at, event.ends_at]
    for name, instants in sorted(used.items()):
        yield _rules(name, min(instants), max(instants))


def _rules(name: str, first: datetime, last: datetime) -> Timezone:
    """Returns the rules of a zone from one instant to another.

    icalendar's `Timezone.from_tzinfo` gives the onset of summer time in the new offset. Section
    3.6.5 wants it in the previous one; readers would change their clocks an hour late.
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
    """Returns the offset and name that a zone has from an instant on."""
    there = onset.astimezone(zone)
    # Dublin has negative saving in winter, which readers do not expect.
    saving = there.dst() or NOTHING
    observance = TimezoneDaylight() if saving > NOTHING else TimezoneStandard()
    observance.add("DTSTART", (onset + offset_before).replace(tzinfo=None))
    observance.add("TZOFFSETFROM", offset_before)
    observance.add("TZOFFSETTO", _offset(onset, zone))
    observance.add("TZNAME", there.tzname())
    return observance


def _next_change(after: datetime, last: datetime, zone: ZoneInfo) -> datetime:
    """Returns when the offset of a zone changes next; an instant after `last` if it does not."""
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
