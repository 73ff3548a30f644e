"""GET /exchange/{id}/busy: when both people of an exchange have sessions, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from learn_exchange import ids
from tests.support.clock import StoppedClock
from tests.support.exchanges import (
    act,
    agreed,
    just_completed,
    later,
    proposed,
    requested,
    scheduled,
)
from tests.support.gateway import Json
from tests.support.people import Person

pytestmark = pytest.mark.usefixtures("stopped_clock")

FEBRUARY = {"from": "2060-02-01T00:00:00Z", "to": "2060-03-01T00:00:00Z"}


@pytest.fixture
def exchange_id(ana: Person, ben: Person) -> str:
    """An exchange that Ana has proposed and Ben has accepted."""
    return agreed(ana, ben)


@pytest.fixture
def cleo(new_person: Callable[..., Person]) -> Person:
    """Somebody else, with whom both may have sessions too."""
    return new_person(firstName="Cleo")


def busy(person: Person, exchange_id: str, **query: str) -> Json:
    """Returns when both are busy, as one of them sees it."""
    answer = person.get(f"/exchange/{exchange_id}/busy", query=query)
    assert answer.status == 200, answer.text
    return dict(answer.json)


def interval(start: str, end: str) -> Json:
    """Returns an interval of a day in February, by the clock in UTC."""
    return {"start": f"2060-02-{start}.000Z", "end": f"2060-02-{end}.000Z"}


def at(day_and_time: str) -> str:
    """Returns an instant in February."""
    return f"2060-02-{day_and_time}Z"


def test_nobody_is_busy_at_first(ana: Person, exchange_id: str) -> None:
    assert busy(ana, exchange_id) == {"mine": [], "theirs": []}


def test_each_sees_their_own_sessions_and_their_partners(
    ana: Person, ben: Person, cleo: Person, exchange_id: str
) -> None:
    scheduled(ana, ben, exchange_id, at("01T12:00:00"))
    scheduled(ana, cleo, agreed(ana, cleo), at("02T08:00:00"))
    scheduled(cleo, ben, agreed(cleo, ben), at("03T23:50:00"))
    both = interval("01T12:00:00", "01T12:15:00")
    anas = [both, interval("02T08:00:00", "02T08:15:00")]
    bens = [both, interval("03T23:50:00", "04T00:05:00")]
    assert busy(ana, exchange_id, **FEBRUARY) == {"mine": anas, "theirs": bens}
    assert busy(ben, exchange_id, **FEBRUARY) == {"mine": bens, "theirs": anas}


def test_sessions_that_touch_are_one_interval(ana: Person, ben: Person, exchange_id: str) -> None:
    for start in ("01T12:30:00", "01T12:00:00", "01T12:15:00"):
        scheduled(ana, ben, exchange_id, at(start))
    shown = busy(ana, exchange_id, **FEBRUARY)
    assert shown["mine"] == shown["theirs"] == [interval("01T12:00:00", "01T12:45:00")]


def test_what_is_only_proposed_and_what_is_canceled_keeps_nobody_busy(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    proposed(ana, exchange_id, at("01T12:00:00"))
    session_id = scheduled(ana, ben, exchange_id, at("02T12:00:00"))
    assert len(busy(ana, exchange_id, **FEBRUARY)["theirs"]) == 1
    assert act(ben, "cancelSession", session_id).status == 200
    assert busy(ana, exchange_id, **FEBRUARY) == {"mine": [], "theirs": []}


def test_who_was_asked_sees_it_before_they_answer(ana: Person, ben: Person, cleo: Person) -> None:
    scheduled(ana, cleo, agreed(ana, cleo), at("01T12:00:00"))
    exchange_id = requested(ana, ben)
    assert busy(ben, exchange_id, **FEBRUARY) == {
        "mine": [],
        "theirs": [interval("01T12:00:00", "01T12:15:00")],
    }


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"from": at("01T11:00:00"), "to": at("01T12:00:00")}, []),
        ({"from": at("01T12:15:00"), "to": at("01T13:00:00")}, []),
        ({"from": at("01T12:05:30"), "to": at("01T12:05:30")}, []),
        (
            {"from": at("01T12:05:30"), "to": at("01T12:06:00")},
            [interval("01T12:05:30", "01T12:06:00")],
        ),
        (
            {"from": "2060-02-01T13:10:00+01:00", "to": at("09T00:00:00")},
            [interval("01T12:10:00", "01T12:15:00")],
        ),
        ({"to": at("01T12:10:00")}, [interval("01T12:00:00", "01T12:10:00")]),
        ({}, [interval("01T12:00:00", "01T12:15:00")]),
        ({"from": "2060-01-04T12:00:00Z"}, []),
        (
            {"from": "2060-01-04T18:00:01Z", "to": at("29T18:00:01")},
            [interval("01T12:00:00", "01T12:15:00")],
        ),
        ({"from": "9999-12-31T23:00:00Z"}, []),
        ({"from": "0001-01-01T00:00:00Z"}, []),
    ],
    ids=str,
)
def test_intervals_are_cut_to_the_bounds(
    ana: Person, ben: Person, exchange_id: str, bounds: dict[str, str], expected: list[Json]
) -> None:
    scheduled(ana, ben, exchange_id, at("01T12:00:00"))
    assert busy(ana, exchange_id, **bounds)["mine"] == expected


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"from": "tomorrow"}, "/query/from"),
        ({"to": "2060-02-01"}, "/query/to"),
        ({"from": at("02T00:00:00"), "to": at("01T23:59:59")}, "/query/to"),
        ({"from": "2060-02-01T00:00:00Z", "to": "2060-03-28T00:00:00.001Z"}, "/query/to"),
        ({"to": "2060-01-15T18:00:00Z"}, "/query/to"),
        ({"to": "2061-01-01T00:00:00Z"}, "/query/to"),
    ],
    ids=str,
)
def test_bounds_that_are_none_are_refused(
    ana: Person, exchange_id: str, query: dict[str, str], pointer: str
) -> None:
    answer = ana.get(f"/exchange/{exchange_id}/busy", query=query)
    assert (answer.status, answer.pointers) == (422, [pointer])


def test_eight_weeks_are_not_too_long(ana: Person, exchange_id: str) -> None:
    bounds = {"from": "2060-02-01T00:00:00Z", "to": "2060-03-28T00:00:00Z"}
    assert busy(ana, exchange_id, **bounds)["mine"] == []


def test_the_past_is_told_for_two_days(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    scheduled(ana, ben, exchange_id, (stopped_clock.now() + timedelta(hours=2)).isoformat())
    long_ago = {"from": "2060-01-15T00:00:00Z"}
    later(stopped_clock, ana, ben, days=2)
    assert len(busy(ana, exchange_id, **long_ago)["mine"]) == 1
    later(stopped_clock, ana, ben, hours=2)
    assert busy(ana, exchange_id, **long_ago)["mine"] == []


def test_nothing_is_told_of_the_sessions_but_when(
    ana: Person, ben: Person, cleo: Person, exchange_id: str
) -> None:
    session_id = scheduled(cleo, ben, agreed(cleo, ben), at("01T12:00:00"))
    answer = ana.get(f"/exchange/{exchange_id}/busy", query=FEBRUARY)
    assert set(answer.json["theirs"][0]) == {"start", "end"}
    for secret in (session_id, cleo.id, ben.id, "Cleo", "Spanish", "meet.example"):
        assert secret not in answer.text


def test_nobody_else_sees_it(ana: Person, cleo: Person, exchange_id: str) -> None:
    assert ana.get(f"/exchange/{ids.new_id()}/busy").problem == "not-found"
    assert cleo.get(f"/exchange/{exchange_id}/busy").problem == "not-found"


def test_a_block_hides_it_from_both_whatever_has_become_of_the_exchange(
    ana: Person, ben: Person
) -> None:
    pending, accepted = requested(ana, ben), agreed(ana, ben, "Go", "Chess")
    declined = requested(ana, ben, "Yoga", "SQL")
    assert ben.patch("/exchange/decline", {"exchangeId": declined}).status == 200
    assert ana.block(ben).status == 200
    for exchange_id in (pending, accepted, declined):
        for person in (ana, ben):
            assert person.get(f"/exchange/{exchange_id}/busy").problem == "not-found"


def test_an_exchange_that_is_over_does_not_show_it(
    stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    canceled, expired = requested(ana, ben), requested(ana, ben, "Go", "Chess")
    assert ana.patch("/exchange/cancel", {"exchangeId": canceled}).status == 200
    over = ana.get(f"/exchange/{canceled}/busy")
    assert (over.status, over.problem, over.json["current"]) == (409, "wrong-state", "canceled")
    just_completed(ana, ben, "Yoga", "SQL")
    (completed,) = ana.get("/exchange/list", query={"status": "completed"}).json["items"]
    assert ben.get(f"/exchange/{completed['id']}/busy").json["current"] == "completed"
    later(stopped_clock, ana, ben, days=14)
    assert ana.get(f"/exchange/{expired}/busy").json["current"] == "canceled"
