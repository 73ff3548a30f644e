"""Actions are listed wherever an exchange or a session is shown."""

from datetime import timedelta

import pytest

from exchange.refusals import MAX_OPEN_SESSIONS
from tests.support.clock import StoppedClock
from tests.support.exchanges import (
    act,
    agreed,
    in_days,
    instant,
    new_session_body,
    proposed,
    scheduled,
)
from tests.support.gateway import Json
from tests.support.people import Person

pytestmark = pytest.mark.usefixtures("stopped_clock")

WHILE_PROPOSED = ["acceptSession", "rescheduleSession", "cancelSession"]


@pytest.fixture
def exchange_id(ana: Person, ben: Person) -> str:
    """An exchange that Ana has proposed and Ben has accepted."""
    return agreed(ana, ben)


def names(view: Json) -> list[str]:
    """Returns what may be done with an exchange or session now."""
    return [action["name"] for action in view["actions"]]


def views(person: Person, exchange_id: str) -> list[tuple[Json, Json]]:
    """Returns an exchange and its only session, each as often as somebody is shown it."""
    shown = person.get(f"/exchange/{exchange_id}").json
    (listed,) = person.get("/exchange/list").json["items"]
    (scheduled,) = person.get("/exchange/schedule").json["items"]
    return [(shown, shown["sessions"][0]), (listed, listed["sessions"][0]), (shown, scheduled)]


def test_every_view_tells_the_same(ana: Person, ben: Person, exchange_id: str) -> None:
    proposed(ana, exchange_id)
    for person, may in ((ana, WHILE_PROPOSED[1:]), (ben, WHILE_PROPOSED)):
        for exchange, session in views(person, exchange_id):
            assert names(exchange) == ["cancel", "createSession"]
            assert names(session) == may
            assert session["upcomingActions"] == []


def test_a_block_leaves_out_what_it_forbids(ana: Person, ben: Person, exchange_id: str) -> None:
    once = {"Idempotency-Key": "once"}
    body = new_session_body(exchange_id)
    ana.post("/exchange/createSession", body, headers=once)
    assert ben.block(ana).status == 200
    for person in (ana, ben):
        for exchange, session in views(person, exchange_id):
            assert names(exchange) == ["cancel"]
            assert names(session) == ["cancelSession"]
    again = ana.post("/exchange/createSession", body, headers=once)
    assert (again.status, names(again.json)) == (201, ["cancelSession"])
    assert act(ben, "acceptSession", again.json["id"]).problem == "not-found"


def test_no_session_can_be_proposed_while_too_many_are_open(ana: Person, exchange_id: str) -> None:
    first, *_ = (
        proposed(ana, exchange_id, in_days(day)) for day in range(1, MAX_OPEN_SESSIONS + 1)
    )
    assert names(ana.get(f"/exchange/{exchange_id}").json) == ["cancel"]
    assert act(ana, "cancelSession", first).status == 200
    assert names(ana.get(f"/exchange/{exchange_id}").json) == ["cancel", "createSession"]


def test_what_is_agreed_tells_until_when_it_can_be_given_up_and_what_comes_then(
    stopped_clock: StoppedClock, ana: Person, ben: Person, exchange_id: str
) -> None:
    scheduled(ana, ben, exchange_id, (stopped_clock.now() + timedelta(days=2)).isoformat())
    (session,) = ana.get(f"/exchange/{exchange_id}").json["sessions"]
    start = instant(session["scheduledTime"])

    def told(text: str | None) -> timedelta | None:
        return instant(text) - start if text else None

    assert [
        (it["name"], told(it["until"]), it["counted"], told(it["countedAfter"]))
        for it in session["actions"]
    ] == [
        ("rescheduleSession", timedelta(0), False, timedelta(hours=-12)),
        ("cancelSession", timedelta(minutes=10), False, timedelta(hours=-12)),
    ]
    assumed = timedelta(minutes=15, hours=72)
    assert [
        (it["name"], told(it["from"]), told(it["until"])) for it in session["upcomingActions"]
    ] == [
        ("markCompleted", timedelta(0), assumed),
        ("reportNoShow", timedelta(minutes=10), assumed),
    ]
