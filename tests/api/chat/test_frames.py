"""Frames that are sent by WebSocket: those that are refused, and `typing`."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from learn_exchange.ids import EXAMPLE, new_id
from learn_exchange.sockets import FRAME_LIMIT
from tests.support.conversations import history, opened
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.rows import nothing_written
from tests.support.sockets import Device, Sockets

SECRET = "s3cret"
CLIENT_ID = "5e0a3f5c-1f7b-4b7e-8d43-0a9f4a1a2b3c"


@pytest.fixture
def chat(ana: Person, ben: Person) -> str:
    """The conversation of Ana and Ben."""
    return str(opened(ana, ben)["id"])


@pytest.fixture
def device(sockets: Sockets, ana: Person) -> Device:
    """A device of Ana's."""
    return sockets.connect(ana)


def message(chat: str = CLIENT_ID, **changes: Any) -> Json:
    """Returns a frame that sends a message; what is changed to None is left out."""
    frame = {
        "action": "sendMessage",
        "conversationId": chat,
        "clientId": CLIENT_ID,
        "content": "Hello",
        **changes,
    }
    return {name: value for name, value in frame.items() if value is not None}


NO_FRAMES: list[tuple[str, str]] = [
    ("", "malformed-request"),
    (" ", "malformed-request"),
    ("ping", "malformed-request"),
    ("{", "malformed-request"),
    ('{"action": "ping"', "malformed-request"),
    ("{'action': 'ping'}", "malformed-request"),
    ('{"action": "ping", "action": "ping"}', "malformed-request"),
    ('{"action": NaN}', "malformed-request"),
    ('{"action": "ping"} {"action": "ping"}', "malformed-request"),
    ("\ufeff{}", "malformed-request"),
    ("\0", "malformed-request"),
    ("[]", "invalid"),
    ('[{"action": "ping"}]', "invalid"),
    ("null", "invalid"),
    ("true", "invalid"),
    ("7", "invalid"),
    ('"ping"', "invalid"),
    ("{}", "unknown-action"),
    ('{"type": "ping"}', "unknown-action"),
    ('{"action": null}', "unknown-action"),
    ('{"action": 7}', "unknown-action"),
    ('{"action": ""}', "unknown-action"),
    ('{"action": "Ping"}', "unknown-action"),
    ('{"action": "ping "}', "unknown-action"),
    ('{"action": "$default"}', "unknown-action"),
    ('{"action": "$connect"}', "unknown-action"),
    ('{"action": "$disconnect"}', "unknown-action"),
    ('{"action": "message"}', "unknown-action"),
    ('{"action": "\\ud800"}', "unknown-action"),
    ('{"action": "🌻"}', "unknown-action"),
]


@pytest.mark.parametrize(("raw", "code"), NO_FRAMES)
def test_what_is_no_frame_is_refused(device: Device, raw: str, code: str) -> None:
    with nothing_written():
        device.send_raw(raw)
    [error] = device.take()
    assert (error["type"], error["code"], error["clientId"]) == ("error", code, None)
    assert [broken["pointer"] for broken in error["errors"]] == [""] * (code == "invalid")
    assert error["detail"]


BROKEN: list[tuple[Json, list[str]]] = [
    ({"action": "typing"}, ["/conversationId"]),
    ({"action": "typing", "conversationId": None}, ["/conversationId"]),
    ({"action": "typing", "conversationId": 7}, ["/conversationId"]),
    ({"action": "typing", "conversationId": []}, ["/conversationId"]),
    ({"action": "typing", "conversationId": ""}, ["/conversationId"]),
    ({"action": "typing", "conversationId": "me"}, ["/conversationId"]),
    ({"action": "typing", "conversationId": f"{CLIENT_ID}\n"}, ["/conversationId"]),
    ({"action": "typing", "conversationId": f"{CLIENT_ID}#"}, ["/conversationId"]),
    ({"action": "typing", "conversationId": "\ud800"}, ["/conversationId"]),
    ({"action": "markRead"}, ["/conversationId", "/sequence"]),
    ({"action": "markRead", "conversationId": CLIENT_ID}, ["/sequence"]),
    ({"action": "markRead", "sequence": 1}, ["/conversationId"]),
    (
        {"action": "markRead", "conversationId": 1, "sequence": "1"},
        ["/conversationId", "/sequence"],
    ),
    ({"action": "sendMessage"}, ["/conversationId", "/clientId", "/content"]),
    (message(conversationId="x"), ["/conversationId"]),
    (message(conversationId={"id": CLIENT_ID}), ["/conversationId"]),
    (message(content=None), ["/content"]),
    (message(content={"text": "Hello"}), ["/content"]),
    (message(clientId=None), ["/clientId"]),
    (message(clientId=""), ["/clientId"]),
]


@pytest.mark.parametrize(("frame", "pointers"), BROKEN, ids=str)
def test_a_frame_that_breaks_rules_is_refused(
    device: Device, frame: Json, pointers: list[str]
) -> None:
    with nothing_written():
        device.send_raw(json.dumps(frame))
    [error] = device.take()
    assert error["code"] == "invalid"
    assert [broken["pointer"] for broken in error["errors"]] == pointers
    assert all(broken.keys() == {"pointer", "detail"} for broken in error["errors"])
    assert error["clientId"] == (frame.get("clientId") or None)


@pytest.mark.parametrize(
    "frame",
    [
        {"action": SECRET},
        {SECRET: 1},
        {"action": "typing", "conversationId": SECRET},
        {"action": "typing", "conversationId": [SECRET]},
        {"action": "markRead", "conversationId": EXAMPLE, "sequence": SECRET},
        {"action": "markRead", "conversationId": EXAMPLE, "sequence": {SECRET: SECRET}},
        message(content=[SECRET]),
        message(content=f"{SECRET}\ud800"),
        message(content=SECRET * 1500),
        message(content=SECRET * 4000),
        message(content=SECRET),
        message(clientId=f"{SECRET} "),
        message(clientId=SECRET * 20),
        message(clientId=[SECRET]),
        SECRET,
        [SECRET],
    ],
    ids=lambda frame: str(frame)[:60],
)
def test_an_error_repeats_nothing_of_what_was_sent(device: Device, frame: Any) -> None:
    device.send_raw(json.dumps(frame))
    [error] = device.take()
    assert error["type"] == "error"
    assert SECRET not in json.dumps(error)


@pytest.mark.parametrize("client_id", ["x", "!~", "x" * 100, CLIENT_ID])
def test_an_error_names_the_client_id(device: Device, client_id: str) -> None:
    device.send("sendMessage", clientId=client_id)
    device.send("nothing", clientId=client_id)
    assert [error["clientId"] for error in device.take("error")] == [client_id] * 2


@pytest.mark.parametrize("client_id", [None, 7, "", "a b", "é", "a\n", "x" * 101, ["x"]], ids=str)
def test_an_error_names_no_client_id_that_is_none(device: Device, client_id: Any) -> None:
    device.send("nothing", clientId=client_id)
    assert [error["clientId"] for error in device.take("error")] == [None]


def padded(frame: Json, size: int) -> str:
    """Returns a frame of so many bytes."""
    return json.dumps(frame).ljust(size)


def test_a_frame_of_20_kib_is_read(device: Device, ana: Person, chat: str) -> None:
    device.send_raw(padded(message(chat), FRAME_LIMIT))
    assert [frame["type"] for frame in device.take()] == ["ack"]


@pytest.mark.parametrize("pad", ["space", "content", "something else"])
def test_a_frame_of_more_is_refused_and_named(
    device: Device, ana: Person, chat: str, pad: str
) -> None:
    raw = {
        "space": padded(message(chat), FRAME_LIMIT + 1),
        "content": json.dumps(message(chat, content="x" * FRAME_LIMIT)),
        "something else": json.dumps(message(chat, more="🌻" * (FRAME_LIMIT // 12))),
    }[pad]
    with nothing_written():
        device.send_raw(raw)
    [error] = device.take()
    assert (error["code"], error["clientId"]) == ("body-too-large", CLIENT_ID)
    assert history(ana, chat) == []


@pytest.mark.parametrize(
    "raw",
    [
        '{"action": "ping", "a": ' + "[" * 9000 + "]" * 9000 + "}",
        '{"action": "ping", "a": ' + "[" * 9000,
        '{"a":' * 3000 + "1" + "}" * 3000,
    ],
    ids=["lists", "lists that do not end", "objects"],
)
@pytest.mark.parametrize("action", ["ping", "sendMessage", "$default"])
def test_a_frame_that_is_nested_too_deeply_is_refused(
    sockets: Sockets, device: Device, action: str, raw: str
) -> None:
    with nothing_written():
        assert sockets.call(action, device.id, body=raw) == 200
    assert [error["code"] for error in device.take()] == ["malformed-request"]


def test_a_frame_without_a_body_is_refused(sockets: Sockets, device: Device) -> None:
    for body in (None, ""):
        sockets.call("$default", device.id, body=body)
    assert [error["code"] for error in device.take()] == ["malformed-request"] * 2


def test_whatever_else_a_frame_has_is_refused(device: Device, chat: str) -> None:
    more = {"senderId": new_id(), "sequence": 99, "sentAt": "2020-01-01T00:00:00Z", "kind": "x"}
    with nothing_written():
        device.send_raw(json.dumps(message(chat, **more)))
    [error] = device.take()
    assert (error["code"], error["clientId"]) == ("invalid", CLIENT_ID)
    assert [broken["pointer"] for broken in error["errors"]] == [f"/{name}" for name in more]


def test_an_action_is_that_of_its_route(sockets: Sockets, device: Device, chat: str) -> None:
    sockets.call("ping", device.id, body=json.dumps(message(chat)))
    [error] = device.take()
    assert (error["code"], error["errors"][0]["pointer"]) == ("invalid", "/action")


def test_the_other_is_shown_that_one_is_typing(
    sockets: Sockets, device: Device, ana: Person, ben: Person, chat: str
) -> None:
    anas, *bens = (sockets.connect(person) for person in (ana, ben, ben))
    with nothing_written(but=("LIMIT#",)):
        assert device.send("typing", conversationId=chat) is None
    frame = {"type": "typing", "conversationId": chat, "userId": ana.id}
    assert [each.take() for each in bens] == [[frame], [frame]]
    assert anas.take() == []


@pytest.mark.parametrize("blocker", ["who types", "the other"])
def test_who_is_hidden_by_a_block_does_not_see_one_typing(
    sockets: Sockets, device: Device, ben: Person, chat: str, blocker: str
) -> None:
    bens, ana = sockets.connect(ben), device.person
    one, other = (ana, ben) if blocker == "who types" else (ben, ana)
    one.block(other)
    device.send("typing", conversationId=chat)
    assert [error["code"] for error in device.take()] == ["not-found"]
    assert bens.take() == []


def test_nobody_types_where_they_have_no_part(
    sockets: Sockets, device: Device, ben: Person, new_person: Callable[..., Person]
) -> None:
    bens = sockets.connect(ben)
    others = opened(ben, new_person())["id"]
    for conversation_id in (others, new_id()):
        device.send("typing", conversationId=conversation_id)
    assert [error["code"] for error in device.take()] == ["not-found"] * 2
    assert bens.take() == []
