"""Answering requests, letting them expire, listing exchanges, and people who are blocked."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import pytest

from learn_exchange import ids
from learn_exchange.tables.users import Stats
from tests.support.clock import StoppedClock
from tests.support.conversations import opened
from tests.support.exchanges import (
    act,
    agreed,
    in_days,
    instant,
    later,
    propose,
    proposed,
    rate,
    request,
    requested,
    scheduled,
)
from tests.support.gateway import Answer, Json
from tests.support.people import Person
from tests.support.rows import nothing_written

ACTIONS = ["accept", "decline", "cancel"]


@pytest.fixture
def cleo(new_person: Callable[..., Person]) -> Person:
    """Somebody else again."""
    return new_person(firstName="Cleo")


def answered(person: Person, action: str, exchange_id: str, **more: Any) -> Answer:
    """Returns what somebody gets who accepts, declines or cancels."""
    return person.patch(f"/exchange/{action}", {"exchangeId": exchange_id, **more})


def seen(person: Person, exchange_id: str) -> Json:
    """Returns an exchange as somebody sees it."""
    answer = person.get(f"/exchange/{exchange_id}")
    assert answer.status == 200, answer.text
    content: Json = answer.json
    return content


def listed(person: Person, **query: str) -> list[str]:
    """Returns the ids in a person's list."""
    answer = person.get("/exchange/list", query=query)
    assert answer.status == 200, answer.text
    return [item["id"] for item in answer.json["items"]]


def under_way(*people: Person) -> list[int]:
    """Returns how many exchanges of each count as under way."""
    return [int((Stats.key(it.id).get() or Stats()).exchanges_under_way) for it in people]


def test_what_is_no_id_of_an_exchange_is_refused(ana: Person) -> None:
    for action in ACTIONS:
        for bad in ("", "x", "me", ids.EXAMPLE[:-1], f"{ids.EXAMPLE}0", None, 7, [ids.EXAMPLE]):
            answer = ana.patch(f"/exchange/{action}", {"exchangeId": bad})
            assert answer.pointers == ["/exchangeId"], bad


def test_an_exchange_of_others_or_of_nobody_is_not_found(
    ana: Person, ben: Person, cleo: Person
) -> None:
    exchange_id = agreed(ana, ben)
    session_id = proposed(ana, exchange_id)
    sibling = ids.related_id(exchange_id)
    with nothing_written():
        for some_id in (exchange_id, session_id, sibling, ids.new_id()):
            for action in ACTIONS:
                assert answered(cleo, action, some_id).problem == "not-found"
            assert cleo.get(f"/exchange/{some_id}").problem == "not-found"
            assert propose(cleo, some_id).problem == "not-found"
        assert ana.get(f"/exchange/{sibling}").problem == "not-found"
    assert listed(cleo) == []


def test_an_exchange_is_not_acted_on_by_the_id_of_its_session(ana: Person, ben: Person) -> None:
    exchange_id = agreed(ana, ben)
    session_id = proposed(ana, exchange_id)
    with nothing_written():
        assert act(ben, "acceptSession", exchange_id).problem == "not-found"
        assert act(ben, "acceptSession", ids.related_id(exchange_id)).problem == "not-found"
    assert seen(ana, exchange_id)["sessions"][0]["id"] == session_id


def test_a_reason_to_decline_is_kept_as_it_was_sent(ana: Person, ben: Person) -> None:
    for reason in ("Not yet.", "👩🏽‍🏫", "עברית", "a\u200bb", "x" * 500, "🌻" * 500):
        exchange_id = requested(ana, ben)
        declined = answered(ben, "decline", exchange_id, reason=reason).json
        assert (declined["status"], declined["cancelReason"]) == ("canceled", "declined")
        assert declined["declineReason"] == seen(ana, exchange_id)["declineReason"] == reason


def test_what_is_no_reason_is_refused(ana: Person, ben: Person) -> None:
    exchange_id = requested(ana, ben)
    with nothing_written():
        for reason in ("", " \n", "\u200b", "x" * 501):
            assert answered(ben, "decline", exchange_id, reason=reason).pointers == ["/reason"]


def test_a_request_expires_though_no_timer_has_fired(
    stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    exchange_id = requested(ana, ben)
    expires_at = instant(seen(ana, exchange_id)["expiresAt"])
    later(stopped_clock, ana, ben, days=14, milliseconds=-1)
    assert (seen(ben, exchange_id)["status"], listed(ben, status="pending")) == (
        "pending",
        [exchange_id],
    )
    assert listed(ana, status="canceled") == []
    later(stopped_clock, ana, ben, milliseconds=1)
    with nothing_written():
        expired = seen(ben, exchange_id)
        assert (expired["status"], expired["cancelReason"]) == ("canceled", "expired")
        assert expired["changedBy"] is expired["expiresAt"] is None
        assert instant(expired["changedAt"]) == expires_at == stopped_clock.now()
        for person in (ana, ben):
            assert listed(person) == listed(person, status="canceled") == [exchange_id]
            assert listed(person, status="pending") == []
        for person, action in ((ben, "accept"), (ben, "decline"), (ana, "cancel")):
            answer = answered(person, action, exchange_id)
            assert (answer.status, answer.problem) == (409, "wrong-state")
            assert answer.json["current"] == "canceled"


def test_an_answered_request_expires_no_longer(
    stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    exchange_id = agreed(ana, ben)
    assert seen(ana, exchange_id)["expiresAt"] is None
    later(stopped_clock, ana, ben, days=15)
    assert seen(ana, exchange_id)["status"] == "accepted"


def pages_of(person: Person, query: dict[str, str], limit: int) -> Iterator[list[str]]:
    """Yields the ids on each page of a list."""
    query = query | {"limit": str(limit)}
    while True:
        page = person.get("/exchange/list", query=query).json
        yield [item["id"] for item in page["items"]]
        if page["nextCursor"] is None:
            return
        query["cursor"] = page["nextCursor"]


def test_exchanges_are_listed_by_status_and_role(ana: Person, ben: Person) -> None:
    declined, accepted, pending, theirs = (
        requested(ana, ben, "A"),
        agreed(ana, ben, "B"),
        requested(ana, ben, "C"),
        requested(ben, ana, "D"),
    )
    answered(ben, "decline", declined)
    expected = {
        ("", ""): [theirs, pending, accepted, declined],
        ("pending", ""): [theirs, pending],
        ("pending", "initiator"): [pending],
        ("pending", "receiver"): [theirs],
        ("accepted", ""): [accepted],
        ("accepted", "receiver"): [],
        ("canceled", "initiator"): [declined],
        ("completed", ""): [],
        ("", "receiver"): [theirs],
        ("", "initiator"): [pending, accepted, declined],
    }
    for (status, role), found in expected.items():
        query = {name: value for name, value in (("status", status), ("role", role)) if value}
        assert listed(ana, **query) == found, query
        others_role = {"initiator": "receiver", "receiver": "initiator"}
        mirrored = query | ({"role": others_role[role]} if role else {})
        assert listed(ben, **mirrored) == found, mirrored
        for limit in (1, 2):
            pages = [*pages_of(ana, query, limit)]
            assert list(chain.from_iterable(pages)) == found
            assert all(len(page) == limit for page in pages[:-1])


def test_a_cursor_of_another_list_is_refused(ana: Person, ben: Person) -> None:
    for number in range(3):
        requested(ana, ben, f"Skill {number}")
    cursor = ana.get("/exchange/list", query={"limit": "1"}).json["nextCursor"]
    lists: list[dict[str, str]] = [{"status": "pending"}, {"role": "initiator"}]
    for query in lists:
        answer = ana.get("/exchange/list", query=query | {"cursor": cursor})
        assert (answer.status, answer.problem) == (400, "malformed-request")
        own = ana.get("/exchange/list", query=query | {"limit": "1"}).json["nextCursor"]
        assert ana.get("/exchange/list", query={"cursor": own}).status == 400
    for path in ("/exchange/schedule", f"/exchange/ratings/{ana.id}", f"/user/{ana.id}/followers"):
        assert ana.get(path, query={"cursor": cursor}).status == 400


@pytest.mark.parametrize("blocked_by", ["ana", "ben"])
def test_between_blocked_people_nothing_is_requested_and_what_is_pending_is_hidden(
    ana: Person, ben: Person, blocked_by: str
) -> None:
    conversation = opened(ana, ben)
    pending, declined = requested(ana, ben, "A"), requested(ana, ben, "B")
    answered(ben, "decline", declined)
    one, other = (ana, ben) if blocked_by == "ana" else (ben, ana)
    one.block(other)
    with nothing_written():
        for person, partner in ((ana, ben), (ben, ana)):
            assert request(person, partner).problem == "not-found"
            terms = {"conversationId": conversation["id"], "offeredSkill": "Go"}
            answer = person.post("/exchange/create", terms | {"requestedSkill": "Chess"})
            assert answer.problem == "not-found"
            for exchange_id in (pending, declined):
                assert person.get(f"/exchange/{exchange_id}").problem == "not-found"
            assert listed(person) == listed(person, status="pending") == []
        assert answered(ben, "accept", pending).problem == "not-found"
    other.unblock(one)
    one.unblock(other)
    for person in (ana, ben):
        assert listed(person) == [declined, pending]
    assert answered(ben, "accept", pending).status == 200


@pytest.mark.parametrize("blocked_by", ["ana", "ben"])
def test_what_is_hidden_can_be_neither_withdrawn_nor_declined(
    ana: Person, ben: Person, blocked_by: str
) -> None:
    pending, declined = requested(ana, ben, "A"), requested(ana, ben, "B")
    answered(ben, "decline", declined)
    one, other = (ana, ben) if blocked_by == "ana" else (ben, ana)
    one.block(other)
    with nothing_written():
        for person, action in ((ana, "cancel"), (ben, "decline"), (ana, "accept")):
            for exchange_id in (pending, declined):
                for seen in ({}, {"revision": 7}):
                    body = {"exchangeId": exchange_id, **seen}
                    answer = person.patch(f"/exchange/{action}", body)
                    assert answer.problem == "not-found"
        for person in (ana, ben):
            assert propose(person, pending).problem == "not-found"
        assert request(ana, ben, "A").problem == "not-found"
    one.unblock(other)
    assert answered(ana, "cancel", pending).json["cancelReason"] == "withdrawn"


@pytest.mark.parametrize("blocked_by", ["ana", "ben"])
def test_what_blocked_people_have_agreed_is_seen_and_ended_but_not_added_to(
    stopped_clock: StoppedClock, ana: Person, ben: Person, blocked_by: str
) -> None:
    exchange_id = agreed(ana, ben)
    waiting = proposed(ana, exchange_id, in_days(5))
    canceled, marked, reported = (
        scheduled(ana, ben, exchange_id, in_days(day)) for day in (2, 3, 4)
    )
    one, other = (ana, ben) if blocked_by == "ana" else (ben, ana)
    one.block(other)
    with nothing_written():
        for person in (ana, ben):
            assert seen(person, exchange_id)["status"] == "accepted"
            assert listed(person) == listed(person, status="accepted") == [exchange_id]
            assert propose(person, exchange_id).problem == "not-found"
            answer = act(person, "rescheduleSession", marked, scheduledTime=in_days(9))
            assert answer.problem == "not-found"
        assert act(ben, "acceptSession", waiting).problem == "not-found"
    assert act(ben, "cancelSession", canceled).status == 200
    later(stopped_clock, ana, ben, days=3)
    for person in (ana, ben):
        assert act(person, "markCompleted", marked).status == 200
    for person in (ana, ben):
        assert rate(person, marked).status == 201
    later(stopped_clock, ana, ben, days=1, minutes=10)
    assert act(ana, "reportNoShow", reported).status == 200
    assert act(ben, "contestNoShow", reported).status == 200
    assert answered(ana, "cancel", exchange_id).status == 200


def test_an_exchange_is_canceled_with_its_open_sessions(
    stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    exchange_id = agreed(ana, ben)
    soon = scheduled(ana, ben, exchange_id, in_days(0.4))
    far = scheduled(ana, ben, exchange_id, in_days(2))
    open_one = proposed(ben, exchange_id)
    earlier = proposed(ben, exchange_id, durationMinutes=30)
    act(ana, "cancelSession", earlier)
    assert under_way(ana, ben) == [1, 1]
    ended = answered(ben, "cancel", exchange_id).json
    assert (ended["status"], ended["cancelReason"]) == ("canceled", "canceled")
    assert ended == seen(ana, exchange_id) | {"sessions": ended["sessions"]}
    late = {it["id"]: it["lateCancellation"] for it in ended["sessions"]}
    assert {it["status"] for it in ended["sessions"]} == {"canceled"}
    assert late == {soon: True, far: False, open_one: False, earlier: False}
    assert under_way(ana, ben) == [0, 0]
    for person, number in ((ana, 0), (ben, 1)):
        reliability = ana.profile_of(person).json["stats"]["reliability"]
        assert reliability["lateCancellations"] == number
    # Both are free again.
    again = agreed(ana, ben)
    assert scheduled(ana, ben, again, in_days(2))


def test_an_exchange_is_not_canceled_while_a_session_is_not_concluded(
    stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    exchange_id = agreed(ana, ben)
    session_id = scheduled(ana, ben, exchange_id)
    waiting = proposed(ana, exchange_id, in_days(4))
    later(stopped_clock, ana, ben, days=2)
    for concluded in (False, True):
        with nothing_written():
            answer = answered(ana, "cancel", exchange_id)
            assert (answer.status, answer.problem) == (409, "wrong-state")
        if not concluded:
            act(ana, "markCompleted", session_id)
    act(ben, "markCompleted", session_id)
    # A session is open: the exchange is not completed yet, and can be ended.
    assert answered(ana, "cancel", exchange_id).json["status"] == "canceled"
    assert [it["status"] for it in seen(ana, exchange_id)["sessions"]] == ["completed", "canceled"]
    assert seen(ana, exchange_id)["sessions"][1]["id"] == waiting
    assert under_way(ana, ben) == [0, 0]


@pytest.mark.parametrize("how", ["cancel", "lapse", "contest"])
def test_an_exchange_is_completed_when_a_session_was_and_none_is_open(
    stopped_clock: StoppedClock, ana: Person, ben: Person, how: str
) -> None:
    exchange_id = agreed(ana, ben)
    first = scheduled(ana, ben, exchange_id, in_days(2))
    second = (proposed if how == "lapse" else _scheduled_with(ben))(ana, exchange_id, in_days(3))
    later(stopped_clock, ana, ben, days=2)
    for person in (ana, ben):
        act(person, "markCompleted", first)
    assert seen(ana, exchange_id)["status"] == "accepted"
    assert under_way(ana, ben) == [1, 1]
    if how == "cancel":
        act(ben, "cancelSession", second)
    else:
        later(stopped_clock, ana, ben, days=1, minutes=10)
    if how == "contest":
        act(ana, "reportNoShow", second)
    assert seen(ana, exchange_id)["status"] == "completed"
    if how != "lapse":  # Then that is written at the next change.
        assert listed(ana, status="completed") == [exchange_id]
        assert under_way(ana, ben) == [0, 0]
        for person in (ana, ben):
            assert ana.profile_of(person).json["stats"]["exchangesCompleted"] == 1
    with nothing_written():
        for person in (ana, ben):
            answer = propose(person, exchange_id)
            assert (answer.problem, answer.json["current"]) == ("wrong-state", "completed")


def _scheduled_with(other: Person) -> Callable[..., str]:
    return lambda by, exchange_id, time: scheduled(by, other, exchange_id, time)


def test_exchanges_under_way_are_counted_through_all_that_happens(
    stopped_clock: StoppedClock, ana: Person, ben: Person, cleo: Person
) -> None:
    counts = [under_way(ana, ben, cleo)]
    pending = requested(ana, ben, "A")
    counts.append(under_way(ana, ben, cleo))
    answered(ben, "accept", pending)
    counts.append(under_way(ana, ben, cleo))
    second = agreed(cleo, ana)
    counts.append(under_way(ana, ben, cleo))
    session_id = scheduled(ana, cleo, second, in_days(1))
    counts.append(under_way(ana, ben, cleo))
    answered(ben, "cancel", pending)
    counts.append(under_way(ana, ben, cleo))
    later(stopped_clock, ana, ben, cleo, days=1)
    for person in (ana, cleo):
        act(person, "markCompleted", session_id)
    counts.append(under_way(ana, ben, cleo))
    assert counts == [
        [0, 0, 0],
        [0, 0, 0],
        [1, 1, 0],
        [2, 1, 1],
        [2, 1, 1],
        [1, 0, 1],
        [0, 0, 0],
    ]
