"""Times of sessions: instants, local times, clocks that change, and everybody's own zone."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.clock import StoppedClock
from tests.support.exchanges import act, agreed, instant, later, propose, proposed, scheduled
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.rows import nothing_written

# The clock stands in January 2060. In that year clocks in Berlin are put forward on 28 March, and
# back on 31 October; in Lord Howe, by half an hour, on 3 October and 4 April.
BERLIN = "Europe/Berlin"
TIMES: list[tuple[dict[str, str], str, str, str]] = [
    ({"localTime": "2060-03-01T18:00:00"}, BERLIN, "03-01T17:00:00", "03-01T18:00:00"),
    ({"localTime": "2060-07-01T18:00:00"}, BERLIN, "07-01T16:00:00", "07-01T18:00:00"),
    ({"scheduledTime": "2060-03-01T18:00:00Z"}, BERLIN, "03-01T18:00:00", "03-01T19:00:00"),
    ({"scheduledTime": "2060-03-01T18:00:00z"}, BERLIN, "03-01T18:00:00", "03-01T19:00:00"),
    (
        {"scheduledTime": "2060-03-01T18:00:00-08:00"},
        BERLIN,
        "03-02T02:00:00",
        "03-02T03:00:00",
    ),
    ({"scheduledTime": "2060-03-01T18:00:00+05:45"}, "UTC", "03-01T12:15:00", "03-01T12:15:00"),
    (
        {"localTime": "2060-03-01T00:00:00"},
        "Asia/Kathmandu",
        "02-29T18:15:00",
        "03-01T00:00:00",
    ),
    ({"localTime": "2060-03-01T18:00"}, BERLIN, "03-01T17:00:00", "03-01T18:00:00"),
    ({"localTime": "2060-03-01t18:00:00"}, BERLIN, "03-01T17:00:00", "03-01T18:00:00"),
    # Seconds are kept, what is less is cut.
    ({"localTime": "2060-03-01T18:00:59"}, BERLIN, "03-01T17:00:59", "03-01T18:00:59"),
    ({"localTime": "2060-03-01T18:00:01.999999"}, BERLIN, "03-01T17:00:01", "03-01T18:00:01"),
    ({"scheduledTime": "2060-03-01T18:00:01.999Z"}, "UTC", "03-01T18:00:01", "03-01T18:00:01"),
    # Each of the two times that clocks show twice, where the offset tells which.
    (
        {"scheduledTime": "2060-10-31T02:30:00+02:00"},
        BERLIN,
        "10-31T00:30:00",
        "10-31T02:30:00",
    ),
    (
        {"scheduledTime": "2060-10-31T02:30:00+01:00"},
        BERLIN,
        "10-31T01:30:00",
        "10-31T02:30:00",
    ),
]
pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def exchange_id(ana: Person, ben: Person) -> str:
    """An exchange that Ana, who lives in Lisbon, and Ben have agreed to."""
    ben.put("/user/updateProfile", {"timeZone": "Asia/Kathmandu"})
    return agreed(ana, ben)


def at(by: Person, exchange_id: str, zone: str, **time: str) -> Json:
    """Returns a session that is proposed at one time, in a zone."""
    answer = propose(by, exchange_id, slots=None, timeZone=zone, **time)
    assert answer.status == 201, answer.text
    session: Json = answer.json
    return session


def test_a_time_is_an_instant_and_a_local_time(ana: Person, ben: Person, exchange_id: str) -> None:
    for time, zone, utc, local in TIMES:
        session = at(ana, exchange_id, zone, **time)
        shown = [ben.get(f"/exchange/{exchange_id}").json["sessions"][-1]]
        shown.append(act(ben, "acceptSession", session["id"]).json)
        shown += ben.get("/exchange/schedule").json["items"]
        for view in (session, *shown, *(it["slots"][0] for it in shown)):
            assert instant(view["scheduledTime"]) == instant(f"2060-{utc}Z"), time
            assert view["localTime"] == f"2060-{local}", time
        act(ben, "cancelSession", session["id"])


def test_what_is_meant_is_the_time_that_clocks_show_there(ana: Person, exchange_id: str) -> None:
    for day, utc in (
        ("03-27", "17:00"),
        ("03-28", "16:00"),
        ("10-30", "16:00"),
        ("10-31", "17:00"),
    ):
        session = at(ana, exchange_id, BERLIN, localTime=f"2060-{day}T18:00:00")
        assert session["localTime"] == f"2060-{day}T18:00:00"
        assert instant(session["scheduledTime"]) == instant(f"2060-{day}T{utc}:00Z")


def test_everybody_sees_times_in_their_own_zone_too(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    session = at(ana, exchange_id, BERLIN, localTime="2060-03-01T18:00:00")
    shown = (session["viewerTimeZone"], session["viewerLocalTime"])
    assert shown == ("Europe/Lisbon", "2060-03-01T17:00:00")
    [bens] = ben.get(f"/exchange/{exchange_id}").json["sessions"]
    assert (bens["viewerTimeZone"], bens["viewerLocalTime"]) == (
        "Asia/Kathmandu",
        "2060-03-01T22:45:00",
    )
    assert bens["slots"][0]["viewerLocalTime"] == "2060-03-01T22:45:00"
    assert (bens["timeZone"], bens["localTime"]) == (BERLIN, "2060-03-01T18:00:00")
    # Who moves sees the same session elsewhere on the clock.
    ben.put("/user/updateProfile", {"timeZone": "Pacific/Kiritimati"})
    accepted = act(ben, "acceptSession", session["id"]).json
    assert accepted["viewerLocalTime"] == "2060-03-02T07:00:00"
    assert accepted["scheduledTime"] == session["scheduledTime"]


@pytest.mark.parametrize(
    ("local", "zone", "choices"),
    [
        (
            "2060-03-28T02:30:00",
            BERLIN,
            ["2060-03-28T01:30:00.000+01:00", "2060-03-28T03:30:00.000+02:00"],
        ),
        (
            "2060-03-28T02:00:00",
            BERLIN,
            ["2060-03-28T01:00:00.000+01:00", "2060-03-28T03:00:00.000+02:00"],
        ),
        (
            "2060-10-31T02:30:00",
            BERLIN,
            ["2060-10-31T02:30:00.000+02:00", "2060-10-31T02:30:00.000+01:00"],
        ),
        (
            "2060-10-31T02:59:59",
            BERLIN,
            ["2060-10-31T02:59:59.000+02:00", "2060-10-31T02:59:59.000+01:00"],
        ),
        (
            "2060-10-03T02:15:00",
            "Australia/Lord_Howe",
            ["2060-10-03T01:45:00.000+10:30", "2060-10-03T02:45:00.000+11:00"],
        ),
    ],
)
def test_a_time_that_clocks_skip_or_show_twice_is_refused_with_what_to_choose_from(
    ana: Person, exchange_id: str, local: str, zone: str, choices: list[str]
) -> None:
    session_id = proposed(ana, exchange_id)
    slots = [{"scheduledTime": "2060-06-01T00:00:00Z"}, {"localTime": local}]
    asked = (
        (propose(ana, exchange_id, slots=slots, timeZone=zone), "/slots/1/localTime"),
        (propose(ana, exchange_id, slots=None, localTime=local, timeZone=zone), "/localTime"),
        (
            act(ana, "rescheduleSession", session_id, localTime=local, timeZone=zone),
            "/localTime",
        ),
    )
    for answer, pointer in asked:
        assert answer.pointers == [pointer]
        [error] = answer.json["errors"]
        assert error["choices"] == choices
    for choice in choices:
        session = at(ana, exchange_id, zone, scheduledTime=choice)
        assert instant(session["scheduledTime"]) == instant(choice)
        assert session["localTime"] == choice[:19]


@pytest.mark.parametrize(
    "local", ["2060-03-28T01:59:59", "2060-03-28T03:00:00", "2060-10-31T01:59:59"]
)
def test_the_times_next_to_a_change_of_clocks_are_clear(
    ana: Person, exchange_id: str, local: str
) -> None:
    assert at(ana, exchange_id, BERLIN, localTime=local)["localTime"] == local


@pytest.mark.parametrize("given", ["scheduledTime", "localTime"])
def test_a_time_lies_ahead_but_not_more_than_a_year(
    stopped_clock: StoppedClock, ana: Person, exchange_id: str, given: str
) -> None:
    year, second = timedelta(days=366), timedelta(seconds=1)
    now = stopped_clock.now().replace(microsecond=0, tzinfo=None)
    for ahead, is_taken in (
        (-year, False),
        (-second, False),
        (timedelta(0), False),
        (second, True),
        (year, True),
        (year + second, False),
    ):
        text = (now + ahead).isoformat() + ("Z" if given == "scheduledTime" else "")
        answer = propose(ana, exchange_id, slots=[{given: text}], timeZone="UTC")
        if is_taken:
            assert answer.status == 201, ahead
        else:
            assert answer.pointers == [f"/slots/0/{given}"], ahead


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_ends_of_time_are_refused(ana: Person, exchange_id: str, zone: str) -> None:
    with nothing_written():
        for local in ("9999-12-31T23:59:59", "0001-01-01T00:00:00", "1900-01-01T00:00:00"):
            for given, text in (("localTime", local), ("scheduledTime", f"{local}+14:00")):
                answer = propose(ana, exchange_id, slots=[{given: text}], timeZone=zone)
                assert answer.pointers == [f"/slots/0/{given}"], text


def test_the_same_time_is_not_proposed_twice_however_it_is_written(
    ana: Person, exchange_id: str
) -> None:
    first = {"localTime": "2060-03-01T18:00:00"}
    for same in (
        first,
        {"scheduledTime": "2060-03-01T17:00:00Z"},
        {"scheduledTime": "2060-03-01T22:45:00.5+05:45"},
    ):
        with nothing_written():
            answer = propose(ana, exchange_id, slots=[first, same])
            [pointer] = answer.pointers
            assert pointer.startswith("/slots/1/")


def test_to_move_a_session_to_another_zone_moves_it_by_its_local_time(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    session = at(ana, exchange_id, BERLIN, localTime="2060-03-01T18:00:00")
    moved = act(
        ben,
        "rescheduleSession",
        session["id"],
        localTime="2060-03-02T18:00:00",
        timeZone="America/Lima",
    ).json
    assert moved["timeZone"] == "America/Lima"
    assert instant(moved["scheduledTime"]) == datetime(2060, 3, 2, 23, tzinfo=UTC)


def test_an_agreed_time_stays_while_clocks_change(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = scheduled(ana, ben, exchange_id, "2060-03-29T18:00:00+02:00")
    before = ana.get(f"/exchange/{exchange_id}").json["sessions"]
    for _ in range(4):
        later(stopped_clock, ana, ben, days=18)
        assert ana.get(f"/exchange/{exchange_id}").json["sessions"] == before
    assert before[0]["id"] == session_id
    assert before[0]["localTime"] == "2060-03-29T18:00:00"


def test_minutes_are_taken_across_hours_and_days(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    taken = {"durationMinutes": 240, "timeZone": "UTC"}
    scheduled(ana, ben, exchange_id, "2060-02-28T22:30:30Z", **taken)
    other = agreed(ana, ben, "Chess", "Go")
    for time, status in (
        ("2060-02-28T22:15:00Z", 200),
        # It takes every minute that it touches.
        ("2060-02-28T22:15:31Z", 409),
        ("2060-02-29T01:00:00Z", 409),
        ("2060-02-29T02:30:00Z", 409),
        ("2060-02-29T02:31:00Z", 200),
    ):
        session_id = proposed(ana, other, time, durationMinutes=15)
        answer = act(ben, "acceptSession", session_id)
        assert answer.status == status, f"{time}: {answer.text}"
        if status != 200:
            assert answer.problem == "time-taken"
            act(ben, "cancelSession", session_id)
