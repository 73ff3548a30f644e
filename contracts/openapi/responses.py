"""Describes the answers of an operation: its success, and every error."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from contracts.example_content import EXCHANGE
from contracts.openapi.components import GATEWAY_MESSAGES, INSTANCE, header
from contracts.schemas import reference
from learn_exchange.problems import Problem

WAITS = (429, 503)
# Successes that have no content.
DESCRIPTIONS = {"204": "Done.", "303": "Go on at `Location`."}
TYPES = "x-problem-types"
OURS = {
    "X-Request-Id": header("RequestId"),
    "Cache-Control": header("CacheControl"),
}

# What examples of some problems have beyond the five fields of all, by type.
MEMBERS: dict[str, dict[str, Any]] = {
    "already-pending": {"exchangeId": EXCHANGE, "link": f"/exchange/{EXCHANGE}"},
    "changed-since": {"current": "canceled"},
    "invalid": {"errors": [{"pointer": "/timeZone", "detail": "is not an IANA time zone"}]},
    "no-time-agreed": {"current": "proposed"},
    "wrong-state": {"current": "completed"},
}


def success(response: dict[str, Any], status: str) -> dict[str, Any]:
    """Completes what Powertools says of a success."""
    described: dict[str, Any] = {
        "description": DESCRIPTIONS.get(status, "Success."),
        "headers": OURS | response.get("headers", {}),
    }
    if status not in DESCRIPTIONS:
        described["content"] = response["content"]
    return described


def not_modified(headers: dict[str, Any]) -> dict[str, Any]:
    """Describes the answer to a client that has what it asks for."""
    return {"description": "Not changed since the `ETag` that was sent.", "headers": headers}


def errors(problems: Iterable[type[Problem]], *, public: bool, takes_body: bool) -> dict[str, Any]:
    """Describes the errors of an operation by status: its own problems, and API Gateway's."""
    by_status: dict[int, list[type[Problem]]] = defaultdict(list)
    for problem in dict.fromkeys(problems):
        by_status[problem.status].append(problem)
    gateway = {429, 500, 503}
    gateway |= set() if public else {401}
    gateway |= {413} if takes_body else set()
    return {
        str(status): error(status, by_status[status], from_gateway=status in gateway)
        for status in sorted({*by_status, *gateway})
    }


def error(status: int, problems: list[type[Problem]], *, from_gateway: bool) -> dict[str, Any]:
    """Describes one error: which problems it can be, and whether API Gateway may answer it."""
    content: dict[str, Any] = {}
    headers: dict[str, Any] = {}
    if problems:
        headers |= OURS
        content["application/problem+json"] = {
            "schema": reference("Problem"),
            "examples": {problem.type: _example(problem) for problem in problems},
        }
        if status in WAITS:
            headers["Retry-After"] = header("RetryAfter")
    if from_gateway:
        headers["apigw-requestid"] = header("GatewayRequestId")
        content["application/json"] = {
            "schema": reference("GatewayError"),
            "example": {"message": GATEWAY_MESSAGES[status]},
        }
    kinds = [f"`{problem.type}`: {problem.title}." for problem in problems]
    if from_gateway:
        kinds.append(f"{'Or ' if kinds else ''}API Gateway's own: {GATEWAY_MESSAGES[status]}.")
    described = {"description": " ".join(kinds), "headers": headers, "content": content}
    # Beside the reference to the schema it would be lost, or break generators.
    return described | ({TYPES: [problem.type for problem in problems]} if problems else {})


def _example(problem: type[Problem]) -> dict[str, Any]:
    return {
        "summary": problem.title,
        "value": {
            "type": problem.type,
            "title": problem.title,
            "status": problem.status,
            "detail": problem.title,
            "instance": INSTANCE,
            **MEMBERS.get(problem.type, {}),
        },
    }
