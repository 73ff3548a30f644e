"""Examples that fit a JSON Schema, for the documents that describe what travels."""

from collections.abc import Mapping
from typing import Any

EXAMPLES_BY_TYPE = {"boolean": True, "integer": 3, "null": None, "number": 4.5, "string": "text"}


def example_of(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """An example that fits a schema: of its own examples where it has them."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "examples" in schema:
        return schema["examples"][0]
    for combined in ("anyOf", "allOf", "oneOf"):
        if combined in schema:
            return example_of(schema[combined][0], schemas)
    if "default" in schema:
        return schema["default"]
    if "enum" in schema:
        return schema["enum"][0]
    return _example_of_type(schema, schemas)


def _example_of_type(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    if schema.get("format") == "date-time":
        return "2026-11-22T18:00:00Z"
    if schema.get("type") == "array":
        return [example_of(schema["items"], schemas)]
    if schema.get("type") == "object":
        properties = schema.get("properties", {})
        return {name: example_of(value, schemas) for name, value in properties.items()}
    return EXAMPLES_BY_TYPE[schema.get("type", "string")]
