"""docs/asyncapi.json: what travels by WebSocket, from the models of the frames themselves.

`infra.routes.SOCKET_ROUTES` names the functions of the frames that come in; those that go out are
in the catalogue of `learn_exchange.sockets`. AsyncAPI tells operations from the side of the server.
"""

import importlib
import inspect
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

import chat.frames
import chat.problems
import media.frames
import notifications.frames
from contracts import schemas
from contracts.examples import example_of
from contracts.version import VERSION
from infra.routes import SOCKET_ROUTES, module_of
from learn_exchange.problems import (
    BodyTooLarge,
    InternalError,
    Invalid,
    MalformedRequest,
    NotFound,
    NotSignedIn,
    Problem,
    TooManyRequests,
    Unavailable,
)
from learn_exchange.sockets import (
    FRAME_LIMIT,
    ErrorFrame,
    IncomingFrame,
    OutgoingFrame,
    frame_of,
)

DOCUMENT = Path(__file__).parent.parent / "docs/asyncapi.json"
# Domains import no other domain, and so nobody knows the frames of all.
# Imported for the catalogue of outgoing frames, which knows what has been imported.
FRAMES = (chat.frames, media.frames, notifications.frames)
CHANNEL = {"$ref": "#/channels/live"}
# The one of `make run`. The document that a deployed system serves names its own.
SERVER = {
    "host": "localhost:4566",
    "pathname": "/_aws/execute-api/1ea12e01",
    "protocol": "ws",
    "description": "What `make run` starts.",
}
# Every frame may be answered these, beside what `chat.problems` has.
PROBLEMS = (
    MalformedRequest,
    Invalid,
    BodyTooLarge,
    NotSignedIn,
    NotFound,
    TooManyRequests,
    InternalError,
    Unavailable,
)
DESCRIPTION = f"""\
What happens while you are there: messages, who is writing, who is there, notifications, uploads
that are ready. All of it can be had by the HTTP API too (`/openapi.json`), so nothing is lost to
who is not connected.

## Connecting

1. `POST /chat/ticket`, signed in, answers a `ticket` and the `url` to open, which has it in the
   query. A ticket is good for 30 seconds and for one connection.
2. Open a WebSocket at that `url`. A ticket that is not good refuses the handshake with 401, which
   browsers show as close code 1006 alone: get a new ticket, and try again.
3. Send a `ping` at least every 9 minutes, since a connection on which nothing is sent for 10 is
   closed. Every connection is closed after 2 hours. Its login's end closes it too.
4. When it closes, whatever the code, get a new ticket and connect again: at once for the first
   time, then after waits that grow, with some chance in them. Then ask for what you have missed:
   `GET /chat/{{id}}/messages?after=` with the last `sequence` that you have, and
   `GET /notifications/list`.

Someone may have 20 connections; one more closes the oldest.

## Frames

Frames are JSON text. Those that you send say an `action`, those that you get say a `type`. Pass
over types and fields that you do not know.

- **One at a time.** In a conversation have one message under way: send the next one when the `ack`
  of the last has come. So they keep your order, on whichever connection they are.
- **Again is harmless.** A message that is sent again with its `clientId` is there once, and is
  acknowledged as before.
- **Once or more, in any order.** What you get may come twice or late. A message that you have by
  its conversation and `sequence` is dropped; where a `sequence` is missing, ask for it as above.
- **Size.** A frame has {FRAME_LIMIT // 1024} KB at most, or the answer is `body-too-large`. Over
  32 KB the connection is closed with code 1009.

## Errors

A frame that cannot be handled is answered by an `error`, whose `code` is the `type` of the problem
that the HTTP API would answer. It has the `clientId` of the frame, if there was one.

API Gateway itself sends a frame without a `type`, `{{message, connectionId, requestId}}`, when a
function does not answer or a limit of its own is reached. It does not say to which frame it
belongs: send again what has had no answer for some seconds.

| code | what it means |
|---|---|
"""

GATEWAY_FRAME = "GatewayErrorFrame"
GATEWAY_ERROR: schemas.Schema = {
    "description": "API Gateway's own error: a function did not answer, or a limit was reached. "
    "Tell it from all other frames because it has no `type`.",
    "type": "object",
    "required": ["message", "connectionId", "requestId"],
    "properties": {
        "message": {
            "type": "string",
            "description": "What happened, in words that are not fixed.",
            "examples": ["Internal server error"],
        },
        "connectionId": {
            "type": "string",
            "description": "API Gateway's id of the connection.",
            "examples": ["PVdBkfTfjoECHzA="],
        },
        "requestId": {
            "type": "string",
            "description": "API Gateway's id of the frame that failed.",
            "examples": ["PVdEhFlzjoEFVIA="],
        },
    },
}


@dataclass(frozen=True)
class Action:
    """A frame that clients can send, and its answer if it is no error."""

    name: str
    frame: type[IncomingFrame]
    answer: type[OutgoingFrame] | None
    description: str


def actions() -> Iterator[Action]:
    """Yields all that clients can send; opening, closing and unknown frames are none."""
    for route in SOCKET_ROUTES:
        if route.action.startswith("$"):
            continue
        function = inspect.unwrap(importlib.import_module(module_of(route.function)).handler)
        frame, answer = frame_of(function), get_type_hints(function)["return"]
        is_frame = inspect.isclass(answer) and issubclass(answer, OutgoingFrame)
        description = inspect.getdoc(function) or ""
        yield Action(route.action, frame, answer if is_frame else None, description)


def document() -> dict[str, Any]:
    """Returns the whole document."""
    sent = [*actions()]
    answers = {ErrorFrame, *(action.answer for action in sent if action.answer)}
    # In an order that does not depend on which module was imported first.
    outgoing = sorted(OutgoingFrame.catalogue.values(), key=lambda frame: frame.__module__)
    pushed = [frame for frame in outgoing if frame not in answers]
    found = _schemas([action.frame for action in sent], outgoing)
    frames: list[type[BaseModel]] = [action.frame for action in sent]
    frames += outgoing
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Learn Exchange, live",
            "version": VERSION,
            "description": DESCRIPTION + _table_of_problems(),
        },
        "defaultContentType": "application/json",
        "servers": {"live": SERVER},
        "channels": {"live": _channel([*(frame.__name__ for frame in frames), GATEWAY_FRAME])},
        "operations": {
            **{action.name: _received(action) for action in sent},
            **{_pushed_as(frame): _sent(frame) for frame in pushed},
        },
        "components": {
            "messages": {
                **{frame.__name__: _message(frame, found) for frame in frames},
                GATEWAY_FRAME: _gateway_message(),
            },
            "schemas": {**found, GATEWAY_FRAME: GATEWAY_ERROR},
        },
    }


def write() -> None:
    """Write the document where the build and the docs site find it."""
    DOCUMENT.write_text(text(), "utf-8")


def text() -> str:
    """Returns the document as it stands in the file."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def problems() -> list[type[Problem]]:
    """Lists the problems that the `code` of an error can name."""
    own = [
        kind
        for kind in vars(chat.problems).values()
        if inspect.isclass(kind) and kind.__module__ == "chat.problems"
    ]
    # A ticket is shown before there is a connection to answer on.
    return [*PROBLEMS, *(kind for kind in own if kind.__name__ != "BadTicket")]


def _table_of_problems() -> str:
    return "".join(f"| `{kind.type}` | {kind.title}. |\n" for kind in problems())


def _schemas(
    incoming: list[type[IncomingFrame]], outgoing: list[type[OutgoingFrame]]
) -> schemas.Schemas:
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = []
    models += [(model, "validation") for model in incoming]
    models += [(model, "serialization") for model in outgoing]
    _, merged = models_json_schema(models, ref_template=schemas.REFERENCE + "{model}")
    found: schemas.Schemas = dict(sorted(merged["$defs"].items()))
    sent = _reached(incoming, found)
    got = _reached(outgoing, found)
    modules = [each.__module__ for model, _ in models for each in schemas.models_in(model)]
    schemas.name_enumerations([], found, modules)
    schemas.name_texts(found)
    found["ErrorFrame"]["properties"]["code"] = schemas.reference("ErrorCode")
    found["ErrorCode"] = {"type": "string", "enum": [problem.type for problem in problems()]}
    schemas.require_all(found, got, sent)
    schemas.describe_fields(found)
    schemas.describe_enumerations(found, answers=_reached(outgoing, found))
    schemas.tidy(found)
    for model in incoming:
        # Its default is for our own code: who sends a frame says what it is.
        schema, named = found[model.__name__], _discriminator(model)
        others = [name for name in schema.get("required", []) if name != named]
        schema["required"] = [named, *others]
    return found


def _reached(frames: Iterable[type[BaseModel]], found: schemas.Schemas) -> set[str]:
    return schemas.reachable([schemas.reference(frame.__name__) for frame in frames], found)


def _discriminator(frame: type[BaseModel]) -> str:
    return "action" if issubclass(frame, IncomingFrame) else "type"


def _channel(frames: Iterable[str]) -> dict[str, Any]:
    return {
        "address": "/live",
        "title": "A connection",
        "description": "One WebSocket of someone who is signed in. It carries all that they get.",
        "messages": {frame: _ref("components/messages", frame) for frame in frames},
        "bindings": {
            "ws": {
                "method": "GET",
                "query": {
                    "type": "object",
                    "required": ["ticket"],
                    "properties": {
                        "ticket": {"type": "string", "description": "From `POST /chat/ticket`."}
                    },
                },
                "bindingVersion": "0.1.0",
            }
        },
    }


def _message(frame: type[BaseModel], found: Mapping[str, Any]) -> dict[str, Any]:
    description = inspect.getdoc(frame) or ""
    summary = description.partition("\n")[0]
    payload = _ref("components/schemas", frame.__name__)
    message = {
        "name": frame.model_fields[_discriminator(frame)].default,
        "title": frame.__name__,
        "summary": summary,
        "description": description,
        "payload": payload,
        "examples": [{"payload": example_of(payload, found)}],
    }
    if "client_id" in frame.model_fields:
        message["correlationId"] = {"location": "$message.payload#/clientId"}
    return message


def _gateway_message() -> dict[str, Any]:
    description: str = GATEWAY_ERROR["description"]
    return {
        "name": GATEWAY_FRAME,
        "title": GATEWAY_FRAME,
        "summary": description.partition(". ")[0] + ".",
        "description": description,
        "payload": _ref("components/schemas", GATEWAY_FRAME),
        "examples": [{"payload": example_of(GATEWAY_ERROR, {})}],
    }


def _received(action: Action) -> dict[str, Any]:
    answers: list[type[OutgoingFrame]] = [action.answer] if action.answer else []
    answers.append(ErrorFrame)
    return {
        "action": "receive",
        "channel": CHANNEL,
        "title": action.name,
        "summary": action.description.partition("\n")[0],
        "description": action.description,
        "messages": [_ref("channels/live/messages", action.frame.__name__)],
        "reply": {
            "channel": CHANNEL,
            "messages": [
                *(_ref("channels/live/messages", answer.__name__) for answer in answers),
                _ref("channels/live/messages", GATEWAY_FRAME),
            ],
        },
    }


def _sent(frame: type[OutgoingFrame]) -> dict[str, Any]:
    description = inspect.getdoc(frame) or ""
    return {
        "action": "send",
        "channel": CHANNEL,
        "title": frame.model_fields["type"].default,
        "summary": description.partition("\n")[0],
        "description": description,
        "messages": [_ref("channels/live/messages", frame.__name__)],
    }


def _pushed_as(frame: type[OutgoingFrame]) -> str:
    named: str = frame.model_fields["type"].default
    return f"push{named[0].upper()}{named[1:]}"


def _ref(where: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/{where}/{name}"}
