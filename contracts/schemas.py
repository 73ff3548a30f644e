"""Completes the schemas that pydantic makes of the models, for both contracts.

The models say what functions check; all that only readers and generators of clients want is added
here, so that it costs no function time to start.
"""

import importlib
import inspect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.json_schema import WithJsonSchema

from contracts.example_content import EXAMPLES
from contracts.vocabulary import CLOSED_TEXTS, ENUMERATIONS, KEYS, NOT_NEEDED, WORDS

Schema = dict[str, Any]
Schemas = dict[str, Schema]

REFERENCE = "#/components/schemas/"
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
PAGE = "Some items of a list, and where the next ones begin."
LARGEST_INT32 = 2**31 - 1
# What a model says of a field that some answers leave out.
SOMETIMES = "x-sometimes"


class NamelessEnumeration(Exception):
    """A closed set of words has no alias in the module of its model, or two."""


class TwoShapes(Exception):
    """A model is both taken and answered, but not with the same fields."""


def reference(name: str) -> Schema:
    """Returns a reference to a schema."""
    return {"$ref": REFERENCE + name}


def referred(schema: Mapping[str, Any]) -> str:
    """Returns the name of the schema that a reference leads to."""
    return str(schema["$ref"]).removeprefix(REFERENCE)


def parts(value: Any) -> Iterator[Schema]:
    """Yields every JSON object within a value, the outermost first."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in [*inner]:
        yield from parts(each)


def reachable(value: Any, schemas: Mapping[str, Schema]) -> set[str]:
    """Returns the names of all schemas that a part of a document refers to, at any depth."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        for part in parts(waiting.pop()):
            if "$ref" in part and (name := referred(part)) in schemas and name not in found:
                found.add(name)
                waiting.append(schemas[name])
    return found


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yields the models that an annotation is made of, at any depth."""
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    for part in get_args(annotation):
        yield from models_in(part)


def tidy(value: Any) -> None:
    """Drop titles that repeat names, and write integers as such, in any part of a document."""
    for part in parts(value):
        if isinstance(part.get("title"), str) and part.keys() & {"type", "anyOf", "$ref", "enum"}:
            del part["title"]
        for bound in BOUNDS:
            if isinstance(part.get(bound), float) and part[bound].is_integer():
                part[bound] = int(part[bound])
        if part.get("type") == "integer" and part.get("maximum", 0) > LARGEST_INT32:
            part["format"] = "int64"


def name_keys(schemas: Schemas, *, answers: set[str]) -> None:
    """Write maps with a closed set of keys as objects: generators forget `propertyNames`."""
    for name, schema in schemas.items():
        for part in parts(schema):
            if "propertyNames" not in part:
                continue
            keys = part.pop("propertyNames")["enum"]
            each = part.pop("additionalProperties")
            part["properties"] = {key: {**each, "description": KEYS[key]} for key in keys}
            if name in answers:
                part["required"] = list(keys)
            else:
                part["additionalProperties"] = False


def split_alternatives(schemas: Schemas) -> None:
    """Make a named model of each alternative of a model that takes either some fields or others."""
    for schema in [*schemas.values()]:
        alternatives = schema.get("oneOf", [])
        if "properties" not in schema:
            continue
        for alternative in alternatives:
            schemas[alternative["title"]] = {
                "type": "object",
                "description": alternative["description"],
                "properties": {
                    field: schema["properties"][field] for field in alternative["required"]
                },
                "required": alternative["required"],
                # Where the model takes no other field, its alternatives take none either.
                **{name: schema[name] for name in ("additionalProperties",) if name in schema},
            }
        if alternatives:
            description = schema["description"]
            schema.clear()
            schema["description"] = description
            schema["oneOf"] = [reference(each["title"]) for each in alternatives]


def require_all(schemas: Schemas, answers: Iterable[str], requests: set[str]) -> None:
    """Say of answers that each field is there, but for those that their model marks by SOMETIMES.

    Raises:
        TwoShapes: a model is also sent to us, and may then lack some of its fields.
    """
    for name in answers:
        schema = schemas[name]
        fields = schema.get("properties", {})
        sometimes = {name for name, field in fields.items() if field.pop(SOMETIMES, False)}
        optional = fields.keys() - {*schema.get("required", [])} - sometimes
        if optional and name in requests:
            raise TwoShapes(f"{name}: {sorted(optional)}")
        if optional:
            schema["required"] = [name for name in fields if name not in sometimes]
        for field in optional:
            fields[field].pop("default", None)


def name_enumerations(value: Any, schemas: Schemas, modules: Iterable[str]) -> None:
    """Refer to each closed set of words by its name, which is that of its alias in the code.

    Raises:
        NamelessEnumeration: it has no alias in these modules, or two.
    """
    names = _aliases(modules)
    for part in [*parts(value), *parts(schemas)]:
        if part.get("type") != "string" or "enum" not in part:
            continue
        words = part["enum"]
        if any(part is schema for schema in schemas.values()):
            continue
        found = names[tuple(words)]
        if len(found) != 1:
            raise NamelessEnumeration(f"{words}: {sorted(found) or 'no name'}")
        [name] = found
        del part["enum"], part["type"]
        part.update(reference(name))
        schemas[name] = {"type": "string", "enum": words}


def name_texts(schemas: Schemas) -> None:
    """Refer to the enumeration of fields that are texts to the code, of which few come."""
    for place, (name, words) in CLOSED_TEXTS.items():
        model, _, field = place.partition(".")
        described = schemas.get(model, {}).get("properties", {}).get(field)
        if described is None:
            continue
        for part in parts(described):
            if part.get("type") == "string":
                del part["type"]
                part.update(reference(name))
        schemas[name] = {"type": "string", "enum": list(words)}


def describe_enumerations(schemas: Schemas, *, answers: set[str]) -> None:
    """Say what enumerations stand for, and of those in answers that they may grow."""
    for name, schema in schemas.items():
        if "enum" not in schema:
            continue
        schema["description"] = ENUMERATIONS[name]
        if name in answers:
            schema["x-extensible-enum"] = schema["enum"]


def _aliases(modules: Iterable[str]) -> dict[tuple[str, ...], set[str]]:
    names: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for module in modules:
        for name, value in vars(importlib.import_module(module)).items():
            if not name.startswith("_") and (words := _words_of(value)):
                names[words].add(name)
    return names


def _words_of(alias: Any) -> tuple[str, ...]:
    """Returns the closed set of words that an alias stands for, if it does."""
    if get_origin(alias) is Literal:
        return get_args(alias)
    for metadata in getattr(alias, "__metadata__", ()):
        if isinstance(metadata, WithJsonSchema) and metadata.json_schema:
            return tuple(metadata.json_schema.get("enum", ()))
    return ()


def describe_fields(schemas: Schemas) -> None:
    """Describe the fields whose models leave that to the vocabulary, and give examples of them.

    Models whose fields depend on each other get examples as a whole.
    """
    for model, schema in schemas.items():
        if model in EXAMPLES:
            schema["examples"] = [EXAMPLES[model]]
        for name, described in schema.get("properties", {}).items():
            word = WORDS.get(f"{model}.{name}") or WORDS.get(name)
            if word is None:
                continue
            described.setdefault("description", word.description)
            if word.example is not NOT_NEEDED and "const" not in described:
                described["examples"] = [word.example]


def rename(document: Any, schemas: Schemas) -> None:
    """Call pages of a list by what they list: `PostViewPage`, not `Page_PostView_`."""
    names = {name: re.sub(r"^Page_(\w+)_$", r"\1Page", name) for name in schemas}
    for part in [*parts(document), *parts(schemas)]:
        if "$ref" in part and (name := referred(part)) in names:
            part["$ref"] = REFERENCE + names[name]
    renamed = {names[name]: schema for name, schema in schemas.items()}
    for name in renamed.keys() - names.keys():
        renamed[name]["description"] = PAGE
    schemas.clear()
    schemas.update(renamed)
