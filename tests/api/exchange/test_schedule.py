"""GET /exchange/schedule: a person's sessions in the order in which they begin."""

from datetime import UTC, datetime, timedelta

import pytest

from learn_exchange.wire import rfc3339
from tests.support.clock import StoppedClock
from tests.support.exchanges import act, agreed, in_days, later, propose, proposed, scheduled
from tests.support.gateway import Answer, Json
from tests.support.people import Person

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def exchange_id(ana: Person, ben: Person) -> str:
    """An exchange that Ana has proposed and Ben has accepted."""
    return agreed(ana, ben)


def schedule(person: Person, **query: str) -> list[Json]:
    """Returns the sessions in somebody's schedule."""
    answer = person.get("/exchange/schedule", query=query)
    assert answer.status == 200, answer.text
    items: list[Json] = answer.json["items"]
    return items


def ids_of(person: Person, **query: str) -> list[str]:
    """Returns the ids of the sessions in somebody's schedule."""
    return [item["id"] for item in schedule(person, **query)]


def move(by: Person, session_id: str, *times: str) -> Answer:
    """Propose other times for a session."""
    slots = [{"scheduledTime": time} for time in times]
    return by.patch("/exchange/rescheduleSession", {"sessionId": session_id, "slots": slots})


def test_nothing_is_scheduled_at_first(ana: Person) -> None:
    answer = ana.get("/exchange/schedule")
    assert (answer.status, answer.json) == (
        200,
        {"items": [], "nextCursor": None, "calendarUrl": None},
    )


def test_sessions_come_in_the_order_in_which_they_begin(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    third, first, second = (proposed(ana, exchange_id, in_days(day)) for day in (9, 1, 4))
    for person in (ana, ben):
        assert ids_of(person) == [first, second, third]


def test_a_page_ends_where_the_next_begins(ana: Person, ben: Person, exchange_id: str) -> None:
    proposals = ((ana, 1), (ana, 2), (ben, 2), (ana, 3), (ana, 4))
    sessions = [proposed(by, exchange_id, in_days(day)) for by, day in proposals]
    same_time = sorted(sessions[1:3])
    expected = [sessions[0], *same_time, *sessions[3:]]
    for limit in (1, 2, 3, 5):
        assert ben.listed("/exchange/schedule", limit) == expected


def test_both_see_who_takes_part_and_what_it_is_about(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = proposed(ben, exchange_id)
    whole = ana.get(f"/exchange/{exchange_id}").json
    for person in (ana, ben):
        [item] = schedule(person)
        assert item["id"] == session_id
        assert item["initiator"] == whole["initiator"]
        assert item["receiver"] == whole["receiver"]
        assert (item["offeredSkill"], item["requestedSkill"]) == ("Spanish", "SQL")
        [session] = person.get(f"/exchange/{exchange_id}").json["sessions"]
        assert session.items() <= item.items()


def test_somebody_else_sees_nothing_of_it(ana: Person, ben: Person, exchange_id: str) -> None:
    dan_exchange = agreed(ana, ben, "Chess", "Go")
    session_id = proposed(ana, dan_exchange)
    assert ids_of(ben) == [session_id]


def test_times_are_told_in_the_zone_of_who_looks(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    ben.put("/user/updateProfile", {"timeZone": "Asia/Kathmandu"})
    proposed(ana, exchange_id, "2060-02-01T18:00:00+01:00", timeZone="Europe/Berlin")
    for person, zone, local in (
        (ana, "Europe/Lisbon", "2060-02-01T17:00:00"),
        (ben, "Asia/Kathmandu", "2060-02-01T22:45:00"),
    ):
        [item] = schedule(person)
        assert item["scheduledTime"] == "2060-02-01T17:00:00.000Z"
        assert (item["timeZone"], item["localTime"]) == ("Europe/Berlin", "2060-02-01T18:00:00")
        assert (item["viewerTimeZone"], item["viewerLocalTime"]) == (zone, local)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [0, 1, 2]),
        ({"from": "2060-02-02T12:00:00Z"}, [1, 2]),
        ({"from": "2060-02-02T12:00:01Z"}, [2]),
        ({"from": "2060-02-02T13:00:00+01:00"}, [1, 2]),
        ({"to": "2060-02-02T12:00:00Z"}, [0]),
        ({"to": "2060-02-02T12:00:01Z"}, [0, 1]),
        ({"from": "2060-02-02T00:00:00Z", "to": "2060-02-03T00:00:00Z"}, [1]),
        ({"from": "2060-02-02T12:00:00Z", "to": "2060-02-02T12:00:00Z"}, []),
        ({"from": "2060-03-01T00:00:00Z"}, []),
        ({"from": "2060-01-01T00:00:00Z", "to": "2060-01-16T00:00:00Z"}, []),
        ({"from": "0999-12-31T00:00:00Z"}, [0, 1, 2]),
        ({"from": "0001-01-01T00:00:00Z", "to": "9999-12-31T23:59:59Z"}, [0, 1, 2]),
    ],
    ids=lambda case: " ".join(map(str, case.values())) if isinstance(case, dict) else "",
)
def test_bounds_are_the_first_start_and_the_one_that_is_too_late(
    ana: Person, ben: Person, exchange_id: str, query: dict[str, str], expected: list[int]
) -> None:
    sessions = [
        proposed(ana, exchange_id, f"2060-02-0{day}T12:00:00Z", timeZone="UTC") for day in (1, 2, 3)
    ]
    assert ids_of(ben, **query) == [sessions[index] for index in expected]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        *[
            ({name: text}, f"/query/{name}")
            for name in ("from", "to")
            for text in (
                "",
                "tomorrow",
                "2060-02-01",
                "2060-02-01T12:00:00",
                "2060-02-30T12:00:00Z",
                "2060-02-01T25:00:00Z",
                "2060-02-01T12:00:00+99:00",
                "0001-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-01:00",
                "1768500000",
            )
        ],
        ({"from": "2060-02-02T00:00:00Z", "to": "2060-02-01T23:59:59Z"}, "/query/to"),
        ({"limit": "0"}, "/query/limit"),
        ({"limit": "101"}, "/query/limit"),
    ],
    ids=str,
)
def test_bounds_that_are_none_are_refused(ana: Person, query: dict[str, str], pointer: str) -> None:
    answer = ana.get("/exchange/schedule", query=query)
    assert (answer.status, answer.pointers) == (422, [pointer])


def test_nothing_begins_before_the_time_from_which_the_schedule_begins(ana: Person) -> None:
    answer = ana.get("/exchange/schedule", query={"to": "2000-01-01T00:00:00Z"})
    assert (answer.status, answer.json["items"]) == (200, [])


def test_a_cursor_is_good_for_the_same_bounds_only(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    for day in (1, 2):
        proposed(ana, exchange_id, in_days(day))
    bounds = {"from": in_days(0), "to": in_days(3)}
    cursor = ana.get("/exchange/schedule", query={"limit": "1", **bounds}).json["nextCursor"]
    assert len(schedule(ana, cursor=cursor, **bounds)) == 1
    for query in ({}, {"from": in_days(0)}, bounds | {"to": in_days(4)}):
        answer = ana.get("/exchange/schedule", query={"cursor": cursor, **query})
        assert (answer.status, answer.problem) == (400, "malformed-request")


def test_what_may_not_have_ended_yet_is_there_without_bounds(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    start = stopped_clock.now() + timedelta(days=1)
    session_id = scheduled(ana, ben, exchange_id, start.isoformat())
    later(stopped_clock, ana, ben, days=1, hours=4, milliseconds=-250)
    assert ids_of(ana) == [session_id]
    stopped_clock.forward(seconds=1)
    assert ids_of(ana) == []
    assert ids_of(ana, **{"from": in_days(-1)}) == [session_id]


def test_what_is_canceled_is_left_out(ana: Person, ben: Person, exchange_id: str) -> None:
    stays, goes = proposed(ana, exchange_id, in_days(1)), proposed(ana, exchange_id, in_days(2))
    assert act(ben, "cancelSession", goes).status == 200
    assert ids_of(ana) == ids_of(ben) == [stays]
    assert ben.patch("/exchange/cancel", {"exchangeId": exchange_id}).status == 200
    assert ids_of(ana) == ids_of(ben) == []


def test_what_has_lapsed_is_left_out_though_no_timer_has_fired(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    start = stopped_clock.now() + timedelta(days=1)
    session_id = proposed(ana, exchange_id, start.isoformat())
    later(stopped_clock, ana, ben, days=1, milliseconds=-251)
    assert ids_of(ana) == [session_id]
    stopped_clock.forward(milliseconds=1)
    assert ids_of(ana) == ids_of(ben) == []


def test_a_session_stands_at_the_first_time_proposed_until_one_is_agreed(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    several = propose(ana, exchange_id, in_days(5), in_days(1), in_days(3)).json["id"]
    between = proposed(ana, exchange_id, in_days(2))
    assert ids_of(ana) == [several, between]
    assert schedule(ana)[0]["scheduledTime"] == schedule(ana)[0]["slots"][1]["scheduledTime"]
    assert act(ben, "acceptSession", several, slot=0).status == 200
    assert ids_of(ana) == ids_of(ben) == [between, several]


def test_a_session_moves_with_its_times(ana: Person, ben: Person, exchange_id: str) -> None:
    moved = scheduled(ana, ben, exchange_id, in_days(1))
    other = scheduled(ana, ben, exchange_id, in_days(3))
    for day, expected in ((5, [other, moved]), (2, [moved, other]), (4, [other, moved])):
        assert move(ben, moved, in_days(day)).status == 200
        assert ids_of(ana) == ids_of(ben) == expected


def test_where_to_subscribe_is_told_to_who_has_asked_for_it(ana: Person, ben: Person) -> None:
    address = ana.post("/exchange/calendarToken").json["calendarUrl"]
    for person, expected in ((ana, address), (ben, None)):
        assert person.get("/exchange/schedule").json["calendarUrl"] == expected
    renewed = ana.post("/exchange/calendarToken").json["calendarUrl"]
    assert ana.get("/exchange/schedule").json["calendarUrl"] == renewed != address


def test_instants_are_in_utc(ana: Person, ben: Person, exchange_id: str) -> None:
    proposed(ana, exchange_id, "2060-02-01T18:00:00.999-05:00", timeZone="America/Lima")
    [item] = schedule(ben)
    at = datetime(2060, 2, 1, 23, tzinfo=UTC)
    assert item["scheduledTime"] == rfc3339(at)
    assert item["slots"][0]["localTime"] == "2060-02-01T18:00:00"
