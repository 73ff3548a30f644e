"""POST /chat/{id}/read and markRead, and what is left unread."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn_exchange.ids import new_id
from learn_exchange.tables.chat import Inbox
from tests.support.bus import Bus
from tests.support.conversations import chats, opened, read_up_to, written
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person
from tests.support.rows import nothing_written
from tests.support.sockets import Sockets
from tests.support.stream import Stream


@pytest.fixture
def chat(ana: Person, ben: Person) -> str:
    """A conversation of Ana and Ben, in which he has written three messages."""
    conversation_id = str(opened(ana, ben)["id"])
    for _ in range(3):
        written(ben, conversation_id)
    return conversation_id


def standing(of: Person) -> tuple[int, int, int]:
    """Returns how many messages are unread, and how far both have read, as somebody sees it."""
    [chat] = chats(of)
    return chat["unreadCount"], chat["readSequence"], chat["partnerReadSequence"]


def test_messages_of_the_other_are_unread_until_they_are_read(
    ana: Person, ben: Person, chat: str
) -> None:
    assert (standing(ana), standing(ben)) == ((3, 0, 0), (0, 0, 0))
    answer = read_up_to(ana, chat, 2)
    assert answer.status == 200
    assert answer.json == {"conversationId": chat, "sequence": 2, "unreadCount": 1}
    assert (standing(ana), standing(ben)) == ((1, 2, 0), (0, 0, 2))


def test_who_opens_the_conversation_sees_the_same(ana: Person, ben: Person, chat: str) -> None:
    read_up_to(ana, chat, 1)
    for one, other in ((ana, ben), (ben, ana)):
        assert [opened(one, other)] == chats(one)


def test_what_one_writes_is_not_unread_and_reads_nothing(
    ana: Person, ben: Person, chat: str
) -> None:
    written(ana, chat)
    assert (standing(ana), standing(ben)) == ((3, 0, 0), (1, 0, 0))


def test_to_read_up_to_ones_own_message_is_to_read_what_came_before(
    ana: Person, ben: Person, chat: str
) -> None:
    own = written(ana, chat)["sequence"]
    written(ben, chat)
    assert read_up_to(ana, chat, own).json["unreadCount"] == 1


def test_a_pointer_never_goes_back(ana: Person, chat: str) -> None:
    read_up_to(ana, chat, 2)
    for sequence in (1, 2):
        with nothing_written():
            answer = read_up_to(ana, chat, sequence)
        assert answer.json == {"conversationId": chat, "sequence": 2, "unreadCount": 1}


def test_a_pointer_that_moves_on_at_the_same_moment_does_not_go_back(
    sockets: Sockets, ana: Person, ben: Person, chat: str
) -> None:
    devices = [sockets.connect(ana) for _ in range(2)]
    for device, sequence in zip(devices, (3, 1), strict=True):
        device.send("markRead", conversationId=chat, sequence=sequence)
    assert standing(ana) == (0, 3, 0)


@pytest.mark.parametrize("sequence", [4, 5, 10**12 - 1])
def test_nobody_reads_what_is_not_there_yet(
    sockets: Sockets, ana: Person, chat: str, sequence: int
) -> None:
    device = sockets.connect(ana)
    with nothing_written():
        answer = read_up_to(ana, chat, sequence)
        device.send("markRead", conversationId=chat, sequence=sequence)
    assert (answer.status, answer.pointers) == (422, ["/sequence"])
    [error] = device.take()
    assert (error["code"], error["errors"]) == ("invalid", answer.json["errors"])


@pytest.mark.parametrize(
    "sequence", [0, -1, 10**12, 10**30, None, "1", 1.5, 1.0, True, [1], {"n": 1}, "", "x"], ids=str
)
def test_what_is_no_number_of_a_message_is_refused(
    sockets: Sockets, ana: Person, chat: str, sequence: Any
) -> None:
    device = sockets.connect(ana)
    with nothing_written():
        answer = read_up_to(ana, chat, sequence)
        device.send("markRead", conversationId=chat, sequence=sequence)
    assert (answer.status, answer.pointers) == (422, ["/sequence"])
    [error] = device.take()
    assert (error["code"], error["errors"]) == ("invalid", answer.json["errors"])


def test_a_conversation_that_one_has_no_part_in_is_not_found(
    sockets: Sockets, ana: Person, ben: Person, chat: str, new_person: Callable[..., Person]
) -> None:
    device = sockets.connect(ana)
    others = opened(ben, new_person())["id"]
    written(ben, others)
    for conversation_id in (others, new_id()):
        with nothing_written():
            answer = read_up_to(ana, conversation_id, 1)
            device.send("markRead", conversationId=conversation_id, sequence=1)
        assert (answer.status, answer.problem) == (404, "not-found")
        assert [error["code"] for error in device.take()] == ["not-found"]


@pytest.mark.parametrize("way", ["HTTP", "WebSocket"])
def test_the_other_and_ones_own_devices_are_shown_it(
    sockets: Sockets, ana: Person, ben: Person, chat: str, way: str
) -> None:
    by, others = sockets.connect(ana), [sockets.connect(p) for p in (ana, ben, ben)]
    if way == "HTTP":
        read_up_to(ana, chat, 2)
    else:
        by.send("markRead", conversationId=chat, sequence=2)
    frame = {"type": "read", "conversationId": chat, "userId": ana.id, "sequence": 2}
    for device in others:
        assert device.take() == [frame]
    assert by.take() == ([frame] if way == "HTTP" else [])


@pytest.mark.parametrize("way", ["HTTP", "WebSocket"])
def test_where_one_has_read_on_already_nobody_is_shown_anything(
    sockets: Sockets, ana: Person, ben: Person, chat: str, way: str
) -> None:
    read_up_to(ana, chat, 3)
    by, *others = (sockets.connect(person) for person in (ana, ana, ben))
    for sequence in (1, 3):
        if way == "HTTP":
            read_up_to(ana, chat, sequence)
        else:
            by.send("markRead", conversationId=chat, sequence=sequence)
    assert [device.take() for device in (by, *others)] == [[], [], []]


@pytest.mark.parametrize("blocker", ["the reader", "the other"])
def test_a_conversation_that_is_hidden_by_a_block_cannot_be_read_on(
    sockets: Sockets, ana: Person, ben: Person, chat: str, blocker: str
) -> None:
    anas, bens = sockets.connect(ana), sockets.connect(ben)
    one, other = (ana, ben) if blocker == "the reader" else (ben, ana)
    one.block(other)
    with nothing_written():
        for sequence in (2, 99):
            assert read_up_to(ana, chat, sequence).problem == "not-found"
            anas.send("markRead", conversationId=chat, sequence=sequence)
            assert [error["code"] for error in anas.take("error")] == ["not-found"]
    assert bens.take() == []


def test_that_one_has_read_on_is_announced(ana: Person, chat: str, bus: Bus) -> None:
    stream = Stream("chat")
    for sequence in (2, 1, 2):
        read_up_to(ana, chat, sequence)
    stream.announce()
    [(name, detail)] = bus.announced
    assert name == "ConversationRead"
    assert (detail["personId"], detail["conversationId"]) == (ana.id, chat)
    assert detail["sequence"] == 2


def test_a_message_that_comes_while_one_reads_is_unread(
    ana: Person, ben: Person, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_meanwhile(monkeypatch, lambda _: read_up_to(ana, chat, 3))
    written(ben, chat)
    assert standing(ana) == (1, 3, 0)


# Who does it; and up to which message they read, or None for a message that they write.
Steps = list[tuple[int, int | None]]


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 1), st.none() | st.integers(1, 8)), min_size=4, max_size=14
    )
)
def test_unread_is_what_the_other_has_written_beyond_ones_pointer(
    new_person: Callable[..., Person], steps: Steps
) -> None:
    people = (new_person(), new_person())
    chat = opened(*people)["id"]
    writers: list[int] = []
    pointers = [0, 0]

    def unread(who: int) -> int:
        return writers[pointers[who] :].count(1 - who)

    for who, sequence in steps:
        if sequence is None:
            written(people[who], chat)
            writers.append(who)
            continue
        answer = read_up_to(people[who], chat, sequence)
        if sequence > len(writers):
            assert answer.pointers == ["/sequence"]
            continue
        pointers[who] = max(pointers[who], sequence)
        assert (answer.json["sequence"], answer.json["unreadCount"]) == (
            pointers[who],
            unread(who),
        )
    for who in (0, 1):
        inbox = Inbox.key(people[who].id, chat).get()
        if inbox and writers:
            assert standing(people[who]) == (unread(who), pointers[who], pointers[1 - who])
