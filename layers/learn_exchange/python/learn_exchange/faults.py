"""Errors of input, and ours: reads JSON, and explains what was refused or broke.

What comes in by HTTP and by WebSocket is read and refused in the same way.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import islice, takewhile
from typing import Any, NoReturn

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnection

from learn_exchange.observability import log_defect
from learn_exchange.problems import InternalError, Invalid, MalformedRequest, Problem, Unavailable

NOT_JSON = "The body is not valid JSON, has a key twice, or is nested too deeply."
MAX_DEPTH = 50
MAX_ERRORS = 50
MAX_NAME_LENGTH = 50

THROTTLES = {
    "InternalError",
    "InternalServerError",
    "InternalServiceError",
    "LimitExceededException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "ServiceUnavailable",
    "Throttled",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
}


def json_object(data: bytes) -> dict[str, Any]:
    """Returns the JSON object that was sent.

    Raises:
        MalformedRequest: it is no JSON, or its arrays and objects are nested too deeply.
        Invalid: it is some other JSON.
    """
    try:
        content = json.loads(
            data.decode(), parse_constant=_refuse_constant, object_pairs_hook=_unambiguous
        )
    except (ValueError, RecursionError) as error:
        raise MalformedRequest(NOT_JSON) from error
    # How deep Python itself reads depends on its version.
    if _is_deeper_than(MAX_DEPTH, content):
        raise MalformedRequest(NOT_JSON)
    if not isinstance(content, dict):
        raise Invalid.at("", "The body must be a JSON object.")
    return content


def _is_deeper_than(depth: int, content: object) -> bool:
    level = [content]
    for _ in range(depth):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def _refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which are no JSON (RFC 8259), though Python reads them."""
    raise ValueError(name)


def _unambiguous(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object with a key twice: readers differ in which one counts (RFC 8259)."""
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("a key twice")
    return content


def to_json(content: object) -> str:
    """Returns compact JSON, not escaped: limits of size count bytes of UTF-8."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def broken_rules(errors: Iterable[Mapping[str, Any]]) -> Invalid:
    """Returns the problem that pydantic's findings make: the first of them, if they are very many.

    It repeats nothing of what was sent but names of fields, to point at them.
    """
    return Invalid(
        [
            {"pointer": _pointer(error["loc"]), "detail": _without_values(error)}
            for error in islice(errors, MAX_ERRORS)
        ]
    )


def _pointer(location: tuple[str | int, ...]) -> str:
    """Returns the place in the input: a JSON pointer into the body, or the parameter's name.

    It ends before a name that was sent and cannot be meant as one: then it is of what has it.
    """
    source, *path = location
    parts = path if source == "body" else location
    named = takewhile(_could_be_a_name, map(str, parts))
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in named)


def _could_be_a_name(part: str) -> bool:
    return len(part) <= MAX_NAME_LENGTH and part.isprintable()


def _without_values(error: Mapping[str, Any]) -> str:
    if error.get("type") == "extra_forbidden":
        return "There is no such field here."
    message: str = error["msg"]
    return message.removeprefix("Value error, ")


def unexpected(error: Exception) -> Problem:
    """Returns the problem for an error that nobody expected; a defect of ours is logged."""
    if _is_outage(error):
        return Unavailable(retry_after=1)
    log_defect(error)
    return InternalError()


def _is_outage(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, HTTPClientError | NoConnection):
            return True
        if isinstance(error, ClientError) and error.response["Error"]["Code"] in THROTTLES:
            return True
        error = error.__cause__ or getattr(error, "cause", None)
    return False
