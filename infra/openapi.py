"""`make openapi`: writes docs/openapi.json from the endpoints' own code, and the other documents.

Powertools describes each resolver; this adds what all endpoints share (problems, security, the
gateway's own answers, examples) and merges them into one document.
"""

import importlib
import inspect
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_type_hints

from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.merge import OpenAPIMerge

from infra import asyncapi, asyncapi_page, event_page, event_schemas, state_page
from infra.examples import example_of
from infra.routes import ROUTES, Route
from learn_exchange import idempotency
from learn_exchange.http import Api
from learn_exchange.problems import (
    BodyTooLarge,
    InternalError,
    Invalid,
    MalformedRequest,
    NotSignedIn,
    Problem,
    Unavailable,
    UnsupportedMediaType,
)

DOCUMENT = Path(__file__).parent.parent / "docs/openapi.json"
VERSION = "1.0.0"
DESCRIPTION = """Exchange skills: "I teach you Spanish, you teach me SQL".

Every endpoint but the public ones takes `Authorization: Bearer <accessToken>`. Errors are problems
(RFC 9457); compare their `type`. Lists take `limit` and `cursor` and answer `items` and
`nextCursor`. Text is kept as it was sent, and content is markdown *source*: disable raw HTML and
`javascript:` links where you render it.
"""
PROBLEM = {"$ref": "#/components/schemas/Problem"}
GATEWAY_ERROR = {"$ref": "#/components/schemas/GatewayError"}
SHARED_SCHEMAS: dict[str, Any] = {
    "Problem": {
        "title": "Problem",
        "description": "An error (RFC 9457).",
        "type": "object",
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
            "type": {"type": "string", "description": "A stable word: what kind of error it is."},
            "title": {"type": "string", "description": "What the kind means."},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "What happened this time."},
            "instance": {
                "type": "string",
                "description": "The request: `urn:request:` and its id.",
            },
            "errors": {
                "description": "With `invalid`: each rule broken.",
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["pointer", "detail"],
                    "properties": {
                        "pointer": {
                            "type": "string",
                            "description": "Where: a JSON pointer (RFC 6901) into the body, or "
                            "`/query/…`, `/path/…`, `/header/…`.",
                        },
                        "detail": {"type": "string", "description": "What is wrong there."},
                        "choices": {
                            "type": "array",
                            "items": {"type": "string"},
                            "description": "Values to send instead, if few come into question.",
                        },
                    },
                },
            },
        },
    },
    "GatewayError": {
        "title": "GatewayError",
        "description": "What API Gateway answers by itself: no Authorization header, its own "
        "throttling, a body over 10 MB.",
        "type": "object",
        "required": ["message"],
        "properties": {"message": {"type": "string", "examples": ["Unauthorized"]}},
    },
}
POWERTOOLS_SCHEMAS = {"HTTPValidationError", "ResponseValidationError", "ValidationError"}
IDEMPOTENCY_KEY = {
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
    },
}


class ComponentClash(Exception):
    """Two endpoints use one name for two models."""


def document() -> dict[str, Any]:
    """The whole document.

    Raises:
        ComponentClash: two endpoints use one name for two models.
    """
    merge = OpenAPIMerge(
        title="Learn Exchange",
        version=VERSION,
        description=DESCRIPTION,
        tags=[*sorted({_domain(route) for route in ROUTES})],
    )
    components: dict[str, Any] = {}
    for module, routes in _endpoint_modules():
        schema = _schema(module, routes)
        for name, definition in schema["components"]["schemas"].items():
            if components.setdefault(name, definition) != definition:
                raise ComponentClash(name)
        merge.add_schema(schema)
    merged = merge.get_openapi_schema()
    merged["components"]["schemas"] = {**components, **SHARED_SCHEMAS}
    merged["components"]["securitySchemes"] = {
        "accessToken": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    }
    _add_examples(merged)
    return _sorted(merged)


def write() -> None:
    """Write the document where the build and the docs site find it."""
    DOCUMENT.write_text(text(), "utf-8")


def text() -> str:
    """The document as it stands in the file."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _endpoint_modules() -> Iterator[tuple[ModuleType, list[Route]]]:
    routes: dict[str, list[Route]] = defaultdict(list)
    for route in ROUTES:
        routes[route.function].append(route)
    for function, its_routes in routes.items():
        yield importlib.import_module(function), its_routes


def _domain(route: Route) -> str:
    return route.function.partition(".")[0]


def _schema(module: ModuleType, routes: list[Route]) -> dict[str, Any]:
    if not isinstance(module.app, Api):
        return _site_schema(module, routes)
    schema: dict[str, Any] = json.loads(module.app.get_openapi_json_schema(title="", version=""))
    (route,) = routes
    endpoint = endpoint_of(module)
    operation = schema["paths"][route.path][route.method.lower()]
    _describe(operation, endpoint)
    operation["operationId"] = _camel(endpoint.__name__)
    operation["security"] = [] if route.public else [{"accessToken": []}]
    for parameter in operation.get("parameters", []):
        _clean_parameter(parameter)
    if _takes(endpoint, idempotency.Once):
        operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    operation["responses"] = _responses(operation, route, getattr(endpoint, "problems", ()))
    schemas = schema["components"]["schemas"]
    schema["components"]["schemas"] = {
        name: definition for name, definition in schemas.items() if name not in POWERTOOLS_SCHEMAS
    }
    return schema


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


def _describe(operation: dict[str, Any], endpoint: Any) -> None:
    docstring = inspect.getdoc(endpoint) or ""
    operation["summary"] = docstring.partition("\n")[0]
    operation["description"] = docstring


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _takes(endpoint: Any, dependency: Any) -> bool:
    (wanted,) = (part for part in get_args(dependency) if isinstance(part, Depends))
    hints = get_type_hints(endpoint, include_extras=True).values()
    return any(wanted in get_args(hint) for hint in hints)


def _clean_parameter(parameter: dict[str, Any]) -> None:
    schema = parameter["schema"]
    # A parameter is there or not, it cannot be null; and bounds of integers are integers.
    for option in schema.pop("anyOf", []):
        if option != {"type": "null"}:
            schema.update(option)
    for bound in ("minimum", "maximum"):
        if bound in schema:
            schema[bound] = int(schema[bound])
    schema.pop("title", None)
    schema.pop("description", None)


def _responses(
    operation: dict[str, Any], route: Route, declared: Iterable[type[Problem]]
) -> dict[str, Any]:
    problems: list[type[Problem]] = [*declared, InternalError, Unavailable]
    if not route.public:
        problems.append(NotSignedIn)
    if operation.get("parameters") or "requestBody" in operation:
        problems.append(Invalid)
    if any(parameter["name"] == "cursor" for parameter in operation.get("parameters", [])):
        problems.append(MalformedRequest)
    if "requestBody" in operation:
        problems += [MalformedRequest, BodyTooLarge, UnsupportedMediaType]
    responses = {
        status: response
        for status, response in operation["responses"].items()
        if status.startswith("2")
    }
    for status, response in responses.items():
        response["description"] = "Done." if status == "204" else "Success."
        response["headers"] = {"X-Request-Id": {"schema": {"type": "string"}}}
        if status == "204":
            response.pop("content", None)
    by_status: dict[int, list[type[Problem]]] = defaultdict(list)
    for problem in dict.fromkeys(problems):
        by_status[problem.status].append(problem)
    gateway = {429, 503} if route.public else {401, 429, 503}
    for status in sorted({*by_status, *gateway}):
        responses[str(status)] = _problem_response(status, by_status[status], status in gateway)
    return responses


def _problem_response(
    status: int,
    problems: list[type[Problem]],
    from_gateway: bool,  # noqa: FBT001
) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if problems:
        examples = {
            problem.type: {
                "summary": problem.title,
                "value": {
                    "type": problem.type,
                    "title": problem.title,
                    "status": status,
                    "detail": problem.title,
                    "instance": "urn:request:JKJaXmPLvHcESHA=",
                },
            }
            for problem in problems
        }
        content["application/problem+json"] = {"schema": PROBLEM, "examples": examples}
    if from_gateway:
        content["application/json"] = {"schema": GATEWAY_ERROR}
    kinds = [f"`{problem.type}`: {problem.title}." for problem in problems]
    return {
        "description": " ".join(kinds) or "API Gateway's own throttling.",
        "content": content,
    }


def _site_schema(module: ModuleType, routes: list[Route]) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for route in routes:
        name, media_type, summary = module.PUBLISHED[route.path]
        parameters = [
            {"name": "file", "in": "path", "required": True, "schema": {"type": "string"}}
        ]
        success = {
            "description": "Success.",
            "content": {media_type: {"schema": {"type": "string"}}},
        }
        if media_type == "application/json":
            success["content"] = {media_type: {"schema": {"type": "object"}}}
        paths[route.path] = {
            route.method.lower(): {
                "tags": [_domain(route)],
                "summary": summary,
                "description": summary,
                "operationId": _camel(name),
                "security": [],
                **({"parameters": parameters} if "{file}" in route.path else {}),
                "responses": {
                    "200": success,
                    "304": {"description": "Not changed since the `ETag` that was sent."},
                    "404": _problem_response(404, [module.NotFound], from_gateway=False),
                    "429": _problem_response(429, [], from_gateway=True),
                    "500": _problem_response(500, [InternalError], from_gateway=False),
                    "503": _problem_response(503, [], from_gateway=True),
                },
            }
        }
    return {"openapi": "3.1.0", "info": {}, "paths": paths, "components": {"schemas": {}}}


def _add_examples(merged: dict[str, Any]) -> None:
    schemas = merged["components"]["schemas"]
    for path in merged["paths"].values():
        for operation in path.values():
            bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
            for body in bodies:
                for media in body.get("content", {}).values():
                    if "examples" not in media and media["schema"] != {"type": "string"}:
                        media["example"] = example_of(media["schema"], schemas)


def _sorted(merged: dict[str, Any]) -> dict[str, Any]:
    merged["paths"] = dict(sorted(merged["paths"].items()))
    merged["components"]["schemas"] = dict(sorted(merged["components"]["schemas"].items()))
    merged["servers"] = [{"url": "."}]
    return merged


if __name__ == "__main__":
    write()
    asyncapi.write()
    asyncapi_page.write()
    event_schemas.write()
    event_page.write()
    state_page.write()
