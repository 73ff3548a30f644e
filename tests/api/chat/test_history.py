"""GET /chat/{id}/messages."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn_exchange import cursor
from learn_exchange.ids import new_id
from learn_exchange.tables.chat import LAST_SEQUENCE
from tests.support.conversations import history, opened, written
from tests.support.gateway import Answer, Json
from tests.support.people import Person


@pytest.fixture
def chat(ana: Person, ben: Person) -> str:
    """A conversation of Ana and Ben, of seven messages."""
    conversation_id = str(opened(ana, ben)["id"])
    for number in range(7):
        written(ben if number % 3 else ana, conversation_id, f"number {number + 1}")
    return conversation_id


def read(reader: Person, conversation_id: str, **query: Any) -> Answer:
    """Ask for a page."""
    as_text = {name: str(value) for name, value in query.items()}
    return reader.get(f"/chat/{conversation_id}/messages", query=as_text)


def page(reader: Person, conversation_id: str, **query: Any) -> tuple[list[int], str | None]:
    """Returns the numbers on a page, and the cursor behind it."""
    answer = read(reader, conversation_id, **query)
    assert answer.status == 200, answer.text
    return [item["sequence"] for item in answer.json["items"]], answer.json["nextCursor"]


def pages(reader: Person, conversation_id: str, **query: Any) -> list[int]:
    """Returns the numbers on all pages, one after the other."""
    numbers, next_cursor = page(reader, conversation_id, **query)
    while next_cursor:
        more, next_cursor = page(reader, conversation_id, **query, cursor=next_cursor)
        assert more
        numbers += more
    return numbers


def test_both_read_the_same(ana: Person, ben: Person, chat: str) -> None:
    messages = history(ana, chat)
    assert messages == history(ben, chat)
    assert [message["content"] for message in messages] == [f"number {n}" for n in range(7, 0, -1)]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, [7, 6, 5, 4, 3, 2, 1]),
        ({"limit": 2}, [7, 6]),
        ({"limit": 7}, [7, 6, 5, 4, 3, 2, 1]),
        ({"before": 1}, []),
        ({"before": 2}, [1]),
        ({"before": 4}, [3, 2, 1]),
        ({"before": 4, "limit": 2}, [3, 2]),
        ({"before": 8, "limit": 1}, [7]),
        ({"before": LAST_SEQUENCE, "limit": 1}, [7]),
        ({"after": 0}, [1, 2, 3, 4, 5, 6, 7]),
        ({"after": 0, "limit": 2}, [1, 2]),
        ({"after": 4}, [5, 6, 7]),
        ({"after": 4, "limit": 3}, [5, 6, 7]),
        ({"after": 6}, [7]),
        ({"after": 7}, []),
        ({"after": LAST_SEQUENCE - 1}, []),
        ({"after": LAST_SEQUENCE}, []),
    ],
    ids=str,
)
def test_a_page_is_before_or_after_a_number(
    ana: Person, chat: str, query: Json, numbers: list[int]
) -> None:
    assert page(ana, chat, **query)[0] == numbers


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ({"limit": 6}, True),
        ({"limit": 7}, False),
        ({"before": 7, "limit": 6}, False),
        ({"after": 1, "limit": 5}, True),
        ({"after": 1, "limit": 6}, False),
        ({"after": 7}, False),
    ],
    ids=str,
)
def test_there_is_a_cursor_where_there_is_more(
    ana: Person, chat: str, query: Json, *, more: bool
) -> None:
    assert (page(ana, chat, **query)[1] is not None) == more


def test_a_page_has_20_messages_if_nobody_says_how_many(ana: Person, chat: str) -> None:
    for _ in range(14):
        written(ana, chat)
    assert page(ana, chat)[0] == list(range(21, 1, -1))


def test_while_messages_come_pages_go_on_where_they_were(
    ana: Person, ben: Person, chat: str
) -> None:
    newest, going_back = page(ana, chat, limit=3)
    oldest, going_on = page(ana, chat, after=0, limit=3)
    written(ben, chat)
    assert newest + page(ana, chat, cursor=going_back)[0] == [7, 6, 5, 4, 3, 2, 1]
    assert oldest + page(ana, chat, after=0, cursor=going_on)[0] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_who_has_missed_some_asks_for_what_came_after(ana: Person, ben: Person, chat: str) -> None:
    last = history(ana, chat)[0]["sequence"]
    missed = [written(ben, chat) for _ in range(3)]
    assert history(ana, chat, after=str(last)) == missed
    assert history(ana, chat, after=str(missed[-1]["sequence"])) == []


def test_pages_are_before_or_after_a_number_and_not_both(ana: Person, chat: str) -> None:
    answer = read(ana, chat, before=5, after=2)
    assert (answer.status, answer.pointers) == (422, ["/query/after"])


@pytest.mark.parametrize(
    "query",
    [
        {"before": 0},
        {"before": -1},
        {"before": LAST_SEQUENCE + 1},
        {"before": "x"},
        {"before": "1.5"},
        {"before": ""},
        {"after": -1},
        {"after": LAST_SEQUENCE + 1},
        {"after": "x"},
        {"after": "\u0661"},
        {"limit": 0},
        {"limit": 101},
    ],
    ids=str,
)
def test_what_is_no_number_of_a_message_is_refused(ana: Person, chat: str, query: Json) -> None:
    answer = read(ana, chat, **query)
    assert (answer.status, answer.pointers) == (422, [f"/query/{next(iter(query))}"])


@pytest.mark.parametrize(
    "other", [{"before": 6}, {"after": 0}, {"after": 1}, {"before": 7}], ids=str
)
def test_a_cursor_of_another_list_is_refused(ana: Person, chat: str, other: Json) -> None:
    cursors = {
        str(query): page(ana, chat, limit=2, **query)[1] for query in ({}, {"before": 7}, other)
    }
    for query, next_cursor in cursors.items():
        if query != str(other):
            answer = read(ana, chat, **other, cursor=next_cursor)
            assert (answer.status, answer.problem) == (400, "malformed-request")


def test_a_cursor_of_another_conversation_is_refused(
    ana: Person, chat: str, new_person: Callable[..., Person]
) -> None:
    another = opened(ana, new_person())["id"]
    answer = read(ana, another, cursor=page(ana, chat, limit=2)[1])
    assert (answer.status, answer.problem) == (400, "malformed-request")


@pytest.mark.parametrize(
    "position", ["0", "-1", "+1", "1.5", "x", "1_0", " 1", "9" * 13, "9" * 500]
)
def test_a_cursor_that_somebody_has_made_is_refused(ana: Person, chat: str, position: str) -> None:
    for query in ({}, {"after": 3}, {"before": 3}):
        scope = f"messages#{chat}#{query.get('before')}#{query.get('after')}"
        answer = read(ana, chat, **query, cursor=cursor.encode(scope, position))
        assert (answer.status, answer.problem) == (400, "malformed-request")


@pytest.mark.parametrize("position", ["1", "7", "8", str(LAST_SEQUENCE)])
def test_a_cursor_that_stands_anywhere_leads_on(ana: Person, chat: str, position: str) -> None:
    backwards = cursor.encode(f"messages#{chat}#None#None", position)
    assert page(ana, chat, cursor=backwards)[0] == list(range(min(7, int(position) - 1), 0, -1))
    onwards = cursor.encode(f"messages#{chat}#None#0", position)
    assert page(ana, chat, after=0, cursor=onwards)[0] == list(range(int(position) + 1, 8))


def test_a_conversation_of_others_is_not_found(
    ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    others = opened(ben, new_person())["id"]
    written(ben, others)
    for conversation_id in (others, new_id()):
        for query in ({}, {"after": 0}):
            answer = read(ana, conversation_id, **query)
            assert (answer.status, answer.problem) == (404, "not-found")


def test_a_conversation_is_hidden_from_both_by_a_block(ana: Person, ben: Person, chat: str) -> None:
    before = history(ana, chat)
    ana.block(ben)
    for reader in (ana, ben):
        assert read(reader, chat).problem == "not-found"
        assert read(reader, chat, after=0).problem == "not-found"
    ana.unblock(ben)
    assert history(ana, chat) == history(ben, chat) == before


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    writers=st.lists(st.booleans(), max_size=12),
    limit=st.integers(1, 5),
    where=st.integers(0, 13),
)
def test_pages_in_both_directions_have_each_message_once(
    new_person: Callable[..., Person], writers: list[bool], limit: int, where: int
) -> None:
    one, other = new_person(), new_person()
    chat = opened(one, other)["id"]
    sent = [written(one if is_one else other, chat)["sequence"] for is_one in writers]
    assert sent == list(range(1, len(writers) + 1))
    for reader in (one, other):
        assert pages(reader, chat, limit=limit) == sent[::-1]
        assert pages(reader, chat, after=0, limit=limit) == sent
        assert pages(reader, chat, after=where, limit=limit) == sent[where:]
        assert pages(reader, chat, before=where + 1, limit=limit) == sent[:where][::-1]
