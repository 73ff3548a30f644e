"""POST /chat/{id}/messages and sendMessage: the same, whichever way a message comes."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from learn_exchange.ids import new_id
from learn_exchange.tables.chat import Conversation
from learn_exchange.tables.store import update
from tests.support.clock import StoppedClock
from tests.support.conversations import history, opened, written
from tests.support.gateway import Json
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person
from tests.support.rows import nothing_written
from tests.support.sockets import Device, Sockets

CLIENT_ID = "5e0a3f5c-1f7b-4b7e-8d43-0a9f4a1a2b3c"


@dataclass(frozen=True)
class Outcome:
    """The result of an attempt: the message, or why there is none."""

    message: Json | None
    problem: str | None = None
    retry_after: int | None = None
    pointers: list[str] = field(default_factory=list)

    @property
    def sent(self) -> Json:
        """The message, which there must be."""
        assert self.message, self
        return self.message


Send = Callable[..., Outcome]


def by_http(sockets: Sockets, sender: Person, conversation_id: str, body: Json) -> Outcome:
    """Send a message by HTTP."""
    answer = sender.post(f"/chat/{conversation_id}/messages", body)
    if answer.status == 201:
        return Outcome(answer.json)
    wait = answer.headers.get("Retry-After")
    pointers = answer.pointers if answer.problem == "invalid" else []
    return Outcome(None, answer.problem, int(wait) if wait else None, pointers)


def by_websocket(sockets: Sockets, sender: Person, conversation_id: str, body: Json) -> Outcome:
    """Send a message by WebSocket: the device that the sender has, or a new one."""
    device = device_of(sockets, sender)
    frame = {"action": "sendMessage", "conversationId": conversation_id, **body}
    text = json.dumps(frame, ensure_ascii=False)
    # As JSON.stringify does: https://tc39.es/ecma262/#sec-quotejsonstring
    has_lone_surrogate = any("\ud800" <= character <= "\udfff" for character in text)
    device.send_raw(json.dumps(frame) if has_lone_surrogate else text)
    [answer] = device.take("ack", "error")
    if answer["type"] == "ack":
        assert answer["clientId"] == answer["message"]["clientId"] == body["clientId"]
        return Outcome(answer["message"])
    assert answer.keys() == {"type", "code", "detail", "clientId", "retryAfter", "errors"}
    pointers = [error["pointer"] for error in answer["errors"]]
    return Outcome(None, answer["code"], answer["retryAfter"], pointers)


def device_of(sockets: Sockets, person: Person) -> Device:
    """Somebody's device."""
    devices = [device for device in sockets.open.values() if device.person is person]
    return devices[0] if devices else sockets.connect(person)


WAYS = {"HTTP": by_http, "WebSocket": by_websocket}


def sending(sockets: Sockets, way: str) -> Send:
    """Returns how people send by one of the ways: `send(ana, conversation_id, "Hello")`."""

    def send(
        sender: Person, conversation_id: str, content: Any = "Hello", client_id: Any = None
    ) -> Outcome:
        body = {"clientId": client_id or new_id(), "content": content}
        return WAYS[way](sockets, sender, conversation_id, body)

    return send


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """One of the ways to send."""
    return str(request.param)


@pytest.fixture
def send(sockets: Sockets, way: str) -> Send:
    """Sends messages in one of the ways."""
    return sending(sockets, way)


@pytest.fixture
def chat(ana: Person, ben: Person) -> str:
    """The conversation of Ana and Ben."""
    return str(opened(ana, ben)["id"])


def sequences(messages: list[Json]) -> list[int]:
    """Returns the numbers of messages."""
    return [message["sequence"] for message in messages]


def test_the_answer_is_the_message_as_both_find_it(
    stopped_clock: StoppedClock, ana: Person, ben: Person, chat: str, send: Send
) -> None:
    sent = send(ana, chat, "¡Hola!", CLIENT_ID).sent
    assert UUID(sent["id"]).version == 7
    assert sent == {
        "id": sent["id"],
        "conversationId": chat,
        "senderId": ana.id,
        "content": "¡Hola!",
        "sentAt": "2060-01-15T18:00:00.250Z",
        "sequence": 1,
        "clientId": CLIENT_ID,
        "kind": "text",
        "about": None,
    }
    assert history(ana, chat) == history(ben, chat) == [sent]


def test_messages_are_numbered_without_a_gap_whoever_writes(
    ana: Person, ben: Person, chat: str, send: Send
) -> None:
    sent = [send(writer, chat).sent for writer in (ana, ben, ben, ana)]
    assert sequences(sent) == [1, 2, 3, 4]
    assert [message["senderId"] for message in sent] == [ana.id, ben.id, ben.id, ana.id]
    assert history(ben, chat) == sent[::-1]


def test_ids_are_taken_whatever_their_case(ana: Person, chat: str, send: Send) -> None:
    assert send(ana, chat.upper()).sent["conversationId"] == chat


@pytest.mark.parametrize("again_by", WAYS)
def test_a_message_sent_again_is_there_once(
    sockets: Sockets, ana: Person, ben: Person, chat: str, send: Send, again_by: str
) -> None:
    first = send(ana, chat, "Hello", CLIENT_ID)
    written(ben, chat)
    for _ in range(2):
        assert sending(sockets, again_by)(ana, chat, "Hello", CLIENT_ID) == first
    assert sequences(history(ben, chat)) == [2, 1]


def test_a_message_sent_again_is_shown_again_as_it_was(
    sockets: Sockets, ana: Person, ben: Person, chat: str, send: Send
) -> None:
    bens = sockets.connect(ben)
    sent = [send(ana, chat, "Hello", CLIENT_ID).sent for _ in range(2)]
    assert [frame["message"] for frame in bens.take("message")] == sent


def test_a_client_id_stands_for_one_content(ana: Person, chat: str, send: Send) -> None:
    send(ana, chat, "H\u00e9llo", CLIENT_ID)
    with nothing_written():
        for content in ("Hello", "h\u00e9llo", "H\u00e9llo ", "He\u0301llo"):
            assert send(ana, chat, content, CLIENT_ID).problem == "client-id-reused"


def test_a_client_id_of_the_other_is_another_one(
    ana: Person, ben: Person, chat: str, send: Send
) -> None:
    sent = [send(writer, chat, "Hello", CLIENT_ID).sent for writer in (ana, ben)]
    assert sequences(sent) == [1, 2]
    assert sequences(history(ana, chat)) == [2, 1]


def test_a_client_id_in_another_conversation_is_another_one(
    ana: Person, ben: Person, chat: str, send: Send, new_person: Callable[..., Person]
) -> None:
    another = opened(ana, new_person())["id"]
    sent = [send(ana, each, "Hello", CLIENT_ID).sent for each in (chat, another)]
    assert [message["conversationId"] for message in sent] == [chat, another]
    assert sequences(sent) == [1, 1]


def test_client_ids_that_differ_in_case_are_two(ana: Person, chat: str, send: Send) -> None:
    assert sequences([send(ana, chat, "Hello", each).sent for each in ("a", "A")]) == [1, 2]


def test_all_devices_of_both_are_shown_it_but_the_one_that_it_came_by(
    sockets: Sockets,
    ana: Person,
    ben: Person,
    chat: str,
    way: str,
    send: Send,
) -> None:
    sends_it, others = sockets.connect(ana), [sockets.connect(p) for p in (ana, ben, ben)]
    sent = send(ana, chat).sent
    frame = {"type": "message", "message": sent}
    for device in others:
        assert device.take() == [frame]
    assert sends_it.take("message") == ([frame] if way == "HTTP" else [])


def test_nobody_else_is_shown_it(
    sockets: Sockets, ana: Person, chat: str, send: Send, new_person: Callable[..., Person]
) -> None:
    cleo = new_person()
    cleos, chat_of_cleo = sockets.connect(cleo), opened(ana, cleo)["id"]
    send(ana, chat)
    assert cleos.take() == []
    assert history(cleo, chat_of_cleo) == []


def test_only_the_ack_comes_to_the_device_that_has_sent_it(
    sockets: Sockets, ana: Person, chat: str
) -> None:
    device = sockets.connect(ana)
    device.send("sendMessage", conversationId=chat, clientId=CLIENT_ID, content="Hello")
    assert device.take() == [
        {"type": "ack", "clientId": CLIENT_ID, "message": history(ana, chat)[0]}
    ]


KEPT = {
    "of one line": "Hello",
    "with spaces around it": "  Hello\t ",
    "of several lines": "one\ntwo\r\nthree\u2028four",
    "in another script": "こんにちは Привет Γειά",
    "from right to left": "שלום \u202b123\u202c",
    "that is turned around": "\u202eevil",
    "with emoji": "🌻👍🏽🇵🇹",
    "with a family": "👩‍👩‍👧‍👦",
    "with combining marks": "e\u0301 \u0915\u094d\u0937 Z\u0351\u036b\u0343",
    "composed and not": "\u00e9 e\u0301",
    "with ligatures": "\ufb01 \ufdfa ß İ",
    "with invisible characters": "a\u200bb\u200dc\ufeff",
    "with control characters": "a\x07\x1b[31m\x7f",
    "with noncharacters": "a\uffff\U0010ffff",
    "of markup": "<script>alert(1)</script> **bold** &amp;",
    "of JSON": '{"a": "\\u0000"}',
    "of escapes": "\\n \\u00e9 %00 \\",
    "of a number": "1",
    "of nothing that matters": "null",
    "at its longest": "x" * 8000,
    "at its longest in another script": "é" * 8000,
    "at its largest": "🌻" * 4096,
}


@pytest.mark.parametrize("content", KEPT.values(), ids=KEPT)
def test_a_text_is_kept_and_shown_as_it_is_sent(
    sockets: Sockets, ana: Person, ben: Person, chat: str, content: str
) -> None:
    bens = sockets.connect(ben)
    for number, attempt in enumerate(WAYS.values()):
        body = {"clientId": str(number), "content": content}
        assert attempt(sockets, ana, chat, body).sent["content"] == content
    assert [frame["message"]["content"] for frame in bens.take()] == [content] * 2
    assert [message["content"] for message in history(ben, chat)] == [content] * 2


REFUSED_CONTENT: dict[str, Any] = {
    "null": None,
    "a number": 7,
    "a truth": True,
    "a list": ["Hello"],
    "an object": {"text": "Hello"},
    "nothing": "",
    "spaces": " \t\n",
    "invisible characters": "\u200b\u200d\ufeff\u2800",
    "only a NUL": "\0",
    "a NUL within": "a\0b",
    "too long": "x" * 8001,
    "too long in another script": "é" * 8001,
    "too large": "🌻" * 4097,
    "too large by a byte": "🌻" * 4096 + "x",
    "half a character": "\ud800",
    "the other half": "Hello \udc00",
    "halves in the wrong order": "\udc00\ud800",
}
REFUSED_CLIENT_IDS: dict[str, Any] = {
    "null": None,
    "nothing": "",
    "a number": 7,
    "a truth": True,
    "a list": ["1"],
    "an object": {"id": "1"},
    "a space": "a b",
    "a line break": "a\n",
    "a NUL": "a\0",
    "another script": "é",
    "too long": "x" * 101,
    "half a character": "\ud800",
}


@pytest.mark.parametrize("content", REFUSED_CONTENT.values(), ids=REFUSED_CONTENT)
def test_a_content_that_is_no_text_to_read_is_refused(
    sockets: Sockets, ana: Person, chat: str, content: Any
) -> None:
    sockets.connect(ana)
    with nothing_written():
        for attempt in WAYS.values():
            refused = attempt(sockets, ana, chat, {"clientId": CLIENT_ID, "content": content})
            assert (refused.problem, refused.pointers) == ("invalid", ["/content"])


@pytest.mark.parametrize("client_id", REFUSED_CLIENT_IDS.values(), ids=REFUSED_CLIENT_IDS)
def test_a_client_id_that_is_none_is_refused(
    sockets: Sockets, ana: Person, chat: str, client_id: Any
) -> None:
    sockets.connect(ana)
    with nothing_written():
        for attempt in WAYS.values():
            refused = attempt(sockets, ana, chat, {"clientId": client_id, "content": "Hello"})
            assert (refused.problem, refused.pointers) == ("invalid", ["/clientId"])


def test_a_client_id_is_any_visible_ascii(ana: Person, chat: str, send: Send) -> None:
    client_ids = ["!", "~", "x" * 100, "a#b/c%20", "SENT#1"]
    sent = [send(ana, chat, "Hello", client_id).sent for client_id in client_ids]
    assert [message["clientId"] for message in sent] == client_ids


@pytest.mark.parametrize("missing", ["clientId", "content"])
def test_what_is_missing_is_said(sockets: Sockets, ana: Person, chat: str, missing: str) -> None:
    body = {"clientId": CLIENT_ID, "content": "Hello"}
    del body[missing]
    for attempt in WAYS.values():
        refused = attempt(sockets, ana, chat, body)
        assert (refused.problem, refused.pointers) == ("invalid", [f"/{missing}"])


@pytest.mark.parametrize("whose", ["nobody's", "somebody else's"])
def test_a_conversation_that_one_has_no_part_in_is_not_found(
    ana: Person, ben: Person, send: Send, new_person: Callable[..., Person], whose: str
) -> None:
    send(ana, opened(ana, ben)["id"])
    others = opened(ben, new_person())["id"]
    with nothing_written():
        refused = send(ana, others if whose == "somebody else's" else new_id())
    assert refused.problem == "not-found"
    assert history(ben, others) == []


@pytest.mark.parametrize("blocker", ["the sender", "the receiver"])
def test_a_block_keeps_messages_from_both(
    sockets: Sockets, ana: Person, ben: Person, chat: str, send: Send, blocker: str
) -> None:
    send(ana, chat)
    bens = sockets.connect(ben)
    one, other = (ana, ben) if blocker == "the sender" else (ben, ana)
    one.block(other)
    with nothing_written():
        assert send(ana, chat).problem == "not-found"
    assert bens.take() == []
    one.unblock(other)
    assert send(ana, chat).sent["sequence"] == 2


def test_after_a_block_nothing_is_shown_again(
    sockets: Sockets, ana: Person, ben: Person, chat: str, send: Send
) -> None:
    send(ana, chat, "Hello", CLIENT_ID)
    bens = sockets.connect(ben)
    ben.block(ana)
    assert send(ana, chat, "Hello", CLIENT_ID).problem == "not-found"
    assert bens.take() == []


@pytest.mark.parametrize("blocker", ["the sender", "the receiver"])
def test_a_block_at_the_same_moment_comes_first(
    ana: Person,
    ben: Person,
    chat: str,
    send: Send,
    monkeypatch: pytest.MonkeyPatch,
    blocker: str,
) -> None:
    send(ana, chat)
    one, other = (ana, ben) if blocker == "the sender" else (ben, ana)
    write_meanwhile(monkeypatch, lambda _: one.block(other))
    assert send(ana, chat).problem == "not-found"
    one.unblock(other)
    assert sequences(history(ana, chat)) == [1]


@pytest.fixture
def two_a_minute(environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may send more than two messages a minute."""
    for variable in ("LIMIT_CHAT_MESSAGES", "LIMIT_CHAT_MESSAGES_NEWCOMERS"):
        monkeypatch.setenv(variable, "2")


@pytest.mark.usefixtures("two_a_minute")
def test_who_sends_too_many_is_told_when_to_go_on(
    stopped_clock: StoppedClock, ana: Person, ben: Person, chat: str, send: Send
) -> None:
    stopped_clock.forward(seconds=15.5)
    for _ in range(2):
        send(ana, chat)
    with nothing_written():
        refused = send(ana, chat)
    assert (refused.problem, refused.retry_after) == ("too-many-requests", 45)
    assert send(ben, chat).sent["sequence"] == 3
    stopped_clock.forward(seconds=45)
    assert send(ana, chat).sent["sequence"] == 4


@pytest.mark.usefixtures("two_a_minute")
def test_only_what_is_there_is_counted(
    stopped_clock: StoppedClock, ana: Person, ben: Person, chat: str, send: Send
) -> None:
    first = send(ana, chat, "Hello", CLIENT_ID)
    send(ana, chat, "", CLIENT_ID)
    send(ana, chat, "Hello!", CLIENT_ID)
    send(ana, new_id())
    assert send(ana, chat).sent["sequence"] == 2
    assert send(ana, chat).problem == "too-many-requests"
    assert send(ana, chat, "Hello", CLIENT_ID) == first


@pytest.mark.usefixtures("two_a_minute")
def test_messages_of_all_conversations_are_counted_together(
    stopped_clock: StoppedClock,
    ana: Person,
    chat: str,
    send: Send,
    new_person: Callable[..., Person],
) -> None:
    for conversation_id in (chat, opened(ana, new_person())["id"]):
        send(ana, conversation_id)
    assert send(ana, chat).problem == "too-many-requests"


def test_a_message_that_is_overtaken_gets_the_next_number(
    sockets: Sockets,
    ana: Person,
    ben: Person,
    chat: str,
    send: Send,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    send(ana, chat)
    bens = sockets.connect(ben)
    overtaking = {"conversationId": chat, "clientId": CLIENT_ID, "content": "Hello"}
    write_meanwhile(monkeypatch, lambda _: bens.send("sendMessage", **overtaking))
    assert send(ana, chat).sent["sequence"] == 3
    messages = history(ana, chat)
    assert sequences(messages) == [3, 2, 1]
    assert [message["senderId"] for message in messages] == [ana.id, ben.id, ana.id]


def test_the_same_message_at_the_same_moment_is_there_once(
    sockets: Sockets, ana: Person, chat: str, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, another = sockets.connect(ana), sockets.connect(ana)
    same = {"conversationId": chat, "clientId": CLIENT_ID, "content": "Hello"}
    write_meanwhile(monkeypatch, lambda _: another.send("sendMessage", **same))
    sent = send(ana, chat, "Hello", CLIENT_ID).sent
    assert history(ana, chat) == [sent]
    assert {frame["message"]["id"] for frame in another.take("ack", "message")} <= {sent["id"]}


@pytest.mark.usefixtures("naps")
def test_who_is_overtaken_again_and_again_is_told_to_come_back(
    ana: Person, ben: Person, chat: str, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(ana, chat)
    another = Conversation.sequence.add(1)
    write_meanwhile(monkeypatch, lambda _: update(Conversation.key(chat), another), times=1000)
    refused = send(ana, chat)
    assert (refused.problem, refused.retry_after) == ("unavailable", 1)
    assert sequences(history(ben, chat)) == [1]


@pytest.mark.parametrize("behind", [0.001, 1, 600])
def test_times_never_go_back_within_a_conversation(
    stopped_clock: StoppedClock, ana: Person, ben: Person, chat: str, send: Send, behind: float
) -> None:
    stopped_clock.forward(seconds=600)
    first = send(ana, chat).sent
    for device_time in (-behind, behind, 0.5):
        stopped_clock.forward(seconds=device_time)
        send(ben, chat)
    times = [datetime.fromisoformat(message["sentAt"]) for message in history(ana, chat)[::-1]]
    assert times == sorted(times)
    at = datetime.fromisoformat(first["sentAt"])
    assert times == [at, at, at, at + timedelta(seconds=0.5)]
