"""Quiet hours: in every zone, also when its clocks are put forward or back."""

from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn_exchange.times import local_at
from notifications.quiet import QuietHours, quiet_until
from tests.support.zones import Change, changes

checked = settings(deadline=None, derandomize=True, max_examples=300)

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
ZONES = files("tzdata").joinpath("zones").read_text("utf-8").split()

times_of_day = st.builds(time, st.integers(0, 23), st.integers(0, 59))
hours = st.builds(QuietHours, times_of_day, times_of_day)
of_these_years = map(datetime.fromisoformat, ["2026-01-01", "2033-01-01"])
of_all_years = map(datetime.fromisoformat, ["1900-01-01", "9990-01-01"])
instants = st.datetimes(*of_these_years, timezones=st.just(UTC)) | st.datetimes(
    *of_all_years, timezones=st.just(UTC)
)


def is_quiet(quiet: QuietHours, zone: str, instant: datetime) -> bool:
    """Returns whether a clock in the zone shows a quiet time, by counting the seconds of a day."""
    wall = local_at(instant, zone).time()
    shown = wall.hour * 3600 + wall.minute * 60 + wall.second
    begins, ends = (it.hour * 3600 + it.minute * 60 for it in (quiet.start, quiet.end))
    length = (ends - begins) % 86_400
    return (shown - begins) % 86_400 < length


def check(quiet: QuietHours, zone: str, instant: datetime) -> None:
    """Check by walking there that the end of quiet hours is the first instant without."""
    until = quiet_until(quiet, zone, instant)
    if until is None:
        assert not is_quiet(quiet, zone, instant)
        return
    assert until > instant
    assert not is_quiet(quiet, zone, until)
    assert is_quiet(quiet, zone, until - SECOND)
    between = instant
    while between < until:
        assert is_quiet(quiet, zone, between), between
        between += MINUTE


@checked
@given(hours, st.sampled_from(ZONES), instants)
def test_it_is_quiet_in_every_zone_until_the_first_instant_that_is_not(
    quiet: QuietHours, zone: str, instant: datetime
) -> None:
    check(quiet, zone, instant)


def near(moment: time) -> st.SearchStrategy[time]:
    """Times of day shortly before or after one."""
    day = datetime.combine(date(2026, 1, 2), moment.replace(second=0))
    return st.integers(-90, 90).map(lambda minutes: (day + minutes * MINUTE).time())


@checked
@given(st.data(), st.sampled_from(changes()), st.integers(-26 * 3600, 3 * 3600))
def test_it_is_quiet_as_the_wall_clock_says_when_clocks_change(
    data: st.DataObject, change: Change, seconds: int
) -> None:
    first, last = (near(edge.time()) for edge in change.edges)
    quiet = data.draw(st.builds(QuietHours, first | times_of_day, first | last))
    check(quiet, change.zone, change.at + seconds * SECOND)


@pytest.mark.parametrize(
    ("start", "end", "zone", "instant", "until"),
    [
        ("22:00", "07:00", "UTC", "2026-11-22T21:59:59.999Z", None),
        ("22:00", "07:00", "UTC", "2026-11-22T22:00Z", "2026-11-23T07:00Z"),
        ("22:00", "07:00", "UTC", "2026-11-23T06:59:59.999Z", "2026-11-23T07:00Z"),
        ("22:00", "07:00", "UTC", "2026-11-23T07:00Z", None),
        ("22:00", "07:00", "Asia/Kathmandu", "2026-11-22T16:15Z", "2026-11-23T01:15Z"),
        ("13:00", "15:00", "America/New_York", "2026-11-22T18:30Z", "2026-11-22T20:00Z"),
        ("00:00", "00:00", "UTC", "2026-11-22T00:00Z", None),
        # Berlin, 29 March 2026: after 01:59:59 comes 03:00, at 01:00 UTC.
        ("22:00", "07:00", "Europe/Berlin", "2026-03-28T22:00Z", "2026-03-29T05:00Z"),
        ("22:00", "02:30", "Europe/Berlin", "2026-03-29T00:30Z", "2026-03-29T01:00Z"),
        ("02:15", "02:45", "Europe/Berlin", "2026-03-29T00:59:59Z", None),
        # Berlin, 25 October 2026: after 02:59:59 comes 02:00 once more, at 01:00 UTC.
        ("22:00", "07:00", "Europe/Berlin", "2026-10-24T21:00Z", "2026-10-25T06:00Z"),
        ("01:00", "02:30", "Europe/Berlin", "2026-10-24T23:30Z", "2026-10-25T00:30Z"),
        ("01:00", "02:30", "Europe/Berlin", "2026-10-25T01:00Z", "2026-10-25T01:30Z"),
        ("02:30", "04:00", "Europe/Berlin", "2026-10-25T00:45Z", "2026-10-25T01:00Z"),
        # Lord Howe Island puts clocks back by half an hour only.
        ("01:45", "03:00", "Australia/Lord_Howe", "2026-04-04T14:50Z", "2026-04-04T15:00Z"),
        ("01:15", "03:00", "Australia/Lord_Howe", "2026-04-04T14:50Z", "2026-04-04T16:30Z"),
    ],
)
def test_known_nights(start: str, end: str, zone: str, instant: str, until: str | None) -> None:
    quiet = QuietHours(time.fromisoformat(start), time.fromisoformat(end))
    expected = until and datetime.fromisoformat(until)
    assert quiet_until(quiet, zone, datetime.fromisoformat(instant)) == expected


def test_it_is_quiet_as_the_wall_clock_says_at_every_change_of_every_zone() -> None:
    for change in changes():
        first, last = (edge.replace(second=0) for edge in change.edges)
        middle = first + (last - first) / 2
        for start, end in ((first, last), (middle, last), (first, middle)):
            quiet = QuietHours(start.time().replace(microsecond=0), end.time().replace(second=0))
            for minutes in (-75, -1, 0, 1):
                check(quiet, change.zone, change.at + minutes * MINUTE)
