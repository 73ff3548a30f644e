"""An endpoint's own code as operations of the document, by path and method."""

import inspect
import json
from collections.abc import Iterable
from functools import cache
from types import ModuleType
from typing import Any, get_args, get_type_hints

from aws_lambda_powertools.event_handler.depends import Depends

from auth import cookie_sessions
from contracts.openapi.components import header
from contracts.openapi.responses import OURS, errors, not_modified, success
from docs.pages import PUBLISHED
from infra.routes import Route
from learn_exchange import idempotency
from learn_exchange.http import Api
from learn_exchange.problems import (
    BodyTooLarge,
    InternalError,
    Invalid,
    MalformedRequest,
    NotFound,
    NotSignedIn,
    Problem,
    Unavailable,
    UnsupportedMediaType,
)

POWERTOOLS_SCHEMAS = {"HTTPValidationError", "ResponseValidationError", "ValidationError"}
IDEMPOTENCY_KEY: dict[str, Any] = {
    "name": idempotency.HEADER,
    "in": "header",
    "required": False,
    "description": "Choose one for each creation and send it again with each retry: then it is "
    "done once. Kept for 24 hours.",
    "schema": {
        "type": "string",
        "pattern": "^[ -~]+$",
        "minLength": 1,
        "maxLength": idempotency.LONGEST,
        "examples": ["0f0f4b1e-9a57-4d1c-8d0e-6f1b2f0c7a55"],
    },
}
SECRET_KEY = {
    **IDEMPOTENCY_KEY,
    "description": "Random, of 16 bytes or more, and known to this client alone: the same request "
    "with the same key is answered again, however late, until the tokens of the answer are used.",
    "schema": {**IDEMPOTENCY_KEY["schema"], "minLength": idempotency.SHORTEST_SECRET},
}
# What a parameter of a path is, where the endpoint does not say it.
PATH_PARAMETERS = {
    "commentId": "The comment's id.",
    "deviceId": "The id of the login, from `GET /auth/devices`.",
    "file": "The name of the file.",
    "id": "Its id.",
    "postId": "The post's id.",
    "token": "The token of the link.",
    "userId": "The person's id, or `me`.",
}


@cache
def _headers() -> dict[Any, dict[str, Any]]:
    """Returns what endpoints can have passed in that comes of a header, and that header."""
    x_session = {
        "name": cookie_sessions.HEADER,
        "in": "header",
        "required": False,
        "description": "`cookie` on pages of our own site: the refresh token is then in a cookie "
        "that no script can read, and in no body.",
        # A pattern: openapi-python-client leaves out operations with a constant in a header.
        "schema": {
            "type": "string",
            "pattern": f"^{cookie_sessions.BY_COOKIE}$",
            "examples": [cookie_sessions.BY_COOKIE],
        },
    }
    return {
        idempotency.Once: IDEMPOTENCY_KEY,
        idempotency.SecretKey: SECRET_KEY,
        cookie_sessions.CookieSession: x_session,
    }


def domain(route: Route) -> str:
    """Returns the domain whose function answers a route."""
    return route.function.partition(".")[0]


def endpoint_of(module: ModuleType) -> Any:
    """Returns the function of an endpoint's file that answers requests."""
    (endpoint,) = (
        value
        for value in vars(module).values()
        if inspect.isfunction(value)
        and value.__module__ == module.__name__
        and value is not module.handler
        and not value.__name__.startswith("_")
    )
    return endpoint


def described(module: ModuleType, routes: list[Route]) -> dict[str, Any]:
    """Returns the part of the document that one function answers."""
    if not isinstance(module.app, Api):
        return _site(routes)
    schema: dict[str, Any] = json.loads(module.app.get_openapi_json_schema(title="", version=""))
    (route,) = routes
    endpoint = endpoint_of(module)
    operation = schema["paths"][route.path][route.method.lower()]
    docstring = inspect.getdoc(endpoint) or ""
    operation["summary"] = docstring.partition("\n")[0]
    operation["description"] = docstring
    operation["operationId"] = _camel(endpoint.__name__)
    operation["security"] = [] if route.public else [{"accessToken": []}]
    for parameter in operation.get("parameters", []):
        _complete(parameter)
    for dependency, described_header in _headers().items():
        if _takes(endpoint, dependency):
            operation.setdefault("parameters", []).append(described_header)
    problems = [*getattr(endpoint, "problems", ())]
    problems += [BodyTooLarge] if module.app.ignores_body else []
    operation["responses"] = _responses(operation, route, problems)
    if _takes(endpoint, cookie_sessions.CookieSession):
        for status, response in operation["responses"].items():
            if status.startswith("2"):
                response["headers"]["Set-Cookie"] = header("SessionCookie")
    schemas = schema["components"]["schemas"]
    schema["components"]["schemas"] = {
        name: definition for name, definition in schemas.items() if name not in POWERTOOLS_SCHEMAS
    }
    return schema


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _takes(endpoint: Any, dependency: Any) -> bool:
    (wanted,) = (part for part in get_args(dependency) if isinstance(part, Depends))
    hints = get_type_hints(endpoint, include_extras=True).values()
    return any(wanted in get_args(hint) for hint in hints)


def _complete(parameter: dict[str, Any]) -> None:
    schema = parameter["schema"]
    # A parameter is there or not: it cannot be null.
    for option in schema.pop("anyOf", []):
        if option != {"type": "null"}:
            schema.update(option)
    # A constraint that follows a validator of ours is written by pydantic's name for it.
    for ours, theirs in (("minimum", "ge"), ("maximum", "le")):
        if theirs in schema:
            schema[ours] = schema.pop(theirs)
    schema.pop("title", None)
    description = schema.pop("description", None)
    if "description" not in parameter:
        parameter["description"] = description or PATH_PARAMETERS[parameter["name"]]


def _responses(
    operation: dict[str, Any], route: Route, declared: Iterable[type[Problem]]
) -> dict[str, Any]:
    parameters, takes_body = operation.get("parameters", []), "requestBody" in operation
    problems: list[type[Problem]] = [*declared, InternalError, Unavailable]
    if not route.public:
        problems.append(NotSignedIn)
    if parameters or takes_body:
        problems.append(Invalid)
    if any(parameter["name"] == "cursor" for parameter in parameters):
        problems.append(MalformedRequest)
    if takes_body:
        problems += [MalformedRequest, BodyTooLarge, UnsupportedMediaType]
    successes = {
        status: success(response, status)
        for status, response in operation["responses"].items()
        if status.startswith(("2", "3"))
    }
    for response in [*successes.values()]:
        if "ETag" in response["headers"]:
            successes["304"] = not_modified(response["headers"])
    return successes | errors(problems, public=route.public, takes_body=BodyTooLarge in problems)


def _site(routes: list[Route]) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for route in routes:
        name, media_type, summary = PUBLISHED[route.path]
        kind = "object" if media_type == "application/json" else "string"
        headers = OURS | {"ETag": header("ETag")}
        file = {
            "name": "file",
            "in": "path",
            "required": True,
            "description": PATH_PARAMETERS["file"],
            "schema": {"type": "string", "examples": ["docs.css"]},
        }
        paths[route.path] = {
            route.method.lower(): {
                "tags": [domain(route)],
                "summary": summary,
                "description": summary,
                "operationId": _camel(name),
                "x-internal": True,
                "security": [],
                **({"parameters": [file]} if "{file}" in route.path else {}),
                "responses": {
                    "200": {
                        "description": "Success.",
                        "headers": headers,
                        "content": {media_type: {"schema": {"type": kind}}},
                    },
                    "304": not_modified(headers),
                    **errors([NotFound, InternalError], public=True, takes_body=False),
                },
            }
        }
    return {"openapi": "3.1.0", "info": {}, "paths": paths, "components": {"schemas": {}}}
