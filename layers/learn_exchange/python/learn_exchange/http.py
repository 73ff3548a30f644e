"""The HTTP side of a function: validation, problems, early limits, one log line per request.

An endpoint file makes its resolver with `api()` and its entry point with `lambda_handler(app)`;
nothing else knows Powertools' resolver.
"""

import base64
import re
import time
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated, Any, Generic, TypeVar

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestValidationError,
    ResponseValidationError,
)
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.request import Request
from pydantic import BeforeValidator, Field

from learn_exchange import clock
from learn_exchange.answers import Answer, complete, take_as_get, unless_known
from learn_exchange.faults import NOT_JSON, broken_rules, json_object, to_json, unexpected
from learn_exchange.identity import identify
from learn_exchange.observability import log_request
from learn_exchange.problems import (
    BodyTooLarge,
    MalformedRequest,
    NoSuchRoute,
    Problem,
    UnsupportedMediaType,
)
from learn_exchange.settings import in_lambda
from learn_exchange.tables.store import warm_up_connection
from learn_exchange.wire import ApiModel

# A post of 20,000 characters fits, with all else that it has, though a client escape each of them.
BODY_LIMIT = 384 * 1024
JSON = "application/json"
INTEGER = re.compile(r"0|-?[1-9][0-9]*")

Now = Annotated[datetime, Depends(clock.now)]
"""The time of a request, passed in to its endpoint."""

Event = dict[str, Any]


T = TypeVar("T")


class Page(ApiModel, Generic[T]):
    """Some items of a list, and where the next ones begin."""

    items: list[T]
    next_cursor: str | None = Field(
        description="Send it as `cursor` to read on; null at the end of the list."
    )


Document = Response[str]
"""An answer that is no JSON."""


def document(content: str, media_type: str, *, save_as: str | None = None) -> Document:
    """Returns a document of another type than JSON; `save_as` is a name in ASCII without quotes.

    One that is not to save is asked for again: it is compressed, and left out where it is known.
    """
    content_type = f"{media_type}; charset=utf-8"
    if save_as:
        headers = {"Content-Disposition": f'attachment; filename="{save_as}"'}
    else:
        # A weak validator: the plain and the gzip'd answer share it (RFC 9110, section 8.8.1).
        etag = f'W/"{sha256(content.encode()).hexdigest()[:32]}"'
        headers = {"ETag": etag, "Vary": "Accept-Encoding"}
    return Response(
        status_code=HTTPStatus.OK,
        content_type=content_type,
        body=content,
        headers=headers,
        compress=not save_as,
    )


def documents(media_type: str, example: str, *, to_save: bool = False) -> dict[int, Any]:
    """Returns the `responses` of an endpoint that answers a document, for the contract."""
    content = {media_type: {"schema": {"type": "string"}, "example": example}}
    success: dict[str, Any] = {"description": "Success.", "content": content}
    if not to_save:
        success["headers"] = {"ETag": {"$ref": "#/components/headers/ETag"}}
    if to_save:
        success["headers"] = {
            "Content-Disposition": {
                "description": "The name to save it under.",
                "schema": {"type": "string", "examples": ['attachment; filename="file.ics"']},
            }
        }
    return {HTTPStatus.OK: success}


def redirect(to: str) -> Document:
    """Returns an answer that leads to another address, to be read by GET (RFC 9110, 15.4.4)."""
    return Response(status_code=HTTPStatus.SEE_OTHER, headers={"Location": to}, body="")


def redirects(example: str) -> dict[int, Any]:
    """Returns the `responses` of an endpoint that leads elsewhere, for the contract."""
    schema = {"type": "string", "format": "uri", "examples": [example]}
    location = {"description": "Where to go on.", "schema": schema}
    return {HTTPStatus.SEE_OTHER: {"description": "", "headers": {"Location": location}}}


QueryParameter = Query


def _digits(text: object) -> object:
    # Pydantic would also take `+5`, ` 5`, `1_0` and `5.0`.
    if isinstance(text, str) and not INTEGER.fullmatch(text):
        raise ValueError("must be an integer, such as 20")
    return text


QueryInteger = Annotated[int, BeforeValidator(_digits)]
Limit = Annotated[
    QueryInteger, QueryParameter(ge=1, le=100, description="How many items to answer at most.")
]
CursorParameter = Annotated[
    str | None,
    QueryParameter(
        max_length=1024, description="`nextCursor` of the page before; none for the first page."
    ),
]


class Api(APIGatewayHttpResolver):
    """A resolver that knows who may call its endpoint, and what it does with a body."""

    public: bool = False
    ignores_body: bool = False

    def build_validators(self) -> None:
        """Build what validates input and output, which the first request would wait for."""
        for route in self._static_routes + self._dynamic_routes:
            _ = route.dependant

    @staticmethod
    def _compile_regex(rule: str, base_regex: str = "^{}$") -> re.Pattern[str]:
        # Powertools takes only some characters for a part of a path: whatever else was sent would
        # be answered as an unknown route, where the endpoint's own validation knows better.
        return re.compile(base_regex.format(re.sub(r"<(\w+)>", r"(?P<\1>[^/]+)", rule)))


def api(*, public: bool = False, ignores_body: bool = False) -> Api:
    """Returns the resolver of one endpoint. Unless `public`, only signed-in callers get through.

    Where it `ignores_body`, one of any kind may be sent, up to the limit of size.
    """
    app = Api(enable_validation=True, response_validation_error_http_code=500, serializer=to_json)
    app.public = public
    app.ignores_body = ignores_body
    app.exception_handler(Problem)(_render)
    app.exception_handler(RequestValidationError)(
        lambda error: _render(broken_rules(error.errors()))
    )
    app.exception_handler(NotFoundError)(lambda _: _render(NoSuchRoute()))
    # A body that could just be read before, where the stack was less deep.
    app.exception_handler(RecursionError)(lambda _: _render(MalformedRequest(NOT_JSON)))
    app.exception_handler([ResponseValidationError, Exception])(
        lambda error: _render(unexpected(error))
    )
    return app


def raises(*problems: type[Problem]) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Declare the problems that an endpoint answers, beyond those that every endpoint may."""

    def declare(endpoint: Callable[..., T]) -> Callable[..., T]:
        endpoint.problems = problems  # type: ignore[attr-defined]
        return endpoint

    return declare


def lambda_handler(
    app: Api, warm_up: Callable[[], None] | None = None
) -> Callable[[Event, object], Answer]:
    """Returns the entry point of an endpoint's function.

    Refuses early what need not be looked at closer (not signed in, too large, not JSON), lets the
    resolver answer the rest, and logs one line for each request: route, status and duration, never
    what was sent or answered. `warm_up` is called while the function starts, where Lambda runs it.
    """
    _warm_up(app, warm_up)

    def handle(event: Event, _context: object) -> Answer:
        started = time.perf_counter()
        request_id = event["requestContext"]["requestId"]
        cookies: AnswerCookies = []
        app.append_context(cookies=cookies)  # type: ignore[no-untyped-call]
        is_head = take_as_get(event)
        try:
            if not app.public:
                app.append_context(  # type: ignore[no-untyped-call]
                    caller=identify(event, clock.now())
                )
            _refuse_unreadable_body(event, ignored=app.ignores_body)
            # Powertools takes no other case of it, even where there is no body.
            event["headers"]["content-type"] = JSON
            answer = app.resolve(event, _context)  # type: ignore[arg-type]
            if answer["statusCode"] == HTTPStatus.NO_CONTENT:
                # Powertools says `null`, which is content (RFC 9110, section 15.3.5).
                answer = {"statusCode": answer["statusCode"]}
        except Problem as problem:
            answer = _plain_answer(problem, request_id)
        finally:
            app.clear_context()  # type: ignore[no-untyped-call]
        answer = unless_known(answer, event["headers"].get("if-none-match", ""))
        answer = complete(answer, request_id, without_body=is_head)
        if cookies:
            answer["cookies"] = cookies
        log_request(event["routeKey"], answer["statusCode"], started, request_id)
        return answer

    return handle


def _refuse_unreadable_body(event: Event, *, ignored: bool) -> None:
    if not event.get("body"):
        return
    encoded, body = event.get("isBase64Encoded"), event["body"]
    try:
        data = base64.b64decode(body, validate=True) if encoded else body.encode()
    except ValueError as error:
        raise MalformedRequest from error
    if len(data) > BODY_LIMIT:
        raise BodyTooLarge(f"At most {BODY_LIMIT} bytes are taken here.")
    if ignored:
        return
    media_type = event["headers"].get("content-type", JSON).partition(";")[0]
    if media_type.strip().lower() != JSON:
        raise UnsupportedMediaType
    json_object(data)


def _render(problem: Problem) -> Response[str]:
    request_id = Api.current_event["requestContext"]["requestId"]
    answer = _plain_answer(problem, request_id)
    return Response(
        status_code=answer["statusCode"],
        content_type=answer["headers"].pop("Content-Type"),
        headers=answer["headers"],
        body=answer["body"],
    )


def _plain_answer(problem: Problem, request_id: str) -> Answer:
    headers = {"Content-Type": "application/problem+json"}
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    return {
        "statusCode": problem.status,
        "headers": headers,
        "body": to_json(problem.document(request_id)),
    }


AnswerCookies = list[str]
"""The `Set-Cookie` headers of the answer that is being made, whatever it will be."""


def answer_cookies(request: Request) -> AnswerCookies:
    """Return the cookies of the answer to a request: more may be added."""
    cookies: AnswerCookies = request.context["cookies"]
    return cookies


def _user_agent(request: Request) -> str:
    agent: str = request.resolved_event["requestContext"]["http"].get("userAgent") or ""
    return agent[:200]


UserAgent = Annotated[str, Depends(_user_agent)]


def _warm_up(app: Api, also: Callable[[], None] | None) -> None:
    """Build what the first call needs while the function starts: then CPU is at full speed."""
    if in_lambda():
        warm_up_connection()
        app.build_validators()
        if also:
            also()
