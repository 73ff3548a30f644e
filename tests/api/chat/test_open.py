"""POST /chat/open."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from learn_exchange.ids import new_id
from learn_exchange.problems import NotFound
from learn_exchange.tables.chat import Conversation, Pair
from tests.support.bus import Bus
from tests.support.conversations import open_chat, opened, written
from tests.support.gateway import Answer, Json
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person
from tests.support.rows import all_rows, nothing_written, rows_of
from tests.support.stream import Stream

SOMEBODY = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11"
CARD = ("id", "username", "firstName", "lastName", "profileImageUrl", "profileImageAltText")


def card_of(person: Person) -> Json:
    """Returns the card of a person, from their own profile."""
    profile = person.get("/user/me").json
    return {name: profile[name] for name in CARD}


def the_conversation() -> Conversation:
    """Returns the one conversation that there is, to which its pair leads."""
    [conversation], [pair] = rows_of(Conversation), rows_of(Pair)
    assert pair.conversation_id == conversation.id
    return conversation


def is_unknown(answer: Answer, caller: Person) -> bool:
    """Returns whether the answer is that of someone who does not exist."""
    nobody = caller.post("/chat/open", {"userId": new_id()})
    return (answer.status, answer.json) == (404, nobody.json)


def test_a_new_conversation_is_empty_and_shows_the_other(ana: Person, ben: Person) -> None:
    answer = open_chat(ana, ben)
    assert answer.status == 200
    conversation_id = answer.json["id"]
    assert UUID(conversation_id).version == 7
    assert answer.json == {
        "id": conversation_id,
        "with": card_of(ben),
        "presence": {"online": False, "lastSeenAt": None},
        "lastMessage": None,
        "lastMessageAt": None,
        "unreadCount": 0,
        "readSequence": 0,
        "partnerReadSequence": 0,
    }


@pytest.mark.parametrize("first", ["ana", "ben"])
def test_two_people_have_one_conversation_whoever_opens_it_and_however_often(
    ana: Person, ben: Person, first: str
) -> None:
    opener, partner = (ana, ben) if first == "ana" else (ben, ana)
    new = opened(opener, partner)
    assert opened(partner, opener) == {**new, "with": card_of(opener)}
    assert opened(opener, partner) == new
    conversation = the_conversation()
    assert conversation.id == new["id"]
    assert conversation.opened_by == opener.id
    assert [conversation.user_a_id, conversation.user_b_id] == sorted([ana.id, ben.id])


def test_a_conversation_is_between_two(
    ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    cleo = new_person(firstName="Cleo")
    ids = {opened(ana, ben)["id"], opened(ben, cleo)["id"], opened(cleo, ana)["id"]}
    assert {row.id for row in rows_of(Conversation)} == ids
    assert len(ids) == len(rows_of(Pair)) == 3


def test_each_of_the_two_is_the_partner_of_the_other_and_nobody_else_is_in_it(
    ana: Person, ben: Person
) -> None:
    conversation = Conversation.key(opened(ana, ben)["id"]).require()
    assert conversation.partner_of(ana.id) == ben.id
    assert conversation.partner_of(ben.id) == ana.id
    with pytest.raises(NotFound):
        conversation.partner_of(new_id())


def test_a_conversation_that_is_opened_again_is_as_it_is_now(ana: Person, ben: Person) -> None:
    conversation_id = opened(ana, ben)["id"]
    ben.put("/user/updateProfile", {"firstName": "Benedikt"})
    last = [written(ben, conversation_id) for _ in range(2)][-1]
    again = opened(ana, ben)
    assert again["with"]["firstName"] == "Benedikt"
    assert (again["lastMessage"], again["lastMessageAt"]) == (last, last["sentAt"])
    assert again["unreadCount"] == 2


def test_ids_are_taken_whatever_their_case(ana: Person, ben: Person) -> None:
    new = opened(ana, ben)
    assert ana.post("/chat/open", {"userId": ben.id.upper()}).json == new
    assert the_conversation().id == new["id"]


def test_nobody_has_a_conversation_with_themselves(ana: Person) -> None:
    for person_id in (ana.id, ana.id.upper()):
        with nothing_written():
            answer = ana.post("/chat/open", {"userId": person_id})
        assert (answer.status, answer.problem) == (422, "invalid")
        assert answer.json["errors"] == [
            {"pointer": "/userId", "detail": "You cannot have a conversation with yourself."}
        ]


def test_nobody_has_a_conversation_with_who_does_not_exist(ana: Person) -> None:
    with nothing_written():
        answer = ana.post("/chat/open", {"userId": new_id()})
    assert (answer.status, answer.problem) == (404, "not-found")


@pytest.mark.parametrize("known", [True, False], ids=["they have one", "they have none"])
def test_who_is_hidden_by_a_block_is_to_the_other_like_someone_who_does_not_exist(
    ana: Person, ben: Person, *, known: bool
) -> None:
    if known:
        opened(ben, ana)
    ana.block(ben)
    with nothing_written():
        for one, other in ((ana, ben), (ben, ana)):
            assert is_unknown(open_chat(one, other), one)


def test_a_conversation_outlives_a_block(ana: Person, ben: Person) -> None:
    before = opened(ana, ben)
    ana.block(ben)
    ana.unblock(ben)
    assert opened(ana, ben) == before


@pytest.mark.parametrize("blocker", ["who opens it", "the other"])
def test_a_block_at_the_same_moment_leaves_no_conversation(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch, blocker: str
) -> None:
    one, other = (ana, ben) if blocker == "who opens it" else (ben, ana)
    write_meanwhile(monkeypatch, lambda _: one.block(other))
    assert open_chat(ana, ben).problem == "not-found"
    assert all_rows("chat") == []


def test_who_opens_it_at_the_same_moment_gets_the_same_conversation(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Answer] = []
    write_meanwhile(monkeypatch, lambda _: answers.append(open_chat(ben, ana)))
    second, [first] = opened(ana, ben), answers
    assert first.json == {**second, "with": card_of(ana)}
    conversation = the_conversation()
    assert (conversation.id, conversation.opened_by) == (second["id"], ben.id)


def test_that_a_conversation_was_opened_is_announced_once(
    ana: Person, ben: Person, bus: Bus
) -> None:
    stream = Stream("chat")
    conversation_id = opened(ben, ana)["id"]
    opened(ana, ben)
    stream.announce()
    [(name, detail)] = bus.announced
    assert name == "ConversationOpened"
    assert (detail["conversationId"], detail["actorId"]) == (conversation_id, ben.id)
    assert {detail["userAId"], detail["userBId"]} == {ana.id, ben.id}


BAD_PEOPLE: list[tuple[str, Any]] = [
    ("null", None),
    ("a number", 7),
    ("a truth", True),
    ("a list", [SOMEBODY]),
    ("an object", {"id": SOMEBODY}),
    ("nothing", ""),
    ("me", "me"),
    ("an id that is cut", SOMEBODY[:-1]),
    ("an id that goes on", f"{SOMEBODY}0"),
    ("an id without hyphens", SOMEBODY.replace("-", "")),
    ("an id in braces", f"{{{SOMEBODY}}}"),
    ("an id as a URN", f"urn:uuid:{SOMEBODY}"),
    ("an id with a letter that is no digit", SOMEBODY.replace("7", "g")),
    ("an id in wide digits", SOMEBODY.replace("0", "\uff10")),
    ("an id with a space before it", f" {SOMEBODY}"),
    ("an id with a line break behind it", f"{SOMEBODY}\n"),
    ("an id with a NUL", f"{SOMEBODY}\0"),
    ("another key", f"{SOMEBODY}#PROFILE"),
    ("two ids", f"{SOMEBODY}#{SOMEBODY}"),
]


@pytest.mark.parametrize(
    "person_id", [row[1] for row in BAD_PEOPLE], ids=[row[0] for row in BAD_PEOPLE]
)
def test_the_other_is_named_by_an_id(ana: Person, person_id: Any) -> None:
    with nothing_written():
        answer = ana.post("/chat/open", {"userId": person_id})
    assert (answer.status, answer.problem) == (422, "invalid"), answer.text
    assert answer.pointers == ["/userId"]


@pytest.mark.parametrize("body", [{}, {"id": SOMEBODY}, {"user_ids": [SOMEBODY]}], ids=str)
def test_the_other_must_be_named(ana: Person, body: Json) -> None:
    answer = ana.post("/chat/open", body)
    unknown = [f"/{name}" for name in body]
    assert (answer.status, answer.pointers) == (422, ["/userId", *unknown])
