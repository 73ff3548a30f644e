"""Frames and to whom they are pushed, apart from what they are about."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

import pytest
from botocore.exceptions import ClientError

from chat.unknown_frames import refuse_frame
from learn_exchange.ids import new_id
from learn_exchange.problems import Invalid, NotFound, TooManyRequests
from learn_exchange.sockets import (
    ErrorFrame,
    IncomingFrame,
    OutgoingFrame,
    close,
    handshake,
    push,
    socket_handler,
)
from learn_exchange.tables.chat import Connection, Presence
from tests.support.counting import counted_calls
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.rows import nothing_written
from tests.support.sockets import Device, Sockets


class Greeting(IncomingFrame):
    """A greeting."""

    action: Literal["greet"] = "greet"
    good_name: str
    client_id: str = ""


HELLO = ErrorFrame(code="not-found", detail="¡Hola!")


def invoke(
    handler: Callable[[Json, object], Json],
    body: Any,
    connection_id: str = "a",
    event_type: str = "MESSAGE",
) -> Json:
    """Call the function of an action."""
    context = {
        "routeKey": "greet",
        "connectionId": connection_id,
        "eventType": event_type,
        "requestId": "1",
    }
    return handler({"requestContext": context, "body": body}, None)


@pytest.fixture
def device(sockets: Sockets, ana: Person) -> Device:
    """A device of Ana's."""
    return sockets.connect(ana)


def test_an_action_gets_the_frame_the_connection_and_the_time(device: Device) -> None:
    calls: list[tuple[str, str, datetime]] = []

    def greet(frame: Greeting, connection_id: str, now: datetime) -> None:
        calls.append((frame.good_name, connection_id, now))

    body = '{"action": "greet", "goodName": "Zoë"}'
    assert invoke(socket_handler(greet), body, device.id) == {"statusCode": 200}
    [(name, connection_id, now)] = calls
    assert (name, connection_id) == ("Zoë", device.id)
    assert now.tzinfo
    assert device.take() == []


def test_what_an_action_returns_is_its_answer(device: Device) -> None:
    def greet(frame: Greeting, connection_id: str, now: datetime) -> ErrorFrame:
        return HELLO

    invoke(socket_handler(greet), '{"goodName": "Zoë"}', device.id)
    assert [frame["code"] for frame in device.take()] == ["not-found"]


PROBLEMS: list[tuple[Exception, Json]] = [
    (NotFound(), {"code": "not-found", "detail": "Not found"}),
    (NotFound("It is gone."), {"code": "not-found", "detail": "It is gone."}),
    (TooManyRequests(retry_after=7), {"code": "too-many-requests", "retryAfter": 7}),
    (
        Invalid.at("/goodName", "is no name"),
        {"code": "invalid", "errors": [{"pointer": "/goodName", "detail": "is no name"}]},
    ),
    (ValueError("a secret"), {"code": "internal-error"}),
    (
        ClientError({"Error": {"Code": "ThrottlingException", "Message": "no"}}, "PutItem"),
        {"code": "unavailable", "retryAfter": 1},
    ),
]


@pytest.mark.parametrize(("error", "expected"), PROBLEMS, ids=repr)
def test_a_problem_is_answered(device: Device, error: Exception, expected: Json) -> None:
    def greet(frame: Greeting, connection_id: str, now: datetime) -> None:
        raise error

    body = '{"goodName": "Zoë", "clientId": "7"}'
    assert invoke(socket_handler(greet), body, device.id) == {"statusCode": 200}
    [frame] = device.take()
    nothing_else: Json = {"type": "error", "clientId": "7", "retryAfter": None, "errors": []}
    assert "secret" not in frame["detail"]
    assert frame == {**nothing_else, "detail": frame["detail"], **expected}


@pytest.mark.parametrize(
    ("error", "status"), [(None, 200), (NotFound(), 404), (ValueError("a secret"), 500)], ids=repr
)
def test_a_handshake_is_answered_by_a_status(
    device: Device, error: Exception | None, status: int
) -> None:
    def shake(event: Json, now: datetime) -> None:
        if error:
            raise error

    handler = handshake(shake, frames=refuse_frame)
    assert invoke(handler, None, device.id, "CONNECT") == {"statusCode": status}
    assert device.take() == []


def test_every_kind_of_frame_is_known_by_its_type() -> None:
    for name, kind in OutgoingFrame.catalogue.items():
        assert kind.model_fields["type"].default == name
    assert OutgoingFrame.catalogue["error"] is ErrorFrame


def test_a_frame_travels_as_utf_8(sockets: Sockets, device: Device) -> None:
    assert "¡Hola!".encode() in HELLO.to_bytes()
    push(HELLO, [device.person.id])
    assert [frame["detail"] for frame in device.take()] == ["¡Hola!"]


def test_a_frame_is_pushed_to_all_connections_of_all_these_people(
    sockets: Sockets, ana: Person, ben: Person
) -> None:
    devices = [sockets.connect(person) for person in (ana, ana, ben)]
    with counted_calls() as calls:
        assert push(HELLO, [ana.id, ben.id, new_id()]) == {ana.id, ben.id}
    assert calls.operations == ["BatchGetItem"]
    assert [len(each.take()) for each in devices] == [1, 1, 1]


def test_a_frame_is_pushed_to_people_who_can_be_asked_for_once(
    sockets: Sockets, ana: Person, ben: Person
) -> None:
    devices = [sockets.connect(person) for person in (ana, ben)]
    assert push(HELLO, (person.id for person in (ana, ben))) == {ana.id, ben.id}
    assert [len(each.take()) for each in devices] == [1, 1]


def test_one_connection_is_left_out(sockets: Sockets, ana: Person) -> None:
    one, other = sockets.connect(ana), sockets.connect(ana)
    assert push(HELLO, [ana.id], exclude=one.id) == {ana.id}
    assert (one.take(), len(other.take())) == ([], 1)
    other.close()
    assert push(HELLO, [ana.id], exclude=one.id) == set()


def test_nobody_is_reached_where_nobody_is(sockets: Sockets, ana: Person) -> None:
    with nothing_written():
        assert push(HELLO, [ana.id]) == set()
        assert push(HELLO, []) == set()


def test_who_is_gone_on_one_device_is_reached_on_another(sockets: Sockets, ana: Person) -> None:
    gone, there = sockets.connect(ana), sockets.connect(ana)
    gone.vanish()
    assert push(HELLO, [ana.id]) == {ana.id}
    there.vanish()
    assert push(HELLO, [ana.id]) == set()


def test_what_is_closed_is_forgotten(sockets: Sockets, ana: Person) -> None:
    devices = [sockets.connect(ana) for _ in range(2)]
    devices[1].vanish()
    for device in devices:
        close(device.id, ana.id)
        assert Connection.key(device.id).get() is None
    assert sockets.open == {}
    presence = Presence.key(ana.id).require()
    assert not presence.connections


def test_what_cannot_be_closed_is_not_forgotten(
    sockets: Sockets, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: Any) -> None:
        raise ClientError({"Error": {"Code": "LimitExceededException", "Message": ""}}, "Delete")

    device = sockets.connect(ana)
    monkeypatch.setattr(sockets, "delete_connection", fail)
    with nothing_written(), pytest.raises(ClientError):
        close(device.id, ana.id)
