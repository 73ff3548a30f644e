"""Examples that fit a JSON Schema, for the documents that describe what travels."""

from collections.abc import Mapping
from typing import Any

from contracts.example_content import INSTANT


class NoExample(Exception):
    """Nothing says what such a value looks like: it belongs into `contracts.vocabulary`."""


def example_of(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """Returns an example that fits a schema: of its own examples where it has them.

    Raises:
        NoExample: nothing says what such a value looks like.
    """
    if given := _given(schema):
        return given[0]
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for combined in ("anyOf", "allOf", "oneOf"):
        if combined in schema:
            return example_of(schema[combined][0], schemas)
    if schema.get("format") == "date-time":
        return INSTANT
    if schema.get("type") == "array":
        return [example_of(schema["items"], schemas)]
    if "properties" in schema:
        return {name: example_of(value, schemas) for name, value in schema["properties"].items()}
    raise NoExample(schema)


def changed(example: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Returns an example with other content in some fields, at any depth."""
    return {
        name: changed(content, changes[name])
        if isinstance(content, dict) and isinstance(changes.get(name), dict)
        else changes.get(name, content)
        for name, content in example.items()
    }


def _given(schema: Mapping[str, Any]) -> list[Any]:
    """Returns what a schema itself names as content, its examples first."""
    several = schema.get("examples") or schema.get("enum") or []
    return [*several, *(schema[name] for name in ("const", "default") if name in schema)]
