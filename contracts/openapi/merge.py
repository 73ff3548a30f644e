"""docs/openapi.json: the operations of all endpoints in one document.

Powertools describes each resolver; this adds what all endpoints share (problems, security, the
gateway's own answers, examples) and merges them.
"""

import importlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

from aws_lambda_powertools.event_handler.openapi.merge import OpenAPIMerge

from contracts import schemas
from contracts.example_content import ANSWERS
from contracts.examples import changed, example_of
from contracts.openapi.components import HEADERS, error_schemas, security_schemes
from contracts.openapi.operations import described, endpoint_of
from contracts.version import VERSION
from infra.routes import ROUTES, Route, module_of
from learn_exchange.http import Api
from learn_exchange.problems import NoSuchRoute

DOCUMENT = Path(__file__).parents[2] / "docs/openapi.json"
DESCRIPTION = """Exchange skills: "I teach you Spanish, you teach me SQL".

Every endpoint but the public ones takes `Authorization: Bearer <accessToken>`. Lists take `limit`
and `cursor` and answer `items` and `nextCursor`. Text is kept as it was sent, and content is
markdown *source*: disable raw HTML and `javascript:` links where you render it.

**Errors** are problems (RFC 9457, `application/problem+json`); compare their `type`. API Gateway
itself may answer 401, 413, 429, 500 and 503 with `{message}` (`application/json`): such an answer
has no `type`.

**Words may be added** to the enumerations marked `x-extensible-enum`, and fields to answers, at any
time. Let your generator make a case for what is unknown, and pass over fields that you do not know.
"""
TAGS = {
    "auth": "Accounts, logins on several devices, verified addresses and forgotten passwords.",
    "chat": "Conversations, and the tickets with which the WebSocket API is opened.",
    "docs": "The contracts themselves.",
    "exchange": "Exchanges, their sessions, ratings and calendars.",
    "explore": "What trends, which skills there are, and with whom to exchange them.",
    "feed": "Posts, comments, likes and the personal feed.",
    "media": "Uploads of pictures and files.",
    "notifications": "What concerns you, and how you want to be told.",
    "ops": "For those who operate the system.",
    "user": "Profiles, skills, follows and blocks.",
}
# Of these alone some fields are left out: what a problem has depends on its type.
ERRORS = {"Problem", "FieldError", "GatewayError"}
INFO = {
    "contact": {"name": "Learn Exchange", "url": "https://learn-exchange.example/developers"},
    "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
}
# The deployed document names the place that it was fetched from instead (functions/docs/pages.py).
SERVERS = [
    {
        "url": "{origin}",
        "description": "An address at which the system is deployed.",
        "variables": {
            "origin": {
                "default": "https://api.learn-exchange.example",
                "description": "What `make run` prints, or the address of a deployment.",
            }
        },
    }
]


class ComponentClash(Exception):
    """Two endpoints use one name for two models."""


def document() -> dict[str, Any]:
    """Returns the whole document.

    Raises:
        ComponentClash: two endpoints use one name for two models.
    """
    merge = OpenAPIMerge(title="Learn Exchange", version=VERSION, description=DESCRIPTION)
    components: dict[str, Any] = {}
    modules: dict[str, None] = {}
    for module, routes in _endpoint_modules():
        schema = described(module, routes)
        for name, definition in schema["components"]["schemas"].items():
            if components.setdefault(name, definition) != definition:
                raise ComponentClash(name)
        merge.add_schema(schema)
        modules |= dict.fromkeys(_modules_of_models(module))
    merged = merge.get_openapi_schema()
    components |= error_schemas(_types_of_problems(merged["paths"]))
    _complete(merged, components, [*modules])
    merged["info"] |= INFO
    merged["servers"] = SERVERS
    merged["tags"] = [
        {"name": name, "description": TAGS[name]} for name in sorted(_tags(merged["paths"]))
    ]
    merged["paths"] = dict(sorted(merged["paths"].items()))
    merged["components"] = {
        "headers": HEADERS,
        "schemas": dict(sorted(components.items())),
        "securitySchemes": security_schemes(),
    }
    return merged


def write() -> None:
    """Write the document where the build and the docs site find it."""
    DOCUMENT.write_text(text(), "utf-8")


def text() -> str:
    """Returns the document as it stands in the file."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _endpoint_modules() -> Iterator[tuple[ModuleType, list[Route]]]:
    routes: dict[str, list[Route]] = defaultdict(list)
    for route in ROUTES:
        routes[route.function].append(route)
    for function, its_routes in routes.items():
        yield importlib.import_module(module_of(function)), its_routes


def _modules_of_models(module: ModuleType) -> Iterator[str]:
    if isinstance(module.app, Api):
        for hint in get_type_hints(endpoint_of(module)).values():
            yield from (model.__module__ for model in schemas.models_in(hint))


def _types_of_problems(paths: dict[str, Any]) -> set[str]:
    """Returns the types of all problems that operations answer, and that of no operation at all."""
    content = (
        response.get("content", {}).get("application/problem+json", {"examples": {}})
        for path in paths.values()
        for operation in path.values()
        for response in operation["responses"].values()
    )
    return {NoSuchRoute.type, *(kind for media in content for kind in media["examples"])}


def _tags(paths: dict[str, Any]) -> set[str]:
    return {
        tag for path in paths.values() for operation in path.values() for tag in operation["tags"]
    }


def _complete(merged: dict[str, Any], components: dict[str, Any], modules: list[str]) -> None:
    """Adds to what Powertools has made what readers and generators of clients want."""
    paths = merged["paths"]
    schemas.rename(paths, components)
    operations = [operation for path in paths.values() for operation in path.values()]
    answered = [operation["responses"] for operation in operations]
    answers = schemas.reachable(answered, components)
    requests = schemas.reachable([each.get("requestBody") for each in operations], components)
    schemas.name_keys(components, answers=answers)
    schemas.name_enumerations(paths, components, modules)
    schemas.name_texts(components)
    schemas.require_all(components, answers - ERRORS, requests)
    schemas.describe_fields({name: components[name] for name in components.keys() - ERRORS})
    schemas.split_alternatives(components)
    answers = schemas.reachable(answered, components)
    schemas.describe_enumerations(components, answers=answers)
    schemas.tidy(components)
    for operation in operations:
        schemas.tidy(operation.get("parameters"))
        for body in (operation.get("requestBody", {}), *operation["responses"].values()):
            for media in body.get("content", {}).values():
                schemas.tidy(media["schema"])
                # What a body stands for that is left out is said by its model's fields.
                media["schema"].pop("default", None)
                if not media.keys() & {"example", "examples"} and "$ref" in media["schema"]:
                    media["example"] = example_of(media["schema"], components)
    for operation in operations:
        _show_what_it_has_done(operation)


def _show_what_it_has_done(operation: dict[str, Any]) -> None:
    """Shows the state after the call in the example of a success."""
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            for media in response.get("content", {}).values():
                if changes := ANSWERS.get(operation["operationId"]):
                    media["example"] = changed(media["example"], changes)
