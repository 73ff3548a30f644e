"""What can be wrong with input, and with us: reading JSON, explaining what was refused or broke.

What comes in by HTTP and by WebSocket is read and refused in the same way.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnection

from learn_exchange.observability import log_defect
from learn_exchange.problems import InternalError, Invalid, MalformedRequest, Problem, Unavailable

NOT_JSON = "The body is not valid JSON, or nested too deeply."

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
    """The JSON object that was sent.

    Raises:
        MalformedRequest: it is no JSON.
        Invalid: it is some other JSON.
    """
    try:
        content = json.loads(data.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise MalformedRequest(NOT_JSON) from error
    if not isinstance(content, dict):
        raise Invalid.at("", "The body must be a JSON object.")
    return content


def _refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which are no JSON (RFC 8259), though Python reads them."""
    raise ValueError(name)


def to_json(content: object) -> str:
    """Compact JSON, not escaped: limits of size count bytes of UTF-8."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def broken_rules(errors: Iterable[Mapping[str, Any]]) -> Invalid:
    """The problem that pydantic's findings make; it repeats nothing of what was sent."""
    return Invalid(
        [{"pointer": _pointer(error["loc"]), "detail": _without_values(error)} for error in errors]
    )


def _pointer(location: tuple[str | int, ...]) -> str:
    """Where in the input it is: a JSON pointer into the body, or the parameter's name."""
    source, *path = location
    parts = path if source == "body" else location
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def _without_values(error: Mapping[str, Any]) -> str:
    message: str = error["msg"]
    return message.removeprefix("Value error, ")


def unexpected(error: Exception) -> Problem:
    """What an error that nobody expected is to the caller; a defect of ours is logged."""
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
