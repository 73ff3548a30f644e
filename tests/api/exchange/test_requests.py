"""Requesting exchanges: what is taken, what is refused, and how many can wait."""

from collections.abc import Callable
from typing import Any

import pytest

from exchange.projections import MAX_PENDING_REQUESTS
from learn_exchange import ids
from learn_exchange.events import TimerFired
from learn_exchange.tables.exchange import PendingPair, PendingRequests
from tests.support.bus import tell
from tests.support.clock import StoppedClock
from tests.support.conversations import opened
from tests.support.exchanges import later, request, requested
from tests.support.gateway import Answer, Json
from tests.support.people import Person
from tests.support.rows import nothing_written, rows_of

TEXTS = [
    "Hola!",
    "  two\n\n lines\t",
    "👩🏽‍🏫 🌻",
    "e\u0301 and é",
    "עברית and عربى",
    "\u202eright to left",
    "a\u200bb",
    "<b>bold</b> & ${x} {{y}} ' OR 1=1 --",
    "x" * 2000,
    "🌻" * 2000,
]
SKILLS = ["🎸", "C++", "日本語", "e\u0301tude", "O'Reilly & <b>", "x" * 100]

BAD_REQUESTS: list[tuple[Json, str]] = [
    ({"receiverId": "x"}, "/receiverId"),
    ({"receiverId": "me"}, "/receiverId"),
    ({"offeredSkill": ""}, "/offeredSkill"),
    ({"offeredSkill": "  "}, "/offeredSkill"),
    ({"offeredSkill": "\u200b"}, "/offeredSkill"),
    ({"offeredSkill": "a\nb"}, "/offeredSkill"),
    ({"requestedSkill": "🌻" * 101}, "/requestedSkill"),
    ({"message": ""}, "/message"),
    ({"message": "\n \u200b"}, "/message"),
    ({"message": "x" * 2001}, "/message"),
]


@pytest.fixture
def cleo(new_person: Callable[..., Person]) -> Person:
    """Somebody else again."""
    return new_person(firstName="Cleo")


def answered(person: Person, action: str, exchange_id: str, **more: Any) -> Answer:
    """Returns what somebody gets who accepts, declines or cancels."""
    return person.patch(f"/exchange/{action}", {"exchangeId": exchange_id, **more})


def invite(person: Person, conversation_id: str, **changes: Any) -> Answer:
    """Propose an exchange in a conversation."""
    terms = {"conversationId": conversation_id, "offeredSkill": "Go", "requestedSkill": "Chess"}
    return person.post("/exchange/create", terms | changes)


def how_many_wait(person: Person) -> int:
    """Returns how many of a person's requests count as unanswered."""
    row = PendingRequests.key(person.id).get()
    return int(row.number) if row else 0


def test_a_request_is_pending_and_both_see_it_alike(ana: Person, ben: Person) -> None:
    answer = request(ana, ben, "Spanish", "SQL", message="Hola!")
    assert answer.status == 201
    asked = answer.json
    assert (asked["initiator"]["id"], asked["receiver"]["id"]) == (ana.id, ben.id)
    assert (asked["offeredSkill"], asked["requestedSkill"]) == ("Spanish", "SQL")
    assert (asked["status"], asked["message"], asked["sessions"]) == ("pending", "Hola!", [])
    assert asked["conversationId"] is asked["cancelReason"] is asked["declineReason"] is None
    for person in (ana, ben):
        seen = person.get(f"/exchange/{asked['id']}").json
        assert seen | {"actions": []} == asked | {"actions": []}


def test_an_invitation_belongs_to_the_conversation_and_is_to_the_other(
    ana: Person, ben: Person, cleo: Person
) -> None:
    conversation = opened(ana, ben)
    answer = invite(ben, conversation["id"])
    assert answer.status == 201, answer.text
    asked = answer.json
    assert asked["conversationId"] == conversation["id"]
    assert (asked["initiator"]["id"], asked["receiver"]["id"]) == (ben.id, ana.id)
    seen = ana.get(f"/exchange/{asked['id']}").json
    assert seen | {"actions": []} == asked | {"actions": []}
    with nothing_written():
        for conversation_id in (conversation["id"], ids.new_id()):
            assert invite(cleo, conversation_id).problem == "not-found"


def test_a_message_is_kept_as_it_was_sent(ana: Person, ben: Person) -> None:
    for number, text in enumerate(TEXTS):
        asked = request(ana, ben, f"Skill {number}", message=text).json
        assert asked["message"] == text
        assert ben.get(f"/exchange/{asked['id']}").json["message"] == text


def test_a_skill_is_named_as_it_was_sent(ana: Person, ben: Person) -> None:
    asked = [request(ana, ben, skill, f"{skill[:50]} too").json for skill in SKILLS]
    for exchange, skill in zip(asked, SKILLS, strict=True):
        named = exchange["offeredSkill"], exchange["requestedSkill"]
        assert named == (skill, f"{skill[:50]} too")
    assert ana.get("/exchange/list").json["items"] == asked[::-1]


def test_what_is_no_request_is_refused(ana: Person, ben: Person) -> None:
    with nothing_written():
        for changes, pointer in BAD_REQUESTS:
            assert request(ana, ben, **changes).pointers == [pointer], changes


def test_nobody_exchanges_with_themselves_or_with_nobody(ana: Person) -> None:
    body = {"offeredSkill": "Spanish", "requestedSkill": "SQL"}
    with nothing_written():
        answer = ana.post("/exchange/request", body | {"receiverId": ana.id.upper()})
        assert answer.pointers == ["/receiverId"]
        answer = ana.post("/exchange/request", body | {"receiverId": ids.new_id()})
        assert answer.problem == "not-found"


def test_an_id_may_be_written_in_capitals(ana: Person, ben: Person) -> None:
    asked = request(ana, ben, receiverId=ben.id.upper())
    assert asked.json["receiver"]["id"] == ben.id
    assert ana.get(f"/exchange/{asked.json['id'].upper()}").json == asked.json


@pytest.mark.parametrize("path", ["/exchange/request", "/exchange/create"])
def test_a_request_sent_again_asks_nothing_again(ana: Person, ben: Person, path: str) -> None:
    conversation = opened(ana, ben)
    body = {"offeredSkill": "Spanish", "requestedSkill": "SQL"}
    whom = {"receiverId": ben.id, "conversationId": conversation["id"]}
    body |= {key: whom[key] for key in whom if ("create" in path) == (key == "conversationId")}
    key = {"Idempotency-Key": "a key"}
    first = ana.post(path, body, headers=key)
    assert first.status == 201
    with nothing_written():
        again = ana.post(path, body, headers=key)
        assert (again.status, again.json) == (201, first.json)
        other = ana.post(path, body | {"message": "Hola"}, headers=key)
        assert other.problem == "idempotency-key-reused"
    assert answered(ben, "accept", first.json["id"]).status == 200
    with nothing_written():
        again = ana.post(path, body, headers=key)
        assert again.status == 201
        assert (again.json["id"], again.json["status"]) == (first.json["id"], "accepted")
    assert how_many_wait(ana) == 0
    # Without the key, or by somebody else with the same one, it is another request.
    assert ana.post(path, body).json["id"] != first.json["id"]


def test_a_key_belongs_to_who_sent_it(ana: Person, ben: Person, cleo: Person) -> None:
    body = {"receiverId": ben.id, "offeredSkill": "Spanish", "requestedSkill": "SQL"}
    key = {"Idempotency-Key": "a key"}
    ids_made = {
        person.post("/exchange/request", body, headers=key).json["id"] for person in (ana, cleo)
    }
    assert len(ids_made) == 2


@pytest.mark.parametrize(
    ("offered", "requested_skill", "is_the_same"),
    [
        ("JavaScript", "SQL", True),
        ("javascript", "  sql ", True),
        ("JS", "SQL", True),
        ("\uff2a\uff33", "SQL", True),
        ("SQL", "JavaScript", False),
        ("JavaScript", "Java", False),
        ("Java", "SQL", False),
    ],
)
def test_the_same_skills_are_asked_for_once_at_a_time(
    ana: Person, ben: Person, offered: str, requested_skill: str, is_the_same: object
) -> None:
    first = requested(ana, ben, "JavaScript", "SQL")
    answers: list[Callable[[], Answer]] = [
        lambda: request(ana, ben, offered, requested_skill),
        # The same the other way around: each would teach what they would have taught.
        lambda: request(ben, ana, requested_skill, offered),
    ]
    if not is_the_same:
        assert answers[0]().status == 201
        assert answers[1]().problem == "already-pending"
        return
    for ask in answers:
        with nothing_written():
            answer = ask()
            assert (answer.status, answer.problem) == (409, "already-pending")
            assert answer.json["exchangeId"] == first
            assert answer.json["link"] == f"/exchange/{first}"


def test_an_invitation_and_a_request_of_the_same_skills_are_the_same(
    ana: Person, ben: Person
) -> None:
    first = requested(ana, ben, "Go", "Chess")
    answer = invite(ana, opened(ana, ben)["id"])
    assert (answer.problem, answer.json["exchangeId"]) == ("already-pending", first)


def test_who_else_asks_for_the_same_skills_does_not_matter(
    ana: Person, ben: Person, cleo: Person
) -> None:
    assert len({requested(ana, ben), requested(ana, cleo), requested(cleo, ben)}) == 3


@pytest.mark.parametrize("answering", ["accept", "decline", "withdraw", "expire"])
def test_once_answered_or_expired_the_same_can_be_asked_for_again(
    stopped_clock: StoppedClock, ana: Person, ben: Person, answering: str
) -> None:
    first = requested(ana, ben)
    assert how_many_wait(ana) == 1
    if answering == "expire":
        later(stopped_clock, ana, ben, days=14, milliseconds=-1)
        assert request(ana, ben).problem == "already-pending"
        later(stopped_clock, ana, ben, milliseconds=1)
    elif answering == "withdraw":
        answered(ana, "cancel", first)
    else:
        answered(ben, answering, first)
    second = requested(ben, ana, "SQL", "Spanish")
    [pair] = rows_of(PendingPair)
    assert pair.exchange_id == second
    # A timer that fires only now, after the second was requested, leaves it alone.
    now = stopped_clock.now()
    tell(TimerFired(id="1", at=now, kind="exchange-deadline", subject_id=first, revision=1))
    assert (how_many_wait(ana), how_many_wait(ben)) == (0, 1)
    assert request(ana, ben).json["exchangeId"] == second
    assert answered(ana, "accept", second).status == 200


def test_at_most_twenty_requests_wait(ana: Person, ben: Person, cleo: Person) -> None:
    waiting = [requested(ana, ben, f"Skill {number}") for number in range(MAX_PENDING_REQUESTS)]
    with nothing_written():
        for answer in (request(ana, cleo), request(ana, ben, "Skill 20")):
            assert (answer.status, answer.problem) == (409, "too-many-pending")
    # Those that others ask of one do not count.
    requested(cleo, ana)
    conversation = opened(ana, cleo)
    assert invite(ana, conversation["id"]).problem == "too-many-pending"
    for (person, action), exchange_id in zip(
        [(ben, "accept"), (ben, "decline"), (ana, "cancel")], waiting[:3], strict=True
    ):
        assert answered(person, action, exchange_id).status == 200
        assert how_many_wait(ana) == MAX_PENDING_REQUESTS - 1
        requested(ana, cleo, f"Again after {action}")
        assert request(ana, cleo, "One more").problem == "too-many-pending"
