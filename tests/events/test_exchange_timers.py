"""Deadlines of exchanges and sessions: which timers wait, and what they bring about."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from learn_exchange import ids
from tests.support.bus import Bus, consume
from tests.support.clock import StoppedClock
from tests.support.exchanges import (
    act,
    agreed,
    in_days,
    instant,
    just_completed,
    later,
    proposed,
    rate,
    requested,
    scheduled,
)
from tests.support.gateway import Answer, Gateway
from tests.support.people import Person
from tests.support.rows import nothing_written
from tests.support.stream import Stream
from tests.support.timers import fire, fire_due, message, queued, timers

SECOND = timedelta(seconds=1)

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def stream(bus: Bus) -> Stream:
    """The stream of the table, with the bus and the consumers behind it."""
    return Stream("exchange")


def planned(stream: Stream, bus: Bus) -> dict[str, datetime]:
    """Names of the timers of exchanges that wait once all have heard of all, and when they fire."""
    stream.go_round(bus)
    return {timer.name: timer.fires_at for timer in timers()}


def assert_not_early(fires_at: datetime, deadline: datetime) -> None:
    """Check that a timer fires at its deadline, or within the second after it."""
    assert deadline <= fires_at <= deadline + SECOND


def test_a_request_waits_for_its_answer(bus: Bus, stream: Stream, ana: Person, ben: Person) -> None:
    exchange_id = requested(ana, ben)
    [(name, at)] = planned(stream, bus).items()
    assert name == f"exchange-deadline-{exchange_id}-1"
    expires_at = instant(ben.get(f"/exchange/{exchange_id}").json["expiresAt"])
    assert expires_at.microsecond
    assert_not_early(at, expires_at)


@pytest.mark.parametrize("answer", ["accept", "decline", "cancel"])
def test_once_it_is_answered_nothing_waits(
    bus: Bus, stream: Stream, ana: Person, ben: Person, answer: str
) -> None:
    exchange_id = requested(ana, ben)
    planned(stream, bus)
    who = ana if answer == "cancel" else ben
    assert who.patch(f"/exchange/{answer}", {"exchangeId": exchange_id}).status == 200
    assert planned(stream, bus) == {}


def test_a_session_has_the_timers_of_the_state_that_it_is_in(
    stopped_clock: StoppedClock, bus: Bus, stream: Stream, ana: Person, ben: Person
) -> None:
    exchange_id = agreed(ana, ben)
    start = stopped_clock.now().replace(microsecond=0) + timedelta(days=2)
    session_id = proposed(ana, exchange_id, in_days(1), in_days(2))
    deadline = f"exchange-deadline-{session_id}"
    day, hour = (f"session-reminder-{which}-{session_id}" for which in ("24h", "1h"))
    assumed = start + timedelta(hours=72, minutes=15) + SECOND
    assert planned(stream, bus) == {f"{deadline}-1": start + SECOND}

    assert act(ben, "acceptSession", session_id, slot=1).status == 200
    assert planned(stream, bus) == {
        f"{deadline}-2": assumed,
        f"{day}-2": start - timedelta(hours=24),
        f"{hour}-2": start - timedelta(hours=1),
    }

    times = {"sessionId": session_id, "scheduledTime": in_days(0.5)}
    assert ben.patch("/exchange/rescheduleSession", times).status == 200
    start -= timedelta(days=1.5)
    assert planned(stream, bus) == {f"{deadline}-3": start + SECOND}

    assert act(ana, "acceptSession", session_id).status == 200
    assumed = start + timedelta(hours=72, minutes=15) + SECOND
    assert planned(stream, bus) == {
        f"{deadline}-4": assumed,
        f"{hour}-4": start - timedelta(hours=1),
    }

    later(stopped_clock, ana, ben, hours=13)
    fire_due(bus)
    assert act(ana, "markCompleted", session_id).status == 200
    assert planned(stream, bus) == {f"{deadline}-5": assumed}

    assert act(ben, "markCompleted", session_id).status == 200
    revealed = stopped_clock.now().replace(microsecond=0) + timedelta(days=14) + SECOND
    assert planned(stream, bus) == {f"{deadline}-6": revealed}
    assert queued() == []


@pytest.mark.parametrize("action", ["cancelSession", "reportNoShow"])
def test_what_has_ended_without_completion_waits_for_nothing(
    stopped_clock: StoppedClock, bus: Bus, stream: Stream, ana: Person, ben: Person, action: str
) -> None:
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(1))
    assert planned(stream, bus)
    if action == "reportNoShow":
        later(stopped_clock, ana, ben, days=1, minutes=10)
    assert act(ana, action, session_id).status == 200
    assert planned(stream, bus) == {}


def test_a_sealed_rating_sets_and_moves_no_timer(
    bus: Bus, stream: Stream, ana: Person, ben: Person
) -> None:
    session_id = just_completed(ana, ben)
    before = planned(stream, bus)
    assert len(before) == 1
    assert rate(ana, session_id).status == 201
    assert planned(stream, bus) == before


def test_a_deadline_that_has_passed_goes_to_the_queue_at_once(
    stopped_clock: StoppedClock, bus: Bus, stream: Stream, ana: Person, ben: Person
) -> None:
    exchange_id = requested(ana, ben)
    stopped_clock.forward(days=15)
    assert planned(stream, bus) == {}
    [at_once] = queued()
    assert at_once == message("exchange-deadline", exchange_id, 1)
    fire(at_once, bus)
    ben.refresh()
    exchange = ben.get(f"/exchange/{exchange_id}").json
    assert (exchange["status"], exchange["cancelReason"]) == ("canceled", "expired")


def test_events_that_come_twice_and_out_of_order_leave_the_same_timers(
    bus: Bus, stream: Stream, ana: Person, ben: Person
) -> None:
    session_id = proposed(ana, agreed(ana, ben), in_days(2))
    stream.announce()
    first = list(bus.waiting)
    bus.waiting.clear()
    assert act(ben, "acceptSession", session_id).status == 200
    stream.announce()
    second = list(bus.waiting)
    for order in ([*second, *first], [*first, *second], [*second, *first, *second, *first]):
        bus.waiting = [*order]
        assert bus.deliver() == []
        names = {timer.name.rpartition("-")[2] for timer in timers()}
        assert names == {"2"}
        assert len(timers()) == 3


def expires(ana: Person, ben: Person, _: StoppedClock) -> tuple[str, int, timedelta]:
    return requested(ana, ben), 1, timedelta(days=14)


def lapses(ana: Person, ben: Person, clock: StoppedClock) -> tuple[str, int, timedelta]:
    exchange_id = agreed(ana, ben)
    start = clock.now().replace(microsecond=0) + timedelta(days=2)
    return proposed(ana, exchange_id, in_days(1), in_days(2)), 1, start - clock.now()


def is_assumed(ana: Person, ben: Person, clock: StoppedClock) -> tuple[str, int, timedelta]:
    end = clock.now().replace(microsecond=0) + timedelta(days=1, minutes=15)
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(1))
    return session_id, 2, end + timedelta(hours=72) - clock.now()


def is_assumed_of_one(ana: Person, ben: Person, clock: StoppedClock) -> tuple[str, int, timedelta]:
    end = clock.now().replace(microsecond=0) + timedelta(days=1, minutes=15)
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(1))
    later(clock, ana, ben, days=1)
    assert act(ana, "markCompleted", session_id).status == 200
    return session_id, 3, end + timedelta(hours=72) - clock.now()


def is_revealed(ana: Person, ben: Person, _: StoppedClock) -> tuple[str, int, timedelta]:
    session_id = just_completed(ana, ben)
    assert rate(ana, session_id, 2).status == 201
    return session_id, 4, timedelta(days=14)


Happening = Callable[[Person, Person, StoppedClock], tuple[str, int, timedelta]]


@pytest.mark.parametrize("happening", [expires, lapses, is_assumed, is_assumed_of_one, is_revealed])
def test_a_timer_writes_what_reading_has_shown_since_the_deadline(
    stopped_clock: StoppedClock,
    bus: Bus,
    gateway: Gateway,
    ana: Person,
    ben: Person,
    happening: Happening,
) -> None:
    calendar = ben.post("/exchange/calendarToken").json["calendarUrl"].partition("example")[2]
    subject_id, revision, until = happening(ana, ben, stopped_clock)
    timer = message("exchange-deadline", subject_id, revision)

    def seen() -> list[Any]:
        for person in (ana, ben):
            person.refresh()
        answers: list[Answer] = [gateway.get(calendar)]
        for viewer in (ana, ben):
            answers += [
                viewer.get("/exchange/list"),
                viewer.get("/exchange/schedule", query={"from": "2060-01-01T00:00:00Z"}),
            ]
        told: list[Any] = [answer.text for answer in answers]
        return told + [
            viewer.get(f"/exchange/ratings/{person.id}").json["items"]
            for viewer in (ana, ben)
            for person in (ana, ben)
        ]

    stopped_clock.at += until - timedelta(milliseconds=1)
    early = seen()
    with nothing_written():
        fire(timer, bus)
    stopped_clock.forward(milliseconds=1)
    read = seen()
    assert read != early
    stopped_clock.forward(minutes=1)
    assert seen() == read
    fire(timer, bus)
    assert seen() == read
    for stale in (revision, revision - 1, revision + 1):
        ana.refresh()
        with nothing_written():
            fire(message("exchange-deadline", subject_id, stale), bus)


def test_what_the_deadline_brings_about_is_announced_and_nobody_has_done_it(
    stopped_clock: StoppedClock, bus: Bus, stream: Stream, ana: Person, ben: Person
) -> None:
    scheduled(ana, ben, agreed(ana, ben), in_days(1))
    planned(stream, bus)
    announced: list[tuple[str, str | None]] = []
    for _ in range(6):
        stopped_clock.forward(days=4)
        fire_due(bus)
        stream.announce()
        announced += [(name, detail["actorId"]) for name, detail in bus.announced]
        stream.go_round(bus)
    assert [event for event in announced if event[0] != "SessionReminderDue"] == [
        ("ExchangeCompleted", None),
        ("SessionCompleted", None),
    ]
    assert timers() == []


def test_an_exchange_that_both_have_left_to_the_clock_counts_once(
    stopped_clock: StoppedClock, bus: Bus, stream: Stream, ana: Person, ben: Person
) -> None:
    scheduled(ana, ben, agreed(ana, ben), in_days(1))
    planned(stream, bus)
    for _ in range(3):
        stopped_clock.forward(days=10)
        fire_due(bus)
        stream.go_round(bus)
    ana.refresh()
    for person in (ana, ben):
        stats = ana.profile_of(person).json["stats"]
        assert stats["exchangesCompleted"] == 1
        assert stats["reliability"]["sessionsCompleted"] == 1


def test_a_timer_of_what_is_not_there_comes_again_until_it_is_set_aside(bus: Bus) -> None:
    nowhere = message("exchange-deadline", ids.new_id(), 1)
    assert consume("timers.announce", [nowhere]) == []
    assert bus.deliver() == [("exchange.meet_deadline", "TimerFired")]
