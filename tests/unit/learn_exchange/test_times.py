"""Local times and instants: in every zone, around every change of its clocks."""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn_exchange.problems import Invalid
from learn_exchange.times import (
    AmbiguousLocalTime,
    NoSuchLocalTime,
    NotOneInstant,
    instant_of,
    local_at,
    resolve,
    resolve_at,
    zone_named,
)
from tests.support.zones import Change, changes

checked = settings(deadline=None, derandomize=True, max_examples=300)

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
NOTHING = timedelta(0)
LONG_AGO, FAR_AHEAD = map(datetime.fromisoformat, ["1900-01-01", "9990-01-01"])
ZONES = files("tzdata").joinpath("zones").read_text("utf-8").split()


def around(change: Change) -> list[datetime]:
    """Local times before, in and after the gap or the overlap of a change, and at its edges."""
    begins, ends = change.edges
    return [
        *(edge + step for edge in (begins, ends) for step in (-MINUTE, -SECOND, NOTHING, MINUTE)),
        begins + (ends - begins) / 2,
        begins - 3 * DAY,
        ends + 3 * DAY,
    ]


def resolved(local: datetime, zone: str) -> list[datetime] | type[NotOneInstant]:
    """Returns what comes of resolving a local time: its instant, or the kind of fault."""
    try:
        return [resolve(local, zone)]
    except NotOneInstant as fault:
        return type(fault)


def written(instant: datetime, offset: timedelta) -> str:
    """Returns an instant with an offset, as RFC 3339 has it."""
    return instant.astimezone(timezone(offset)).isoformat()


def test_the_years_to_come_have_changes_of_all_kinds() -> None:
    lengths = {change.after - change.before for change in changes()}
    assert len(changes()) > 300
    assert lengths >= {sign * timedelta(minutes=m) for sign in (1, -1) for m in (30, 60, 120)}


def test_gaps_and_times_that_come_twice_are_told_exactly() -> None:
    for change in changes():
        for local in around(change):
            for fold in (0, 1):
                expected = [NoSuchLocalTime, change.instants(local), AmbiguousLocalTime]
                found = resolved(local.replace(fold=fold), change.zone)
                assert found == expected[len(change.instants(local))], (change, local)


def test_in_a_gap_the_choices_are_read_with_the_offsets_of_both_sides() -> None:
    for change in changes():
        begins, ends = change.edges
        if change.after > change.before:
            for local in (begins, begins + (ends - begins) / 2, ends - SECOND):
                with pytest.raises(NoSuchLocalTime) as fault:
                    resolve(local, change.zone)
                assert [choice.isoformat() for choice in fault.value.choices] == [
                    written((local - change.after).replace(tzinfo=UTC), change.before),
                    written((local - change.before).replace(tzinfo=UTC), change.after),
                ], change


def test_of_a_time_that_comes_twice_the_choices_are_both() -> None:
    for change in changes():
        begins, ends = change.edges
        if change.after < change.before:
            for local in (begins, begins + (ends - begins) / 2, ends - SECOND):
                with pytest.raises(AmbiguousLocalTime) as fault:
                    resolve(local, change.zone)
                early, late = change.instants(local)
                assert [choice.isoformat() for choice in fault.value.choices] == [
                    written(early, change.before),
                    written(late, change.after),
                ], change
                assert [instant_of(local.replace(fold=fold), change.zone) for fold in (0, 1)] == [
                    early,
                    late,
                ], change


def test_what_was_agreed_for_six_is_at_six_before_and_after_a_change() -> None:
    for change in changes():
        six = change.edges[0].replace(hour=18, minute=0, second=0)
        before, after = (resolve(six + days, change.zone) for days in (-2 * DAY, 2 * DAY))
        assert before == (six - 2 * DAY - change.before).replace(tzinfo=UTC), change
        assert after - before == 4 * DAY - (change.after - change.before), change
        assert local_at(before, change.zone) == six - 2 * DAY, change
        assert local_at(after, change.zone) == six + 2 * DAY, change


def test_every_instant_around_a_change_has_a_local_time_of_its_own() -> None:
    for change in changes():
        length = abs(change.after - change.before)
        for away in (-length, -MINUTE, -SECOND, NOTHING, MINUTE, length - SECOND, length):
            instant = change.at + away
            local = local_at(instant, change.zone)
            offset = change.before if away < NOTHING else change.after
            assert local.tzinfo is None
            assert local == (instant + offset).replace(tzinfo=None), change
            assert instant_of(local, change.zone) == instant, change


@checked
@given(
    instant=st.datetimes(LONG_AGO, FAR_AHEAD, timezones=st.just(UTC)),
    zone=st.sampled_from(ZONES),
)
def test_a_local_time_leads_back_to_its_instant(instant: datetime, zone: str) -> None:
    local = local_at(instant, zone)
    assert instant_of(local, zone) == instant.replace(microsecond=0)
    assert local.microsecond == 0


@pytest.mark.parametrize(
    ("zone", "local", "kind", "choices"),
    [
        (
            "Europe/Berlin",
            "2027-03-28T02:30:00",
            NoSuchLocalTime,
            ["2027-03-28T01:30:00+01:00", "2027-03-28T03:30:00+02:00"],
        ),
        (
            "Europe/Berlin",
            "2027-10-31T02:30:00",
            AmbiguousLocalTime,
            ["2027-10-31T02:30:00+02:00", "2027-10-31T02:30:00+01:00"],
        ),
        (
            "Europe/Dublin",
            "2027-10-31T01:30:00",
            AmbiguousLocalTime,
            ["2027-10-31T01:30:00+01:00", "2027-10-31T01:30:00+00:00"],
        ),
        (
            "Australia/Lord_Howe",
            "2027-10-03T02:15:00",
            NoSuchLocalTime,
            ["2027-10-03T01:45:00+10:30", "2027-10-03T02:45:00+11:00"],
        ),
        (
            "Antarctica/Troll",
            "2027-03-28T02:00:00",
            NoSuchLocalTime,
            ["2027-03-28T00:00:00+00:00", "2027-03-28T04:00:00+02:00"],
        ),
        (
            "Africa/Casablanca",
            "2026-02-15T02:59:59",
            AmbiguousLocalTime,
            ["2026-02-15T02:59:59+01:00", "2026-02-15T02:59:59+00:00"],
        ),
        # Samoa went without a day when it moved to the other side of the date line.
        (
            "Pacific/Apia",
            "2011-12-30T12:00:00",
            NoSuchLocalTime,
            ["2011-12-29T12:00:00-10:00", "2011-12-31T12:00:00+14:00"],
        ),
    ],
)
def test_known_changes(
    zone: str, local: str, kind: type[NotOneInstant], choices: list[str]
) -> None:
    with pytest.raises(kind) as fault:
        resolve(datetime.fromisoformat(local), zone)
    assert [choice.isoformat() for choice in fault.value.choices] == choices


@pytest.mark.parametrize(
    ("local", "says", "choices"),
    [
        (
            "2027-03-28T02:30:00",
            "skip this time",
            ["2027-03-28T01:30:00.000+01:00", "2027-03-28T03:30:00.000+02:00"],
        ),
        (
            "2027-10-31T02:30:00",
            "show this time twice",
            ["2027-10-31T02:30:00.000+02:00", "2027-10-31T02:30:00.000+01:00"],
        ),
    ],
)
def test_a_refusal_offers_the_choices(local: str, says: str, choices: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        resolve_at(datetime.fromisoformat(local), "Europe/Berlin", "/slots/1/localTime")
    (error,) = refused.value.document("some-request")["errors"]
    assert error["pointer"] == "/slots/1/localTime"
    assert error["choices"] == choices
    assert says in error["detail"]
    assert "scheduledTime" in error["detail"]
    for choice in choices:
        instant = datetime.fromisoformat(choice)
        assert instant_of(local_at(instant, "Europe/Berlin"), "Europe/Berlin") == instant


def test_a_clear_time_is_its_instant() -> None:
    local = datetime.fromisoformat("2027-06-01T18:00:30.999999")
    assert resolve_at(local, "Asia/Kathmandu", "/localTime") == datetime(
        2027, 6, 1, 12, 15, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("local", "zone"),
    [
        ("0001-01-01T00:00:00", "Asia/Tokyo"),
        ("9999-12-31T23:59:59", "Pacific/Pago_Pago"),
    ],
)
def test_times_beyond_the_calendar_are_refused(local: str, zone: str) -> None:
    with pytest.raises(Invalid) as refused:
        resolve_at(datetime.fromisoformat(local), zone, "/localTime")
    (error,) = refused.value.errors
    assert error == {
        "pointer": "/localTime",
        "detail": "That is not within the years 1 to 9999 in UTC.",
    }


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("0001-01-01T00:00:00", "UTC"),
        ("9999-12-31T23:59:59", "UTC"),
        ("9999-12-31T23:59:59", "Europe/Dublin"),
        ("0001-01-01T00:00:00", "America/New_York"),
    ],
)
def test_the_first_and_the_last_time_have_an_instant(text: str, zone: str) -> None:
    local = datetime.fromisoformat(text)
    assert local_at(resolve_at(local, zone, ""), zone) == local


@pytest.fixture
def machine_of_its_own_mind(tmp_path: Path) -> Iterator[None]:
    """A machine whose own rules say that Berlin has the time of Tokyo."""
    tokyo = files("tzdata").joinpath("zoneinfo/Asia/Tokyo").read_bytes()
    (tmp_path / "Europe").mkdir()
    (tmp_path / "Europe/Berlin").write_bytes(tokyo)
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([tmp_path])
    zone_named.cache_clear()
    yield
    zoneinfo.reset_tzpath(before)


@pytest.mark.usefixtures("machine_of_its_own_mind")
def test_the_machine_s_own_rules_do_not_count() -> None:
    noon = datetime.fromisoformat("2027-01-01T12:00:00")
    there = zoneinfo.ZoneInfo.no_cache("Europe/Berlin")
    assert noon.replace(tzinfo=there).astimezone(UTC).hour == 3
    assert instant_of(noon, "Europe/Berlin").hour == 11
