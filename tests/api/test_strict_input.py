"""Strict input: unknown fields and other types are refused, nothing is guessed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from auth import signing
from contracts.asyncapi import Action, actions
from contracts.examples import example_of
from learn_exchange import clock, ids
from learn_exchange.faults import MAX_ERRORS, MAX_NAME_LENGTH
from tests.support.gateway import Answer, Gateway, Json
from tests.support.operations import Input, Operation, operations
from tests.support.people import Person
from tests.support.rows import nothing_written
from tests.support.sockets import Device, Sockets

WITH_BODY = [operation for operation in operations() if operation.takes_body]
INPUTS = [place for operation in WITH_BODY for place in operation.inputs()]
ACTIONS = [*actions()]
SECRET = "s3cret"

Send = Callable[[Operation, Json], Answer]


@pytest.fixture
def send(gateway: Gateway) -> Send:
    """Calls an endpoint as somebody whom the table does not know."""
    token = signing.issue_access_token(ids.new_id(), ids.new_id(), clock.now())
    return lambda operation, body: gateway.call(
        operation.method, operation.path, body, token=None if operation.public else token
    )


def snake(name: str) -> str:
    """Write a name as the code has it."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def renamed(place: Input) -> Json:
    """Make a body in which a field is named as in the code."""
    body = place.body_with("text")
    inside: Any = body
    for part in place.path[:-1]:
        inside = inside[part]
    inside[snake(str(place.path[-1]))] = inside.pop(place.path[-1])
    return body


def frame_of(action: Action) -> Json:
    """Make a frame that is taken."""
    schema = action.frame.model_json_schema()
    frame: Json = example_of(schema, {})
    return frame


def errors_of(device: Device, frame: Json) -> list[Json]:
    """Send a frame, and return the rules that it breaks."""
    with nothing_written():
        device.send_raw(json.dumps(frame))
    [error] = device.take("error")
    assert error["code"] == "invalid"
    errors: list[Json] = error["errors"]
    return errors


@pytest.fixture
def device(sockets: Sockets, ana: Person) -> Device:
    """A device of Ana's."""
    return sockets.connect(ana)


@pytest.mark.parametrize("operation", WITH_BODY, ids=str)
def test_a_field_that_is_not_known_is_pointed_at(send: Send, operation: Operation) -> None:
    assert operation.body is not None

    answer = send(operation, {**operation.body, "unknownField": SECRET})

    assert answer.status == 422, answer.text
    assert answer.json["errors"] == [
        {"pointer": "/unknownField", "detail": "There is no such field here."}
    ]


@pytest.mark.parametrize("place", [p for p in INPUTS if len(p.path) > 1], ids=str)
def test_a_field_that_is_not_known_is_pointed_at_however_deep(send: Send, place: Input) -> None:
    body = place.body_with("text")
    inside: Any = body
    for part in place.path[:-1]:
        inside = inside[part]
    inside["unknownField"] = SECRET

    pointer = "/".join(("", *map(str, place.path[:-1]), "unknownField"))
    assert pointer in send(place.operation, body).pointers


@pytest.mark.parametrize(
    "place", [p for p in INPUTS if snake(str(p.path[-1])) != p.path[-1]], ids=str
)
def test_names_are_taken_in_camel_case_alone(send: Send, place: Input) -> None:
    unknown = f"{place.pointer.rpartition('/')[0]}/{snake(str(place.path[-1]))}"

    pointers = send(place.operation, renamed(place)).pointers

    assert unknown in pointers
    assert (place.pointer in pointers) == place.required


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_a_field_of_a_frame_that_is_not_known_is_pointed_at(device: Device, action: Action) -> None:
    errors = errors_of(device, {**frame_of(action), "unknownField": SECRET})

    assert errors == [{"pointer": "/unknownField", "detail": "There is no such field here."}]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_names_in_frames_are_taken_in_camel_case_alone(device: Device, action: Action) -> None:
    for name, value in frame_of(action).items():
        if snake(name) != name:
            frame = {**frame_of(action), snake(name): value}
            del frame[name]
            pointers = [error["pointer"] for error in errors_of(device, frame)]
            assert pointers == [f"/{name}", f"/{snake(name)}"]


@pytest.mark.parametrize(
    "name", ["", "firstname", "a/b", "a~b", "é", "🌻", "x" * MAX_NAME_LENGTH], ids=ascii
)
def test_a_name_that_could_be_meant_is_in_the_pointer(send: Send, name: str) -> None:
    [operation] = [each for each in WITH_BODY if each.template == "/user/follow"]

    answer = send(operation, {**(operation.body or {}), name: 1})

    assert answer.pointers == ["/" + name.replace("~", "~0").replace("/", "~1")]


@pytest.mark.parametrize(
    "name",
    [SECRET * 9, "\ud800", "a\udfff", "\0", "a\nb", "\u202e", "\u200b", "x" * 60_000],
    ids=lambda name: ascii(name[:9]),
)
def test_a_name_that_cannot_be_meant_is_not_repeated(send: Send, device: Device, name: str) -> None:
    for operation in WITH_BODY:
        answer = send(operation, {**(operation.body or {}), name: 1})
        assert answer.pointers == [""]
        assert len(answer.text.encode()) < 500

    if len(name) < 1000:
        errors = errors_of(device, {"action": "ping", name: 1})
        assert [error["pointer"] for error in errors] == [""]


def test_a_name_in_a_map_that_cannot_be_meant_is_not_repeated(send: Send) -> None:
    [operation] = [each for each in WITH_BODY if each.template == "/notifications/preferences"]
    for name in ("\u202e", SECRET * 9):
        answer = send(operation, {"channels": {name: {"push": 1}}})
        assert answer.pointers == ["/channels"]
        assert SECRET not in answer.text


def test_of_very_many_faults_the_first_are_named(send: Send, device: Device) -> None:
    many: dict[str, Any] = {f"f{number}": 1 for number in range(1500)}
    for operation in WITH_BODY:
        assert len(send(operation, {**(operation.body or {}), **many}).pointers) == MAX_ERRORS
    assert len(errors_of(device, {"action": "ping", **many})) == MAX_ERRORS


def test_a_query_parameter_that_is_not_known_changes_nothing(ana: Person) -> None:
    # Links get parameters on their way, which those who made them cannot prevent.
    for path in ("/user/me", "/notifications/list"):
        assert ana.get(path, query={"utm_source": "mail"}).json == ana.get(path).json


def test_an_id_is_the_same_in_capitals(ana: Person, ben: Person) -> None:
    assert ana.get(f"/user/{ben.id.upper()}").json["id"] == ben.id
    ana.post("/user/follow", {"userId": ben.id.upper()})
    assert ana.listed("/user/me/following") == [ben.id]


NO_IDS: list[Any] = [
    "me",
    ids.EXAMPLE.replace("-", ""),
    f"{{{ids.EXAMPLE}}}",
    f"urn:uuid:{ids.EXAMPLE}",
    f" {ids.EXAMPLE}",
    f"{ids.EXAMPLE} ",
    f"{ids.EXAMPLE}\n",
    f"{ids.EXAMPLE}\0",
    f"{ids.EXAMPLE}#",
    ids.EXAMPLE.replace("0", "\u0660"),
    f"{ids.EXAMPLE[:-1]}g",
    [ids.EXAMPLE],
    1,
    None,
]
NO_INSTANTS: list[Any] = [
    1795370400,
    "1795370400",
    "2026-12-24",
    "2026-12-24 18:00:00Z",
    "2026-12-24T18:00:00",
    "2026-12-24T18:00:00 Z",
    "2026-12-24T18:00:00Z ",
    "2026-12-24T18:00:00Z\n",
    "2026-12-24T18:00:00,5Z",
    "2026-12-24T18:00:00+0100",
    "2026-12-24T18:00:00+01",
    "2026-12-24T18:00:00\u221201:00",
    "2026-12-24T18:00:00Z[UTC]",
    "20261224T180000Z",
    "2026-12-24T18Z",
    "2026-12-24T24:00:00Z",
    "\u0662\u0660\u0662\u0666-12-24T18:00:00Z",
]
NO_LOCAL_TIMES: list[Any] = [
    "2026-12-24 18:00:00",
    "2026-12-24T18:00:00Z",
    "2026-12-24T18:00:00+01:00",
    "2026-12-24T18",
    "18:00",
]
NO_INTEGERS: list[Any] = ["1", "", 1.0, 30.0, 1.5, True, None, [1]]
NO_BOOLEANS: list[Any] = ["true", "yes", "on", "1", 1, 0, 1.0, None, []]


@pytest.mark.parametrize(
    ("template", "field", "refused"),
    [
        ("/user/follow", "userId", NO_IDS),
        ("/exchange/createSession", "durationMinutes", NO_INTEGERS),
        ("/media/upload", "size", NO_INTEGERS),
        ("/chat/{id}/read", "sequence", NO_INTEGERS),
        ("/exchange/rate", "score", NO_INTEGERS),
        ("/auth/logout", "everywhere", NO_BOOLEANS),
        ("/notifications/preferences", "hideOnLockScreen", NO_BOOLEANS),
        ("/user/updateProfile", "showPresence", NO_BOOLEANS),
        ("/auth/signup", "username", [1, 1.5, True, None, "", " ana ", "ana\0", "ana\n"]),
        ("/auth/signup", "firstName", [1, True, None, "", " ", "a\0b", "a\n", "\ud800"]),
        ("/auth/signup", "timeZone", [1, None, "", "europe/lisbon", "Europe/Lisbon ", "UTC\0"]),
    ],
)
def test_nothing_is_made_of_a_value_of_another_form(
    send: Send, template: str, field: str, refused: list[Any]
) -> None:
    [operation] = [each for each in WITH_BODY if each.template == template]
    for value in refused:
        answer = send(operation, {**(operation.body or {}), field: value})
        assert answer.status == 422, f"{value!r}: {answer}"
        assert answer.pointers == [f"/{field}"]


@pytest.mark.parametrize(
    ("field", "refused"), [("scheduledTime", NO_INSTANTS), ("localTime", NO_LOCAL_TIMES)]
)
def test_nothing_is_made_of_a_time_of_another_form(
    send: Send, field: str, refused: list[Any]
) -> None:
    [operation] = [each for each in WITH_BODY if each.template == "/exchange/rescheduleSession"]
    for value in refused:
        answer = send(operation, {"sessionId": ids.EXAMPLE, field: value})
        assert answer.status == 422, f"{value!r}: {answer}"
        assert answer.pointers == [f"/{field}"]


def test_a_list_or_map_that_is_not_valid_is_not_repeated(send: Send) -> None:
    skill = {"skillName": SECRET, "skillLevel": "expert"}
    by_template = {operation.template: operation for operation in WITH_BODY}
    for template, body, pointer in (
        ("/user/skills", {"skills": [skill, skill]}, "/skills"),
        ("/notifications/preferences", {"channels": {SECRET: {}}}, "/channels"),
    ):
        answer = send(by_template[template], body)
        assert answer.pointers == [pointer]
        assert SECRET not in answer.text
