"""The contracts held against what is really sent: all answers and frames of the fast tests."""

import json
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from contracts import asyncapi, openapi, schemas
from infra.routes import Route

if TYPE_CHECKING:
    from tests.support.gateway import Answer, Json

# What every HTTP answer has; contracts need not speak of it.
PLAIN_HEADERS = {"content-encoding", "content-length", "content-type", "vary"}
# What is said once, of all answers: https://owasp.org/www-project-secure-headers
PROTECTION = {
    "content-security-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
}
# What a body is refused with, which no contract speaks of where none is taken.
UNREADABLE = (400, 413, 415, 422)
# Declared wherever they may come, and sent only sometimes.
SOMETIMES = {"apigw-requestid", "set-cookie"}


def check_answer(route: Route, answer: "Answer") -> None:
    """Check that an answer is one that docs/openapi.json describes, to its last key and header."""
    operation = _http()["paths"][route.path].get(route.method.lower())
    if operation is None:
        assert route.method == "HEAD"
        return
    declared = operation["responses"].get(str(answer.status))
    if declared is None and "requestBody" not in operation and answer.status in UNREADABLE:
        return
    assert declared, f"{route.endpoint} does not declare {answer.status}: {answer.text}"
    _check_headers(route, declared, answer)
    media_type = answer.header("content-type").partition(";")[0]
    content = declared.get("content", {})
    if answer.status in (204, 303, 304):
        assert not answer.text
        assert not content
    elif media_type not in ("application/json", "application/problem+json"):
        assert content.keys() & {media_type, "*/*"}
    else:
        assert media_type in content, f"{route.endpoint} {answer.status}: {media_type}"
        validator = _answer_validator(route.path, route.method.lower(), answer.status, media_type)
        _check(validator, answer.json, f"{route.endpoint} {answer.status}")
        if media_type == "application/problem+json":
            assert answer.json["type"] in declared["x-problem-types"], answer.text


def check_frame(frame: "Json") -> None:
    """Check that a frame is one that docs/asyncapi.json describes, to its last key."""
    names = {message["name"]: name for name, message in _live()["components"]["messages"].items()}
    assert frame["type"] in names, frame
    _check(_frame_validator(names[frame["type"]]), frame, frame["type"])


def _check_headers(route: Route, declared: "Json", answer: "Answer") -> None:
    expected = {name.lower() for name in declared["headers"]}
    sent = {name.lower() for name in answer.headers} - PLAIN_HEADERS - PROTECTION
    what = f"{route.endpoint} {answer.status}"
    assert sent <= expected, f"{what} sends {sent - expected}"
    assert expected - SOMETIMES <= sent, f"{what} lacks {expected - sent}"


def _check(validator: jsonschema_rs.Draft202012Validator, content: Any, what: str) -> None:
    errors = [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(content)]
    assert not errors, f"{what}: {errors}"


@cache
def _http() -> "Json":
    return _closed(json.loads(openapi.DOCUMENT.read_text("utf-8")))


@cache
def _live() -> "Json":
    return _closed(json.loads(asyncapi.DOCUMENT.read_text("utf-8")))


def _closed(document: "Json") -> "Json":
    """Forbid the fields that no schema names: they are allowed to come, but not unsaid."""
    for part in schemas.parts(document["components"]["schemas"]):
        if "properties" in part and "type" in part:
            part["additionalProperties"] = False
    return document


@cache
def _answer_validator(
    path: str, method: str, status: int, media_type: str
) -> jsonschema_rs.Draft202012Validator:
    response = _http()["paths"][path][method]["responses"][str(status)]
    return _validator(response["content"][media_type]["schema"], _http())


@cache
def _frame_validator(name: str) -> jsonschema_rs.Draft202012Validator:
    return _validator(schemas.reference(name), _live())


def _validator(schema: "Json", document: "Json") -> jsonschema_rs.Draft202012Validator:
    known = document["components"]["schemas"]
    needed = {name: known[name] for name in schemas.reachable(schema, known)}
    standing_alone = {**deepcopy(schema), "components": {"schemas": needed}}
    return jsonschema_rs.Draft202012Validator(standing_alone, validate_formats=True)
