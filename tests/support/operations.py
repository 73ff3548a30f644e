"""The endpoints as the OpenAPI document describes them, for tests that hold for all of them."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from contracts.openapi import document
from tests.support.gateway import Json

SITE = ("/docs", "/docs/live", "/docs/assets/{file}", "/openapi.json", "/asyncapi.json")


@dataclass(frozen=True)
class Operation:
    """One endpoint that talks JSON."""

    method: str
    template: str
    description: Json

    def __str__(self) -> str:
        return f"{self.method} {self.template}"

    @property
    def public(self) -> bool:
        """Returns whether it takes no access token."""
        return not self.description.get("security")

    def parameters(self, place: str) -> dict[str, Json]:
        """Returns the schemas of its parameters in `path`, `query` or `header`, by their names."""
        declared = self.description.get("parameters", [])
        return {p["name"]: p["schema"] for p in declared if p["in"] == place}

    @property
    def path(self) -> str:
        """Its path, with ids that could be somebody's."""
        return self.path_with()

    def path_with(self, **values: str) -> str:
        """Its path, with other values for some parameters."""
        path = self.template
        for name, schema in self.parameters("path").items():
            path = path.replace(f"{{{name}}}", values.get(name, schema["examples"][0]))
        return path

    @property
    def _content(self) -> Json | None:
        body: Json = self.description.get("requestBody") or {}
        return body["content"]["application/json"] if body else None

    @property
    def takes_body(self) -> bool:
        """Returns whether it reads a body."""
        return self._content is not None

    @property
    def body(self) -> Json | None:
        """A body that it takes."""
        return deepcopy(self._content["example"]) if self._content else None

    def inputs(self) -> Iterator["Input"]:
        """Yields all that can be sent in the body, at any depth."""
        if self._content:
            yield from _inside(self, self._content["schema"], ())

    def declares(self, status: int, problem: str) -> bool:
        """Returns whether the document says that it may answer this problem."""
        response = self.description["responses"].get(str(status)) or {"content": {}}
        content = response["content"].get("application/problem+json") or {"examples": {}}
        return problem in content["examples"]


@dataclass(frozen=True)
class Input:
    """One place in the body of an endpoint."""

    operation: Operation
    path: tuple[str | int, ...]
    schema: Json
    required: bool

    def __str__(self) -> str:
        return f"{self.operation} {self.pointer}"

    @property
    def pointer(self) -> str:
        """The place, as RFC 6901 writes it."""
        return "".join(f"/{part}" for part in self.path)

    @property
    def types(self) -> set[str]:
        """The types of JSON that may stand there."""
        return {_resolved(branch)["type"] for branch in self.schema.get("anyOf", [self.schema])}

    @property
    def text(self) -> Json | None:
        """Returns what is said of a text there; None where no text may stand."""
        branches = [_resolved(branch) for branch in self.schema.get("anyOf", [self.schema])]
        return next((branch for branch in branches if branch["type"] == "string"), None)

    def body_with(self, value: Any) -> Json:
        """Returns a body in which only this place holds another value."""
        body, place = self._place()
        place[self.path[-1]] = value
        return body

    def body_without(self) -> Json:
        """Returns a body that lacks only this."""
        body, place = self._place()
        del place[self.path[-1]]
        return body

    def _place(self) -> tuple[Json, Any]:
        body = self.operation.body
        assert body is not None
        place: Any = body
        for part in self.path[:-1]:
            place = place.setdefault(part, {}) if isinstance(place, dict) else place[part]
        return body, place


@cache
def _document() -> Json:
    return document()


def operations() -> list[Operation]:
    """Returns all endpoints but the pages of the documentation."""
    return [
        Operation(method.upper(), path, description)
        for path, methods in _document()["paths"].items()
        for method, description in methods.items()
        if path not in SITE
    ]


def _resolved(schema: Json) -> Json:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    found: Json = _document()["components"]["schemas"][reference.rpartition("/")[2]]
    return found


def _inside(operation: Operation, schema: Json, path: tuple[str | int, ...]) -> Iterator[Input]:
    schema = _resolved(schema)
    for branch in schema.get("oneOf", []):
        yield from (replace(each, required=False) for each in _inside(operation, branch, path))
    for name, inner in schema.get("properties", {}).items():
        place = (*path, name)
        resolved = _resolved(inner)
        yield Input(operation, place, resolved, name in schema.get("required", []))
        yield from _inside(operation, resolved, place)
        if "items" in resolved:
            yield from _inside(operation, resolved["items"], (*place, 0))
