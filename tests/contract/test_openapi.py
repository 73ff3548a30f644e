"""docs/openapi.json: up to date, valid, and complete."""

import itertools
import json
import re
from collections.abc import Iterator
from contextlib import nullcontext
from types import ModuleType
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from pydantic import create_model

from contracts import asyncapi, openapi
from contracts.openapi import merge
from infra.routes import ROUTES, Route
from learn_exchange.http import api
from learn_exchange.problems import Problem
from learn_exchange.wire import ApiModel
from tests.support.gateway import Json
from tests.support.modules import load

DOCUMENT: Json = json.loads(openapi.DOCUMENT.read_text("utf-8"))
SCHEMAS: Json = DOCUMENT["components"]["schemas"]
OPERATIONS: dict[str, Json] = {
    f"{method.upper()} {path}": operation
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
SITE = {route.endpoint for route in ROUTES if route.function == "docs.site"}
ENDPOINTS = [route for route in ROUTES if route.endpoint not in SITE]


def all_problems(kind: type[Problem] = Problem) -> Iterator[type[Problem]]:
    """Yields all kinds of problem that endpoints can answer."""
    for function in {route.function for route in ROUTES}:
        load(function)
    for problem in kind.__subclasses__():
        if "test" not in problem.__module__:  # Other tests declare some of their own.
            yield problem
            yield from all_problems(problem)


def declared(operation: Json) -> Iterator[tuple[int, str]]:
    """Status and type of the problems that an operation answers."""
    for status, response in operation["responses"].items():
        content = response.get("content", {}).get("application/problem+json", {})
        for kind in content.get("examples", {}):
            yield int(status), kind


def resolved(schema: Json) -> Json:
    """Returns a schema that can stand alone."""
    return {**schema, "components": {"schemas": SCHEMAS}}


def test_the_document_is_not_stale() -> None:
    assert openapi.DOCUMENT.read_text("utf-8") == openapi.text(), "run `make openapi`"


def test_the_document_is_valid_openapi_3_1() -> None:
    assert DOCUMENT["openapi"] == "3.1.0"
    schemathesis.openapi.from_dict(DOCUMENT).validate()
    for schema in SCHEMAS.values():
        jsonschema_rs.Draft202012Validator(resolved(schema))


@pytest.mark.parametrize(
    "breakage",
    [
        {"info": {}},
        {"paths": {"no-slash": {}}},
        {"paths": {"/a": {"get": {"parameters": [{"name": "a"}]}}}},
    ],
    ids=str,
)
def test_what_is_not_valid_would_be_noticed(breakage: Json) -> None:
    document = schemathesis.openapi.from_dict({**DOCUMENT, **breakage})
    with pytest.raises(jsonschema_rs.ValidationError):
        document.validate()


def test_every_endpoint_is_described_and_nothing_else() -> None:
    assert set(OPERATIONS) == {route.endpoint for route in ROUTES}


@pytest.mark.parametrize("endpoint", OPERATIONS)
def test_an_operation_says_what_it_is(endpoint: str) -> None:
    operation = OPERATIONS[endpoint]
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    for parameter in operation.get("parameters", []):
        assert parameter["description"]
        assert parameter["schema"].keys() & {"type", "$ref"}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.endpoint)
def test_an_operation_takes_a_token_unless_it_is_public(route: Route) -> None:
    operation = OPERATIONS[route.endpoint]
    public: bool = route.public
    assert operation["security"] == ([] if public else [{"accessToken": []}])
    assert ((401, "not-signed-in") in declared(operation)) is not public
    in_the_path = set(re.findall(r"\{(\w+)\}", route.endpoint))
    parameters = operation.get("parameters", [])
    assert {p["name"] for p in parameters if p["in"] == "path"} == in_the_path


@pytest.mark.parametrize("route", ENDPOINTS, ids=lambda route: route.endpoint)
def test_the_problems_that_an_endpoint_declares_are_described(route: Route) -> None:
    endpoint = openapi.endpoint_of(load(route.function))
    problems = getattr(endpoint, "problems", ())
    operation = OPERATIONS[route.endpoint]
    kinds = set(declared(operation))
    assert {(problem.status, problem.type) for problem in problems} <= kinds
    assert {(500, "internal-error"), (503, "unavailable")} <= kinds
    if "requestBody" in operation:
        assert {
            (400, "malformed-request"),
            (413, "body-too-large"),
            (415, "unsupported-media-type"),
            (422, "invalid"),
        } <= kinds


def test_every_problem_is_declared_once_and_some_endpoint_answers_it() -> None:
    problems = [problem for problem in all_problems() if "type" in vars(problem)]
    kinds = [problem.type for problem in problems]
    assert len(kinds) == len(set(kinds))
    for problem in problems:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", problem.type)
        assert 400 <= problem.status < 600
        assert problem.__doc__
    described = {pair for operation in OPERATIONS.values() for pair in declared(operation)}
    described |= {(problem.status, problem.type) for problem in asyncapi.problems()}
    # Only what is not an endpoint at all answers that there is none; tickets are for WebSockets.
    rest = {(404, "no-such-route"), (401, "bad-ticket")}
    assert {(p.status, p.type) for p in problems} - described == rest


def test_headers_that_are_taken_are_plain_texts() -> None:
    # openapi-python-client leaves out operations that take any other.
    headers = [
        parameter
        for operation in OPERATIONS.values()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "header"
    ]
    assert {header["name"] for header in headers} == {"Idempotency-Key", "X-Session"}
    for header in headers:
        assert header["schema"]["type"] == "string"
        assert not header["schema"].keys() & {"const", "enum", "anyOf", "oneOf"}


def examples() -> Iterator[tuple[str, Json, Any]]:
    """Yields each example, with its place and its schema."""
    for endpoint, operation in OPERATIONS.items():
        for body in (operation.get("requestBody", {}), *operation["responses"].values()):
            for media in body.get("content", {}).values():
                values = [example["value"] for example in media.get("examples", {}).values()]
                values += [media["example"]] if "example" in media else []
                yield from ((endpoint, media["schema"], value) for value in values)
    for where, schema in inputs():
        yield from ((where, schema, example) for example in schema.get("examples", []))


def inputs() -> Iterator[tuple[str, Json]]:
    """Yields the parameters of operations and the fields of models, with their schemas."""
    for endpoint, operation in OPERATIONS.items():
        for parameter in operation.get("parameters", []):
            yield f"{endpoint} {parameter['name']}", parameter["schema"]
    for name, schema in SCHEMAS.items():
        yield name, schema
        for field, described in schema.get("properties", {}).items():
            yield f"{name}.{field}", described


def test_every_example_is_one() -> None:
    checked = 0
    for where, schema, example in examples():
        try:
            jsonschema_rs.validate(resolved(schema), example, validate_formats=True)
        except jsonschema_rs.ValidationError as error:
            pytest.fail(f"{where}: {error}")
        checked += 1
    assert checked > 100


@pytest.mark.parametrize("route", ENDPOINTS, ids=lambda route: route.endpoint)
def test_bodies_have_examples(route: Route) -> None:
    operation = OPERATIONS[route.endpoint]
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    for media in itertools.chain.from_iterable(b.get("content", {}).values() for b in bodies):
        assert "example" in media or media["examples"]


def endpoint_that_answers(name: str, model: type[ApiModel]) -> tuple[ModuleType, list[Route]]:
    """Returns a function with one endpoint, which answers a model."""
    module, app = ModuleType(name), api(public=True)

    def read() -> ApiModel:
        """Read it."""
        return model()

    read.__annotations__["return"] = model
    read.__module__ = name
    app.get(f"/{name}", tags=["docs"])(read)
    vars(module).update(app=app, read=read, handler=None)
    return module, [Route(f"GET /{name}", f"docs.{name}", public=True)]


def test_two_models_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    apple = create_model("Fruit", __base__=ApiModel, title=(str, ...))
    pear = create_model("Fruit", __base__=ApiModel, size=(int, ...))
    same = create_model("Fruit", __base__=ApiModel, title=(str, ...))
    for second, clashes in ((same, False), (pear, True)):
        modules = [endpoint_that_answers("one", apple), endpoint_that_answers("two", second)]
        monkeypatch.setattr(merge, "_endpoint_modules", lambda found=modules: found)
        with pytest.raises(openapi.ComponentClash, match="Fruit") if clashes else nullcontext():
            assert set(openapi.document()["paths"]) == {"/one", "/two"}
