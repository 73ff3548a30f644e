"""The calendar that people subscribe to, as programs read it that share no code with the writer."""

import io
import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from exchange.ics import Status, VEvent, write
from tests.support.zones import Change, changes

checked = settings(deadline=None, derandomize=True, max_examples=200)

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NOTHING = timedelta(0)

ENTRY = VEvent(
    session_id="0199f3a0-7c00-7000-8000-000000000001",
    sequence=3,
    changed_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    starts_at=datetime(2026, 12, 24, 17, tzinfo=UTC),
    zone="Europe/Berlin",
    minutes=90,
    status="CONFIRMED",
    summary="Spanish ↔ SQL: Ana",
    location="https://meet.example/ana-ben",
    description="Spanish for SQL, with Ana Silva.",
    url="https://learn-exchange.example/exchange/1",
)
LONG = "Ünïcödé 🧑🏽‍🎓 مرحبا, שלום; " * 9


@pytest.fixture(autouse=True)
def pinned_rules() -> Iterator[None]:
    """Let `ical`, which looks zones up by name, find those of `tzdata` and not the machine's."""
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([])
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(before)


def written(*entries: VEvent) -> str:
    """Returns the calendar of entries."""
    return write(entries, name="Learn Exchange")


def text_of(*entries: VEvent) -> str:
    """Returns what is written of entries, its long lines put together again."""
    return unfolded(written(*entries))


def unfolded(calendar: str) -> str:
    """Returns a calendar with its long lines put together again."""
    return calendar.replace("\r\n ", "")


def properties(text: str, component: str) -> list[str]:
    """Returns the lines of each component of a kind, without those of the components in it."""
    found = re.findall(rf"BEGIN:{component}\r\n(.*?)END:{component}\r\n", text, re.DOTALL)
    return [re.sub(r"BEGIN:(\w+)\r\n.*?END:\1\r\n", "", each, flags=re.DOTALL) for each in found]


def read(*entries: VEvent) -> Calendar:
    """Returns the calendar of entries as `ical` reads it."""
    return IcsCalendarStream.calendar_from_ics(written(*entries))


def read_by_its_own_rules(calendar: str) -> list[tuple[datetime, datetime]]:
    """Starts and ends as dateutil reads them, which knows of zones only what the calendar says."""
    text = unfolded(calendar)
    zones = tzical(io.StringIO(text)) if "BEGIN:VTIMEZONE" in text else None

    def instant(zone: str, local: str, utc: str) -> datetime:
        there = UTC if utc else zones and zones.get(zone)
        assert isinstance(there, tzinfo)
        return datetime.strptime(local, "%Y%m%dT%H%M%S").replace(tzinfo=there).astimezone(UTC)

    starts, ends = (
        [
            instant(*parts)
            for event in properties(text, "VEVENT")
            for parts in re.findall(rf"{name}(?:;TZID=([^:]+))?:(\w+?)(Z?)\r", event)
        ]
        for name in ("DTSTART", "DTEND")
    )
    return list(zip(starts, ends, strict=True))


def times(*entries: VEvent) -> list[tuple[datetime, datetime]]:
    """The starts and the ends that readers should find."""
    return [(entry.starts_at, entry.ends_at) for entry in entries]


def around(change: Change) -> list[VEvent]:
    """Sessions before, at and after a change of clocks, over it, and in what comes twice by it."""
    length = abs(change.after - change.before)
    before = [-3 * DAY, -DAY, -length - HOUR, -length, -length / 2, -MINUTE]
    after = [NOTHING, length / 2, length - MINUTE, length, DAY, 3 * DAY]
    return [
        replace(ENTRY, starts_at=change.at + away, zone=change.zone, minutes=20)
        for away in before + after
    ]


def test_readers_find_the_same_instants_around_every_change_of_clocks() -> None:
    for zone, group in groupby(changes(), lambda change: change.zone):
        entries = [entry for change in group for entry in around(change)]
        calendar = written(*entries)
        events = IcsCalendarStream.calendar_from_ics(calendar).events
        found = [(event.start_datetime, event.end_datetime) for event in events]
        assert found == times(*entries), zone
        assert read_by_its_own_rules(calendar) == times(*entries), zone


def test_rules_of_zones_suffice_for_a_few_days() -> None:
    for change in changes():
        entries = around(change)
        assert read_by_its_own_rules(written(*entries)) == times(*entries), change


def test_reminders_are_so_many_hours_before_whatever_clocks_do_meanwhile() -> None:
    for change in changes():
        for away in (HOUR / 2, 12 * HOUR):
            entry = replace(ENTRY, starts_at=change.at + away, zone=change.zone)
            (event,) = read(entry).events
            assert [
                event.start_datetime + trigger
                for alarm in event.alarm
                if isinstance(trigger := alarm.trigger, timedelta)
            ] == [
                entry.starts_at - 24 * HOUR,
                entry.starts_at - HOUR,
            ], change
    # Days would be days of wall time: RFC 5545, section 3.3.6.
    assert re.findall("TRIGGER:(.*)\r", text_of(ENTRY)) == ["-PT24H", "-PT1H"]


def test_wall_time_is_kept_where_it_says_which_instant_is_meant() -> None:
    (event,) = properties(text_of(ENTRY), "VEVENT")
    assert "DTSTART;TZID=Europe/Berlin:20261224T180000\r\n" in event
    assert "DTEND;TZID=Europe/Berlin:20261224T193000\r\n" in event


@pytest.mark.parametrize(
    ("starts", "local"),
    [
        ("2027-10-31T00:30:00+00:00", True),  # 2:30, the first time
        ("2027-10-31T01:30:00+00:00", False),  # 2:30, the second time
        ("2027-10-31T00:45:00+00:00", False),  # it ends after the change
        ("2027-10-31T02:00:00+00:00", True),
        ("2027-03-28T00:45:00+00:00", False),  # clocks are put forward meanwhile
        ("2027-03-28T01:00:00+00:00", True),
    ],
)
def test_utc_is_written_where_wall_time_would_mislead(starts: str, local: bool) -> None:  # noqa: FBT001
    entry = replace(ENTRY, starts_at=datetime.fromisoformat(starts), minutes=29)
    text = text_of(entry)
    pattern = r";TZID=Europe/Berlin:\d+T\d+\r" if local else r":\d+T\d+Z\r"
    assert re.search("DTSTART" + pattern, properties(text, "VEVENT")[0])
    assert re.search("DTEND" + pattern, properties(text, "VEVENT")[0])
    assert ("BEGIN:VTIMEZONE" in text) is local


def test_every_zone_that_a_time_refers_to_is_defined_once() -> None:
    zones = ["Asia/Tokyo", "Europe/Berlin", "America/Lima"]
    text = text_of(*(replace(ENTRY, zone=zone) for zone in zones * 2))
    assert re.findall("^TZID:(.*)\r$", text, re.MULTILINE) == sorted(zones)


def test_what_the_calendar_says_of_itself() -> None:
    (calendar,) = properties(text_of(ENTRY), "VCALENDAR")
    assert calendar.splitlines() == [
        "PRODID:-//Learn Exchange//Sessions//EN",
        "VERSION:2.0",
        "NAME:Learn Exchange",
        "X-WR-CALNAME:Learn Exchange",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]


def test_neither_a_feed_nor_an_entry_to_save_is_a_message() -> None:
    # A METHOD asks for an ORGANIZER (RFC 5546, section 3.2.1), and nobody has been invited.
    (calendar,) = properties(unfolded(write([ENTRY])), "VCALENDAR")
    assert calendar.splitlines() == ["PRODID:-//Learn Exchange//Sessions//EN", "VERSION:2.0"]
    assert "METHOD" not in text_of(ENTRY)


@pytest.mark.parametrize("status", ["TENTATIVE", "CONFIRMED", "CANCELLED"])
def test_no_property_is_empty(status: Status) -> None:
    text = text_of(replace(ENTRY, location="", status=status))
    assert "LOCATION" not in text
    assert [line for line in text.splitlines() if line.endswith(":")] == []


ZONES = [
    *("UTC", "Etc/UTC", "Etc/UCT", "Zulu", "Universal", "Etc/Zulu", "GMT", "Etc/GMT", "Greenwich"),
    *("Etc/GMT+5", "Africa/Abidjan", "Atlantic/Reykjavik", "Europe/London", "Asia/Kathmandu"),
]


@pytest.mark.parametrize("zone", ZONES)
def test_a_zone_is_defined_where_a_time_refers_to_it_and_only_there(zone: str) -> None:
    entries = [replace(ENTRY, zone=zone), replace(ENTRY, zone="Europe/Berlin")]
    text = text_of(*entries)
    referred = {*re.findall(r"^DT\w+;TZID=([^:]+):", text, re.MULTILINE)}
    assert {*re.findall("^TZID:(.*)\r$", text, re.MULTILINE)} == referred
    assert read_by_its_own_rules(text) == times(*entries)
    if zone not in referred:
        assert ENTRY.starts_at.astimezone(ZoneInfo(zone)).utcoffset() == NOTHING


def test_what_an_entry_says() -> None:
    (event,) = properties(text_of(ENTRY), "VEVENT")
    assert set(event.splitlines()) >= {
        "UID:0199f3a0-7c00-7000-8000-000000000001@learn-exchange",
        "SEQUENCE:3",
        "DTSTAMP:20261120T093000Z",
        "LAST-MODIFIED:20261120T093000Z",
        "STATUS:CONFIRMED",
        "CLASS:PRIVATE",
        "SUMMARY:Spanish ↔ SQL: Ana",
        "LOCATION:https://meet.example/ana-ben",
        "DESCRIPTION:Spanish for SQL\\, with Ana Silva.",
        "URL:https://learn-exchange.example/exchange/1",
    }


def test_only_what_is_confirmed_reminds() -> None:
    assert len(properties(text_of(ENTRY), "VALARM")) == 2
    for status in ("TENTATIVE", "CANCELLED"):
        text = text_of(replace(ENTRY, status=status))
        assert f"STATUS:{status}\r\n" in text
        assert "VALARM" not in text


def test_the_same_entries_are_the_same_bytes() -> None:
    entries = [entry for change in changes()[:20] for entry in around(change)]
    assert write(iter(entries), name="Mine") == write(entries, name="Mine")


def test_a_calendar_may_be_empty() -> None:
    assert read().events == []


@pytest.mark.parametrize(
    "text",
    [
        LONG[:255],
        "🧑🏽‍🎓" * 51,
        "שלום, עולם; مرحبا بالعالم",
        "one, two; three: \"four\" \\ 'five'",
        "two\nlines\n\nand more\tthan that",
        r"\\server\New\notes, C:\Now",
        "BEGIN:VEVENT\nEND:VCALENDAR",
        "x" * 2000,
    ],
)
def test_text_arrives_as_it_was(text: str) -> None:
    entry = replace(ENTRY, summary=text, location=text, description=text)
    (event,) = read(entry).events
    assert (event.summary, event.location, event.description) == (text, text, text)


@checked
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])))
@example(text="\\n")
def test_any_text_arrives_as_it_was(text: str) -> None:
    text = f"<{text}>"  # Readers strip spaces from the ends of lines.
    (event,) = read(replace(ENTRY, description=text)).events
    assert event.description == text


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x85b\u2028c\x0bd", "a\nb\nc\nd"),
        ("a\x00b\x07c\x7f", "abc"),
    ],
)
def test_control_characters_do_not_break_lines(text: str, arrives: str) -> None:
    (event,) = read(replace(ENTRY, summary=text)).events
    assert event.summary == arrives


def test_lines_are_folded_between_characters() -> None:
    entry = replace(ENTRY, summary=LONG, location=LONG, description=LONG)
    lines = write([entry], name=LONG).encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert sum(line.startswith(b" ") for line in lines) > 12
    for line in lines:
        assert b"\n" not in line
        line.decode()
