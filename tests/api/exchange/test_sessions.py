"""Proposing sessions, agreeing, moving, canceling and concluding them, and what is counted."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from exchange.refusals import MAX_OPEN_SESSIONS
from learn_exchange import ids
from tests.support.clock import StoppedClock
from tests.support.exchanges import (
    act,
    agreed,
    in_days,
    instant,
    later,
    new_session_body,
    propose,
    proposed,
    request,
    requested,
    scheduled,
)
from tests.support.gateway import Answer, Json
from tests.support.people import Person
from tests.support.rows import nothing_written

pytestmark = pytest.mark.usefixtures("stopped_clock")

ACTIONS = [
    "acceptSession",
    "rescheduleSession",
    "cancelSession",
    "markCompleted",
    "reportNoShow",
    "contestNoShow",
]
HOUR = 1 / 24
MISLEADING_PLACES = [
    "javascript:alert(1)",
    "JavaScript: alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "file: //server/share",
    "blob:https://learn-exchange.example/1",
    "http://meet.example/ana-ben",
    "ftp://meet.example",
    "mailto:ana@example.com",
    "ms-word:ofe|u|https://evil.example/a.docx",
    "\\\\server\\share",
    "\\/server/share",
    "//server/share",
    "https:meet.example",
    "https:/meet.example",
    "https:\\\\meet.example",
    "https://",
    "https:///meet.example",
    "https://bank.example@evil.example",
    "HTTPS://bank.example:443@evil.example/",
    "https://@evil.example",
    "https://bank.example\\@evil.example",
    "https://bank.example @evil.example",
]
BAD_SESSIONS: list[tuple[Json, str]] = [
    ({"exchangeId": "x"}, "/exchangeId"),
    ({"slots": []}, "/slots"),
    (
        {"slots": [{"scheduledTime": f"2060-03-0{day}T18:00:00Z"} for day in range(1, 7)]},
        "/slots",
    ),
    ({"slots": None}, ""),
    ({"slots": [{}]}, "/slots/0"),
    ({"slots": [{"scheduledTime": None, "localTime": None}]}, "/slots/0"),
    (
        {"slots": [{"scheduledTime": "2060-03-01T18:00:00Z", "localTime": "2060-03-01T18:00:00"}]},
        "/slots/0",
    ),
    ({"slots": [{"scheduledTime": "2060-03-01T18:00:00"}]}, "/slots/0/scheduledTime"),
    ({"slots": [{"scheduledTime": "2060-03-01"}]}, "/slots/0/scheduledTime"),
    ({"slots": [{"scheduledTime": 2840205600}]}, "/slots/0/scheduledTime"),
    ({"slots": [{"scheduledTime": "2060-13-01T18:00:00Z"}]}, "/slots/0/scheduledTime"),
    ({"slots": [{"localTime": "2060-03-01T18:00:00Z"}]}, "/slots/0/localTime"),
    ({"slots": [{"localTime": "2060-02-30T18:00:00"}]}, "/slots/0/localTime"),
    ({"slots": [{"localTime": "18:00"}]}, "/slots/0/localTime"),
    ({"slots": ["2060-03-01T18:00:00Z"]}, "/slots/0"),
    ({"scheduledTime": "2060-03-01T18:00:00Z"}, ""),
    ({"localTime": "2060-03-01T18:00:00"}, ""),
    ({"durationMinutes": 14}, "/durationMinutes"),
    ({"durationMinutes": 241}, "/durationMinutes"),
    ({"durationMinutes": -60}, "/durationMinutes"),
    ({"durationMinutes": 10**30}, "/durationMinutes"),
    ({"durationMinutes": "60"}, "/durationMinutes"),
    ({"durationMinutes": True}, "/durationMinutes"),
    ({"timeZone": "Mars/Olympus"}, "/timeZone"),
    ({"timeZone": "../etc/passwd"}, "/timeZone"),
    ({"timeZone": "+01:00"}, "/timeZone"),
    ({"timeZone": ""}, "/timeZone"),
    ({"timeZone": None}, "/timeZone"),
    ({"locationDetails": "x" * 256}, "/locationDetails"),
    ({"locationDetails": "a\nb"}, "/locationDetails"),
    ({"locationDetails": None}, "/locationDetails"),
    *(({"locationDetails": place}, "/locationDetails") for place in MISLEADING_PLACES),
]
BAD_TIMES: list[tuple[Json, str]] = [
    ({}, ""),
    ({"scheduledTime": None}, ""),
    ({"slots": []}, "/slots"),
    ({"localTime": "2060-01-01T00:00:00"}, "/localTime"),
    ({"scheduledTime": "2060-01-15T18:00:00Z"}, "/scheduledTime"),
    ({"scheduledTime": "2061-01-17T18:00:00Z"}, "/scheduledTime"),
    ({"scheduledTime": "9999-12-31T23:59:59Z"}, "/scheduledTime"),
    ({"scheduledTime": "0001-01-01T00:00:00Z"}, "/scheduledTime"),
    ({"localTime": "2060-02-01T00:00:00", "durationMinutes": 0}, "/durationMinutes"),
    ({"localTime": "2060-02-01T00:00:00", "timeZone": "Nowhere"}, "/timeZone"),
    ({"localTime": "2060-02-01T00:00:00", "locationDetails": "x" * 256}, "/locationDetails"),
]


@pytest.fixture
def cleo(new_person: Callable[..., Person]) -> Person:
    """Somebody else again."""
    return new_person(firstName="Cleo")


@pytest.fixture
def exchange_id(ana: Person, ben: Person) -> str:
    """An exchange that Ana and Ben have agreed to."""
    return agreed(ana, ben)


def seen(person: Person, session_id: str, exchange_id: str) -> Json:
    """Returns a session as somebody sees it."""
    sessions = person.get(f"/exchange/{exchange_id}").json["sessions"]
    [found] = [session for session in sessions if session["id"] == session_id]
    return dict(found)


def reschedule(by: Person, session_id: str, time: str, **more: Any) -> Answer:
    """Propose another time for a session."""
    return act(by, "rescheduleSession", session_id, scheduledTime=time, **more)


def reliability(person: Person) -> tuple[int, int, int]:
    """Returns what is counted of a person: sessions completed, canceled late, missed."""
    counted = person.profile_of(person).json["stats"]["reliability"]
    return counted["sessionsCompleted"], counted["lateCancellations"], counted["noShows"]


def test_what_is_no_session_is_refused(ana: Person, exchange_id: str) -> None:
    with nothing_written():
        for changes, pointer in BAD_SESSIONS:
            assert propose(ana, exchange_id, **changes).pointers == [pointer], changes


@pytest.mark.parametrize("action", ACTIONS)
def test_a_session_of_others_or_of_nobody_is_not_found(
    ana: Person, ben: Person, cleo: Person, exchange_id: str, action: str
) -> None:
    session_id = scheduled(ana, ben, exchange_id)
    times = {"scheduledTime": in_days(3)} if action == "rescheduleSession" else {}
    with nothing_written():
        for some_id in (session_id, exchange_id, ids.new_id()):
            assert act(cleo, action, some_id, **times).problem == "not-found"
        for some_id in (exchange_id, ids.related_id(exchange_id)):
            assert act(ana, action, some_id, **times).problem == "not-found"
        for bad in ("", "x", "me", session_id[:-1], f"{session_id}0"):
            assert act(ana, action, bad, **times).pointers == ["/sessionId"]


def test_a_place_is_kept_as_it_was_sent(ana: Person, ben: Person, exchange_id: str) -> None:
    places = [
        "",
        "https://meet.example/🌻?a=b#c",
        "HTTPS://meet.example:8443/@ana",
        "meet.example/ana-ben",
        "Room: 5, at the back",
        "Library:",
        "18:30 at the fountain",
        "Café «Ñandú», 2º",
        "בית קפה",
        "x" * 255,
    ]
    for place in places:
        session_id = proposed(ana, exchange_id, locationDetails=place)
        assert seen(ben, session_id, exchange_id)["locationDetails"] == place
        assert act(ana, "cancelSession", session_id).status == 200


def test_only_an_accepted_exchange_has_sessions(ana: Person, ben: Person) -> None:
    exchange_id = requested(ana, ben)
    for person in (ana, ben):
        answer = propose(person, exchange_id)
        assert (answer.problem, answer.json["current"]) == ("wrong-state", "pending")
    ana.patch("/exchange/cancel", {"exchangeId": exchange_id})
    answer = propose(ana, exchange_id)
    assert (answer.problem, answer.json["current"]) == ("wrong-state", "canceled")


def test_a_session_proposed_again_with_its_key_is_the_same(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    body = new_session_body(exchange_id, in_days(0.5))
    key = {"Idempotency-Key": "a key"}
    first = ana.post("/exchange/createSession", body, headers=key)
    assert first.status == 201
    other = ana.post("/exchange/createSession", body | {"durationMinutes": 30}, headers=key)
    assert other.problem == "idempotency-key-reused"
    assert ben.post("/exchange/createSession", body, headers=key).json["id"] != first.json["id"]
    act(ben, "acceptSession", first.json["id"])
    # Even when what was proposed has passed, it is no new proposal.
    later(stopped_clock, ana, days=0.6)
    with nothing_written():
        again = ana.post("/exchange/createSession", body, headers=key)
    assert (again.status, again.json["id"]) == (201, first.json["id"])
    assert again.json["status"] == "accepted"


def test_at_most_five_sessions_are_open(ana: Person, ben: Person, exchange_id: str) -> None:
    first, *_ = [
        proposed(ana, exchange_id, in_days(day)) for day in range(1, MAX_OPEN_SESSIONS + 1)
    ]
    with nothing_written():
        assert propose(ben, exchange_id).problem == "too-many-sessions"
    act(ben, "cancelSession", first)
    assert propose(ben, exchange_id).status == 201


def test_of_several_slots_one_is_chosen(ana: Person, ben: Person, exchange_id: str) -> None:
    times = [in_days(3), in_days(2), in_days(5)]
    session_id = proposed(ana, exchange_id, *times)
    waiting = seen(ben, session_id, exchange_id)
    assert instant(waiting["scheduledTime"]) == instant(times[1])
    assert [instant(it["scheduledTime"]) for it in waiting["slots"]] == [*map(instant, times)]
    with nothing_written():
        for slot in ({}, {"slot": None}, {"slot": 3}, {"slot": 4}, {"slot": 5}, {"slot": -1}):
            assert act(ben, "acceptSession", session_id, **slot).pointers == ["/slot"], slot
        for bad in ("1", 1.5, True, [1], 10**30):
            assert act(ben, "acceptSession", session_id, slot=bad).pointers == ["/slot"], bad
    accepted = act(ben, "acceptSession", session_id, slot=2).json
    assert instant(accepted["scheduledTime"]) == instant(times[2])


def test_a_slot_that_has_passed_is_not_accepted_but_a_later_one_is(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = proposed(ana, exchange_id, in_days(1), in_days(2))
    later(stopped_clock, ana, ben, days=1)
    with nothing_written():
        answer = act(ben, "acceptSession", session_id, slot=0)
        assert (answer.status, answer.problem) == (409, "wrong-time")
    assert act(ben, "acceptSession", session_id, slot=1).status == 200


# Beside a session of an hour, how much later another begins, and its length: can both be?
NEIGHBOURS = [
    (-60, 60, True),
    (60, 60, True),
    (-59, 60, False),
    (59, 60, False),
    (0, 60, False),
    (15, 15, False),
    (-90, 240, False),
    (-15, 15, True),
    (-15, 16, False),
    (1440, 60, True),
]


@pytest.mark.parametrize("busy", ["who accepts", "who has proposed"])
def test_sessions_may_touch_but_not_overlap(
    ana: Person, ben: Person, cleo: Person, exchange_id: str, busy: str
) -> None:
    scheduled(ana, ben, exchange_id, in_days(2), durationMinutes=60)
    with_cleo = agreed(ana, cleo)
    proposer, accepter = (cleo, ana) if busy == "who accepts" else (ana, cleo)
    whose = "You have" if accepter is ana else "The other person has"
    for offset, minutes, is_free in NEIGHBOURS:
        time = in_days(2 + offset / 1440)
        session_id = proposed(proposer, with_cleo, time, durationMinutes=minutes)
        answer = act(accepter, "acceptSession", session_id)
        if is_free:
            assert answer.status == 200, offset
        else:
            assert (answer.status, answer.problem) == (409, "time-taken"), offset
            assert answer.json["detail"].startswith(whose)
            assert seen(ana, session_id, with_cleo)["status"] == "proposed"
        assert act(ana, "cancelSession", session_id).status == 200


def test_two_sessions_of_one_exchange_do_not_overlap_either(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    scheduled(ana, ben, exchange_id, in_days(2), durationMinutes=60)
    for time, status in ((in_days(2), 409), (in_days(2 + HOUR / 2), 409), (in_days(2 + HOUR), 200)):
        session_id = proposed(ben, exchange_id, time)
        answer = act(ana, "acceptSession", session_id)
        assert answer.status == status, answer.text


@pytest.mark.parametrize("freed_by", ["cancel", "reschedule", "nothing"])
def test_a_time_is_free_again_when_its_session_is_canceled_or_moved(
    ana: Person, ben: Person, cleo: Person, exchange_id: str, freed_by: str
) -> None:
    taken = scheduled(ana, ben, exchange_id, in_days(2))
    session_id = proposed(cleo, agreed(ana, cleo), in_days(2))
    if freed_by == "cancel":
        act(ben, "cancelSession", taken)
    elif freed_by == "reschedule":
        reschedule(ben, taken, in_days(2 + HOUR / 6))
    assert act(ana, "acceptSession", session_id).status == (409 if freed_by == "nothing" else 200)
    if freed_by == "reschedule":
        assert act(ana, "acceptSession", taken).problem == "time-taken"


@pytest.mark.parametrize("concluded", ["completed", "no-show"])
def test_what_took_place_still_takes_its_time(
    stopped_clock: StoppedClock,
    ana: Person,
    ben: Person,
    cleo: Person,
    exchange_id: str,
    concluded: str,
) -> None:
    with_cleo = agreed(ana, cleo)
    session_id = scheduled(ana, ben, exchange_id, in_days(1), durationMinutes=240)
    waiting = proposed(cleo, with_cleo, in_days(1 + HOUR))
    later(stopped_clock, ana, ben, days=1, minutes=10)
    if concluded == "completed":
        for person in (ana, ben):
            act(person, "markCompleted", session_id)
    else:
        act(ana, "reportNoShow", session_id)
    assert act(ana, "acceptSession", waiting).problem == "time-taken"


def test_to_reschedule_keeps_the_session_and_asks_the_other_again(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = scheduled(ana, ben, exchange_id, in_days(2))
    moved = reschedule(ben, session_id, in_days(3), durationMinutes=30, locationDetails="Café").json
    assert (moved["id"], moved["status"], moved["proposedBy"]) == (session_id, "proposed", ben.id)
    assert (moved["durationMinutes"], moved["locationDetails"]) == (30, "Café")
    assert instant(moved["scheduledTime"]) == instant(in_days(3))
    answer = act(ben, "acceptSession", session_id)
    assert (answer.problem, answer.json["current"]) == ("wrong-state", "proposed")
    # What waits may be moved by either, and waits for the other then.
    again = reschedule(ana, session_id, in_days(4)).json
    assert (again["durationMinutes"], again["locationDetails"]) == (30, "Café")
    assert again["timeZone"] == "Europe/Berlin"
    assert act(ana, "acceptSession", session_id).problem == "wrong-state"
    assert act(ben, "acceptSession", session_id).json["status"] == "accepted"
    [only] = ana.get(f"/exchange/{exchange_id}").json["sessions"]
    assert only["id"] == session_id


def test_what_are_no_other_times_are_refused(ana: Person, ben: Person, exchange_id: str) -> None:
    session_id = scheduled(ana, ben, exchange_id)
    with nothing_written():
        for changes, pointer in BAD_TIMES:
            answer = act(ana, "rescheduleSession", session_id, **changes)
            assert answer.pointers == [pointer], changes


# The start lies at a whole second, the clock between two.
@pytest.mark.parametrize(
    ("before_start", "is_late"),
    [
        (timedelta(days=1), False),
        (timedelta(hours=12), False),
        (timedelta(hours=12, milliseconds=-1), True),
        (timedelta(seconds=1), True),
        (timedelta(0), True),
        (timedelta(minutes=-10, milliseconds=1), True),
    ],
    ids=str,
)
def test_to_cancel_less_than_twelve_hours_before_is_late(
    stopped_clock: StoppedClock,
    ana: Person,
    ben: Person,
    exchange_id: str,
    *,
    before_start: timedelta,
    is_late: bool,
) -> None:
    start = in_days(2)
    session_id = scheduled(ana, ben, exchange_id, start)
    _until(stopped_clock, instant(start) - before_start, ana, ben)
    canceled = act(ben, "cancelSession", session_id).json
    assert (canceled["status"], canceled["lateCancellation"]) == ("canceled", is_late)
    assert (reliability(ana), reliability(ben)) == ((0, 0, 0), (0, int(is_late), 0))


def _until(clock: StoppedClock, at: datetime, *people: Person) -> None:
    later(clock, *people, seconds=(at - clock.now()).total_seconds())


def test_what_nobody_has_agreed_to_is_never_canceled_late(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    for by in (ana, ben):
        session_id = proposed(ana, exchange_id, in_days(HOUR))
        assert act(by, "cancelSession", session_id).json["lateCancellation"] is False
    assert reliability(ana) == reliability(ben) == (0, 0, 0)


@pytest.mark.parametrize(
    ("days_ahead", "canceled_by", "late"),
    [(0.4, "ana", "ben"), (0.4, "ben", "ben"), (0.6, "ana", None), (0.6, "ben", None)],
)
def test_who_moves_a_session_late_has_canceled_it_late_if_it_comes_to_nothing(
    ana: Person,
    ben: Person,
    exchange_id: str,
    *,
    days_ahead: float,
    canceled_by: str,
    late: str | None,
) -> None:
    people = {"ana": ana, "ben": ben}
    session_id = scheduled(ana, ben, exchange_id, in_days(days_ahead))
    assert reschedule(ben, session_id, in_days(5)).json["lateCancellation"] is False
    # Whoever proposes yet another time does not change who has dropped the one agreed.
    reschedule(ana, session_id, in_days(6))
    canceled = act(people[canceled_by], "cancelSession", session_id).json
    assert canceled["lateCancellation"] is (late is not None)
    assert reliability(ana) == (0, 0, 0)
    assert reliability(ben) == (0, int(late == "ben"), 0)


def test_who_moves_a_session_late_is_forgiven_if_the_other_agrees(
    ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = scheduled(ana, ben, exchange_id, in_days(0.4))
    reschedule(ben, session_id, in_days(5))
    act(ana, "acceptSession", session_id)
    assert act(ana, "cancelSession", session_id).json["lateCancellation"] is False
    assert reliability(ana) == reliability(ben) == (0, 0, 0)


def test_a_session_that_both_have_marked_is_completed(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = scheduled(ana, ben, exchange_id)
    later(stopped_clock, ana, ben, days=2)
    marked = act(ben, "markCompleted", session_id).json
    assert (marked["status"], marked["isCompleted"]) == ("accepted", False)
    assert marked["completedBy"] == [ben.id]
    completed = act(ana, "markCompleted", session_id).json
    assert (completed["status"], completed["isCompleted"]) == ("completed", True)
    assert completed["completedBy"] == [ben.id, ana.id]
    assert reliability(ana) == reliability(ben) == (1, 0, 0)
    for person in (ana, ben):
        assert person.profile_of(person).json["stats"]["exchangesCompleted"] == 1


@pytest.mark.parametrize("marked", [True, False])
def test_a_session_is_assumed_to_have_taken_place_72_hours_after_its_end(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str, *, marked: bool
) -> None:
    start = in_days(2)
    session_id = scheduled(ana, ben, exchange_id, start)
    due = instant(start) + timedelta(hours=72, minutes=15)
    if marked:
        later(stopped_clock, ana, ben, days=2)
        act(ana, "markCompleted", session_id)
    _until(stopped_clock, due - timedelta(milliseconds=1), ana, ben)
    assert seen(ben, session_id, exchange_id)["isCompleted"] is False
    _until(stopped_clock, due, ana, ben)
    with nothing_written():
        assumed = seen(ben, session_id, exchange_id)
        assert (assumed["status"], assumed["isCompleted"]) == ("completed", True)
        assert assumed["changedBy"] is None
        assert ana.get(f"/exchange/{exchange_id}").json["status"] == "completed"
        for action in ("markCompleted", "reportNoShow", "cancelSession"):
            answer = act(ben, action, session_id)
            assert (answer.problem, answer.json["current"]) == ("wrong-state", "completed")


def test_a_no_show_counts_until_it_is_contested(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = scheduled(ana, ben, exchange_id)
    later(stopped_clock, ana, ben, days=2, minutes=10)
    reported = act(ana, "reportNoShow", session_id).json
    assert (reported["status"], reported["noShowReportedBy"]) == ("no_show", ana.id)
    assert (reliability(ana), reliability(ben)) == ((0, 0, 0), (0, 0, 1))
    contested = act(ben, "contestNoShow", session_id).json
    assert (contested["status"], contested["noShowContested"]) == ("no_show", True)
    assert reliability(ana) == reliability(ben) == (0, 0, 0)
    # Who has reported it can agree, who has not cannot.
    assert act(ben, "markCompleted", session_id).problem == "wrong-state"
    completed = act(ana, "markCompleted", session_id).json
    assert (completed["status"], completed["noShowContested"]) == ("completed", True)
    assert reliability(ana) == reliability(ben) == (1, 0, 0)
    assert ana.get(f"/exchange/{exchange_id}").json["status"] == "completed"


def test_who_has_marked_a_session_is_reported_by_the_other_still(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    session_id = scheduled(ana, ben, exchange_id)
    later(stopped_clock, ana, ben, days=2, minutes=10)
    act(ana, "markCompleted", session_id)
    assert act(ben, "reportNoShow", session_id).json["status"] == "no_show"
    assert reliability(ana) == (0, 0, 1)
    act(ana, "contestNoShow", session_id)
    assert act(ben, "markCompleted", session_id).json["isCompleted"] is True
    assert reliability(ana) == reliability(ben) == (1, 0, 0)


def test_a_session_that_nobody_accepts_lapses_at_its_last_slot(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    last = in_days(2)
    session_id = proposed(ana, exchange_id, last, in_days(1))
    _until(stopped_clock, instant(last) - timedelta(milliseconds=1), ana, ben)
    assert seen(ben, session_id, exchange_id)["status"] == "proposed"
    _until(stopped_clock, instant(last), ana, ben)
    lapsed = seen(ben, session_id, exchange_id)
    assert (lapsed["status"], lapsed["cancelReason"]) == ("canceled", "lapsed")
    assert lapsed["changedBy"] is None
    answer = act(ben, "acceptSession", session_id)
    assert (answer.problem, answer.json["current"]) == ("wrong-state", "canceled")
    assert reliability(ana) == reliability(ben) == (0, 0, 0)
    # The exchange goes on.
    assert ana.get(f"/exchange/{exchange_id}").json["status"] == "accepted"
    assert request(ana, ben).status == 201
