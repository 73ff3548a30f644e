"""GET /chat/{id}."""

from collections.abc import Callable

import pytest

from learn_exchange.ids import new_id
from tests.support.conversations import chats, opened, read_up_to, written
from tests.support.people import Person


@pytest.fixture
def chat_id(ana: Person, ben: Person) -> str:
    """A conversation in which both have written, and Ana has read only the first message."""
    chat_id: str = opened(ana, ben)["id"]
    for person in (ben, ben, ana, ben):
        written(person, chat_id)
    read_up_to(ana, chat_id, 1)
    return chat_id


def test_a_conversation_is_as_the_list_has_it(ana: Person, ben: Person, chat_id: str) -> None:
    for person in (ana, ben):
        [listed] = chats(person)
        assert person.get(f"/chat/{chat_id}").json == listed


def test_a_conversation_without_a_message_is_as_it_was_opened(ana: Person, ben: Person) -> None:
    new = opened(ana, ben)
    assert ana.get(f"/chat/{new['id']}").json == new
    assert ben.get(f"/chat/{new['id']}").json["with"]["id"] == ana.id


def test_a_conversation_that_there_is_not_is_not_found(ana: Person) -> None:
    answer = ana.get(f"/chat/{new_id()}")
    assert (answer.status, answer.problem) == (404, "not-found")


def test_a_conversation_of_others_is_not_found(
    new_person: Callable[..., Person], chat_id: str
) -> None:
    answer = new_person().get(f"/chat/{chat_id}")
    assert (answer.status, answer.problem) == (404, "not-found")


@pytest.mark.parametrize("blocker", ["who asks", "the other"])
def test_a_conversation_is_not_found_while_one_has_blocked_the_other(
    ana: Person, ben: Person, chat_id: str, blocker: str
) -> None:
    one, other = (ana, ben) if blocker == "who asks" else (ben, ana)
    before = ana.get(f"/chat/{chat_id}").json
    one.block(other)
    assert ana.get(f"/chat/{chat_id}").problem == "not-found"
    one.unblock(other)
    assert ana.get(f"/chat/{chat_id}").json == before


@pytest.mark.parametrize(
    "chat_id",
    ["me", "x", new_id()[:-1], f"{new_id()}0"],
    ids=["a word", "a letter", "too short", "too long"],
)
def test_a_conversation_is_named_by_an_id(ana: Person, chat_id: str) -> None:
    answer = ana.get(f"/chat/{chat_id}")
    assert (answer.status, answer.pointers) == (422, ["/path/id"])
