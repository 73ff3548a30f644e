"""The WebSocket side of a function: frames that come in, and pushing frames to who is connected.

An action's file declares the frame that it takes and makes its entry point with
`socket_handler(action)`. API Gateway passes on no answer of a function: whatever a client gets is
posted to its connection.
"""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial, wraps
from http import HTTPStatus
from typing import Any, ClassVar, Literal, Self, TypeVar, get_type_hints

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import Field, ValidationError
from pynamodb.expressions.condition import Condition

from learn_exchange import clock
from learn_exchange.aws import client
from learn_exchange.concurrency import run_all
from learn_exchange.faults import broken_rules, json_object, to_json, unexpected
from learn_exchange.observability import log_defect, log_request
from learn_exchange.problems import BodyTooLarge, Problem
from learn_exchange.settings import in_lambda, sockets_endpoint
from learn_exchange.tables.chat import Connection, Presence
from learn_exchange.tables.store import (
    ConditionFailed,
    Transaction,
    get_many,
    warm_up_connection,
)
from learn_exchange.wire import ApiModel, InputModel

# Larger ones are sent on by API Gateway up to 32 KB, beyond which it closes the connection.
FRAME_LIMIT = 20 * 1024
CLIENT_ID = r"^[!-~]{1,100}$"
# Until its function has answered, API Gateway says of a new connection that it is gone.
OPENED_AFTER = timedelta(seconds=30)


class IncomingFrame(InputModel):
    """A frame that a client sends; the `action` of each kind is its route."""


class OutgoingFrame(ApiModel):
    """A frame that a client gets. Each kind has a `type` of its own."""

    catalogue: ClassVar[dict[str, type["OutgoingFrame"]]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        OutgoingFrame.catalogue[cls.model_fields["type"].default] = cls

    def to_bytes(self) -> bytes:
        """Returns the frame as it travels."""
        return to_json(self.model_dump(mode="json", by_alias=True)).encode()


class RuleBroken(ApiModel):
    """A rule that a frame breaks."""

    pointer: str = Field(description="Where: a JSON pointer (RFC 6901).")
    detail: str


class ErrorFrame(OutgoingFrame):
    """A frame was refused, or could not be handled. Nothing of it was done."""

    type: Literal["error"] = "error"
    code: str = Field(
        description="A stable word: the `type` of the problem that the HTTP API would answer.",
    )
    detail: str
    client_id: str | None = Field(default=None, description="That of the frame, if it had one.")
    retry_after: int | None = Field(default=None, description="Seconds to wait.")
    errors: list[RuleBroken] = Field(default=[], description="With `invalid`: each rule broken.")

    @classmethod
    def of(cls, problem: Problem, client_id: str | None) -> Self:
        """Returns the frame that tells of a problem."""
        return cls(
            code=problem.type,
            detail=problem.detail or problem.title,
            client_id=client_id,
            retry_after=problem.retry_after,
            errors=[RuleBroken.model_validate(error) for error in problem.errors],
        )


F = TypeVar("F", bound=IncomingFrame)
Action = Callable[[F, str, datetime], OutgoingFrame | None]
Handler = Callable[[dict[str, Any], object], dict[str, Any]]


def socket_handler(action: Action[F]) -> Handler:
    """Returns the entry point of the function of an action.

    The action gets the frame, the id of the connection that it came by, and the time; what it
    returns, or the problem that it raises, is sent to that connection. One line is logged for each
    frame: action, status and duration, never what was sent.
    """
    if in_lambda():
        warm_up_connection()
    return _frame_handler(action)


def frame_of(action: Action[F]) -> type[F]:
    """Returns the model of the frame that an action takes: the type of its first parameter."""
    model: type[F] = next(iter(get_type_hints(action).values()))
    return model


def _frame_handler(action: Action[F]) -> Handler:
    model = frame_of(action)
    if in_lambda():
        model.model_rebuild()

    @wraps(action)
    def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
        started = time.perf_counter()
        context = event["requestContext"]
        connection_id, content = context["connectionId"], {}
        answer: OutgoingFrame | None
        status: int = HTTPStatus.OK
        try:
            data = (event.get("body") or "").encode()
            content = json_object(data)
            _refuse_large(data)
            answer = action(_validated(model, content), connection_id, clock.now())
        except Exception as error:  # noqa: BLE001 (whatever it is, the client is told)
            problem = error if isinstance(error, Problem) else unexpected(error)
            answer, status = ErrorFrame.of(problem, _client_id(content)), problem.status
        if answer:
            post(answer, connection_id)
        log_request(f"WS {context['routeKey']}", status, started, context["requestId"])
        # Any other status would have API Gateway send a frame of its own.
        return {"statusCode": HTTPStatus.OK}

    return handle


def _refuse_large(data: bytes) -> None:
    if len(data) > FRAME_LIMIT:
        raise BodyTooLarge(f"A frame has at most {FRAME_LIMIT} bytes.")


def _validated(model: type[F], content: Mapping[str, Any]) -> F:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise broken_rules({**fault, "loc": ("body", *fault["loc"])} for fault in found) from error


def _client_id(content: Mapping[str, Any]) -> str | None:
    given = content.get("clientId")
    return given if isinstance(given, str) and re.fullmatch(CLIENT_ID, given) else None


def handshake(
    handle_event: Callable[[dict[str, Any], datetime], None], *, frames: Action[F]
) -> Handler:
    """Returns the entry point of a function that is told that a connection opens or has closed.

    A problem that it raises refuses the connection that opens, with the problem's status. A frame
    may name this route as its action, which is nothing that happens to its connection: it goes to
    `frames`.
    """
    if in_lambda():
        warm_up_connection()
    handle_frame = _frame_handler(frames)

    def handle(event: dict[str, Any], context_of_lambda: object) -> dict[str, Any]:
        started = time.perf_counter()
        context = event["requestContext"]
        if context["eventType"] == "MESSAGE":
            return handle_frame(event, context_of_lambda)
        status: int = HTTPStatus.OK
        try:
            handle_event(event, clock.now())
        except Exception as error:  # noqa: BLE001 (whatever it is, no connection opens)
            status = (error if isinstance(error, Problem) else unexpected(error)).status
        log_request(f"WS {context['routeKey']}", status, started, context["requestId"])
        return {"statusCode": status}

    return handle


def push(frame: OutgoingFrame, people: Iterable[str], *, exclude: str | None = None) -> set[str]:
    """Send a frame to all connections of these people but one, side by side.

    Returns who was reached on one connection at least. What cannot be sent is logged and left:
    clients ask for what they have missed.
    """
    people = list(people)
    presences = get_many(map(Presence.key, people), consistent=True)
    data = frame.to_bytes()
    posts = [
        (person, partial(_post, connection_id, data, person))
        for person in people
        if (presence := presences[Presence.key(person)])
        for connection_id in presence.connections or ()
        if connection_id != exclude
    ]
    reached = run_all(send for _, send in posts)
    return {person for (person, _), arrived in zip(posts, reached, strict=True) if arrived}


def post(frame: OutgoingFrame, connection_id: str) -> None:
    """Send a frame to one connection, if that is still open."""
    _post(connection_id, frame.to_bytes(), None)


def _post(connection_id: str, data: bytes, person_id: str | None) -> bool:
    connections = client("apigatewaymanagementapi", sockets_endpoint())
    try:
        connections.post_to_connection(ConnectionId=connection_id, Data=data)
    except ClientError as error:
        if error.response["Error"]["Code"] != "GoneException":
            log_defect(error)
        elif person_id:
            _forget_if_gone(connection_id, person_id)
        return False
    except BotoCoreError as error:
        log_defect(error)
        return False
    return True


def _forget_if_gone(connection_id: str, person_id: str) -> None:
    opened = Connection.connected_at < clock.now() - OPENED_AFTER
    try:
        with Transaction() as write:
            forget(
                write, connection_id, person_id, condition=opened | Connection.pk.does_not_exist()
            )
    except ConditionFailed:
        return  # It is about to open.


def forget(
    write: Transaction,
    connection_id: str,
    person_id: str,
    *,
    condition: Condition | None = None,
    seen_at: datetime | None = None,
) -> None:
    """Write that a connection is closed, if the condition on its row holds."""
    write.delete(Connection.key(connection_id), condition=condition)
    write.update(
        Presence.key(person_id),
        Presence.kind.set(Presence),
        Presence.connections.delete({connection_id}),
        *([Presence.last_seen_at.set(seen_at)] if seen_at else []),
    )


def close(connection_id: str, person_id: str) -> None:
    """Close someone's connection, if it is still open, and forget it."""
    connections = client("apigatewaymanagementapi", sockets_endpoint())
    try:
        connections.delete_connection(ConnectionId=connection_id)
    except ClientError as error:
        if error.response["Error"]["Code"] != "GoneException":
            raise
    with Transaction() as write:
        forget(write, connection_id, person_id)
