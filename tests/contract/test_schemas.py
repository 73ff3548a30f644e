"""The schemas of both contracts, as generators of clients need them."""

import importlib
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from chat.schemas import AboutEvent
from contracts import asyncapi, openapi, schemas
from contracts.example_content import EXAMPLES
from contracts.vocabulary import CLOSED_TEXTS, ENUMERATIONS, WORDS
from exchange.badges import BADGES
from infra.consumers import EXCHANGE_CHANGES
from learn_exchange.catalogue import skills
from learn_exchange.people import Badge
from learn_exchange.problems import Invalid
from notifications.kinds import KIND_OF_EVENT, KINDS
from tests.support.gateway import Json

HTTP: Json = json.loads(openapi.DOCUMENT.read_text("utf-8"))
LIVE: Json = json.loads(asyncapi.DOCUMENT.read_text("utf-8"))
SCHEMAS = [
    pytest.param(name, schema, id=f"{kind} {name}")
    for kind, document in (("http", HTTP), ("live", LIVE))
    for name, schema in document["components"]["schemas"].items()
]
OPERATIONS = [operation for path in HTTP["paths"].values() for operation in path.values()]
PARAMETERS = [parameter for each in OPERATIONS for parameter in each.get("parameters", [])]
# The keywords of JSON Schema that the documents use, and the one of ours.
KEYWORDS = {
    *("$ref", "type", "const", "enum", "format", "default", "description", "examples"),
    *("properties", "required", "additionalProperties", "items", "anyOf", "oneOf", "allOf"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems"),
    "x-extensible-enum",
}
# What a problem has beyond five fields depends on its type, and who has a session by cookie gets no
# refresh token.
VARIES = {"Problem", "FieldError", "SignedIn"}


def enumerations() -> Iterator[tuple[str, list[str]]]:
    """Yields the closed sets of words of both documents, by name."""
    for document in (HTTP, LIVE):
        for name, schema in document["components"]["schemas"].items():
            if "enum" in schema:
                yield name, schema["enum"]


def subschemas(schema: Json) -> Iterator[Json]:
    """Yields a schema and all within it: names of properties and contents of examples are none."""
    yield schema
    inner = [*schema.get("properties", {}).values()]
    inner += [schema[word] for word in ("items", "additionalProperties") if word in schema]
    for word in ("anyOf", "oneOf", "allOf"):
        inner += schema.get(word, [])
    for each in inner:
        if isinstance(each, dict):
            yield from subschemas(each)


def answered(document: Json) -> set[str]:
    """Returns the names of all schemas of what clients get."""
    known = document["components"]["schemas"]
    if document is HTTP:
        return schemas.reachable([each["responses"] for each in OPERATIONS], known)
    got = [name for name in known if name.endswith("Frame")]
    return schemas.reachable([schemas.reference(name) for name in got], known)


@pytest.mark.parametrize(("name", "schema"), SCHEMAS)
def test_a_schema_and_each_of_its_fields_is_described(name: str, schema: Json) -> None:
    assert re.fullmatch(r"[A-Z][A-Za-z]+", name)
    assert schema["description"]
    for part in schemas.parts(schema):
        for field, described in part.get("properties", {}).items():
            assert described.get("description"), field
            assert "title" not in described
    assert "title" not in {*schema} - {"properties"}


@pytest.mark.parametrize(("name", "schema"), SCHEMAS)
def test_fields_are_in_camel_case(name: str, schema: Json) -> None:
    for part in schemas.parts(schema):
        for field in part.get("properties", {}):
            assert re.fullmatch(r"[a-z][A-Za-z]*", field) or field in KINDS


@pytest.mark.parametrize(("name", "schema"), SCHEMAS)
def test_a_schema_is_either_an_object_or_a_choice(name: str, schema: Json) -> None:
    for part in schemas.parts(schema):
        if "properties" in part:
            assert not part.keys() & {"oneOf", "anyOf", "allOf"}
        assert "propertyNames" not in part


@pytest.mark.parametrize(("name", "schema"), SCHEMAS)
def test_closed_sets_of_words_have_names(name: str, schema: Json) -> None:
    inside = [part for part in schemas.parts(schema) if part is not schema]
    assert [part for part in inside if "enum" in part] == []


def test_parameters_refer_to_sets_of_words_too() -> None:
    parameters = [parameter for each in OPERATIONS for parameter in each.get("parameters", [])]
    assert [part for part in schemas.parts(parameters) if "enum" in part] == []
    assert any("$ref" in parameter["schema"] for parameter in parameters)


@pytest.mark.parametrize("document", [HTTP, LIVE], ids=["http", "live"])
def test_what_is_answered_always_has_all_of_its_fields(document: Json) -> None:
    checked = 0
    for name in answered(document) - VARIES:
        schema = document["components"]["schemas"][name]
        if "properties" in schema:
            assert {*schema["required"]} == schema["properties"].keys(), name
            checked += 1
    assert checked > 10


@pytest.mark.parametrize("document", [HTTP, LIVE], ids=["http", "live"])
def test_sets_of_words_that_may_grow_are_marked(document: Json) -> None:
    got = answered(document)
    for name, schema in document["components"]["schemas"].items():
        if "enum" in schema:
            assert ("x-extensible-enum" in schema) == (name in got), name
            assert schema.get("x-extensible-enum", schema["enum"]) == schema["enum"]


def test_the_sets_of_words_are_those_by_which_the_code_acts() -> None:
    found = dict(enumerations())
    assert found["Badge"] == list(get_args(Badge)) == list(BADGES)
    assert found["AboutEvent"] == list(get_args(AboutEvent)) == list(EXCHANGE_CHANGES)
    assert found["DecisionEvent"] == list(KIND_OF_EVENT)
    assert found["NotificationType"] == list(KINDS)
    assert found["ErrorCode"] == [problem.type for problem in asyncapi.problems()]


def test_every_choice_of_channels_is_named() -> None:
    known = HTTP["components"]["schemas"]
    for model in ("PreferencesView", "PreferencesChanges"):
        assert list(known[model]["properties"]["channels"]["properties"]) == list(KINDS)


def test_marking_takes_one_of_two_named_models() -> None:
    known = HTTP["components"]["schemas"]
    one, other = (known[schemas.referred(each)] for each in known["Marking"]["oneOf"])
    assert (one["required"], other["required"]) == (["ids"], ["upTo"])


def test_requests_take_no_fields_that_are_not_known() -> None:
    known = HTTP["components"]["schemas"]
    bodies = [operation.get("requestBody") for operation in OPERATIONS]
    checked = 0
    for name in schemas.reachable(bodies, known):
        for part in schemas.parts(known[name]):
            if "properties" in part:
                assert part["additionalProperties"] is False, name
                checked += 1
    assert checked > 20


def test_schemas_have_keywords_of_json_schema_alone() -> None:
    found: list[Json] = []
    for document in (HTTP, LIVE):
        for schema in document["components"]["schemas"].values():
            found += subschemas(schema)
    for parameter in PARAMETERS:
        found += subschemas(parameter["schema"])
    assert {keyword for schema in found for keyword in schema} - KEYWORDS == set()
    assert len(found) > 500


def test_integers_in_queries_have_both_bounds() -> None:
    integers = [each for each in PARAMETERS if each["schema"].get("type") == "integer"]
    for parameter in integers:
        schema = parameter["schema"]
        assert type(schema["minimum"]) is type(schema["maximum"]) is int, parameter["name"]
        is_large = schema["maximum"] > schemas.LARGEST_INT32
        assert (schema.get("format") == "int64") == is_large, parameter["name"]
    assert {"limit", "after", "before"} <= {parameter["name"] for parameter in integers}


def test_bounds_and_large_integers_are_written_as_such() -> None:
    large = 0
    for part in schemas.parts([HTTP, LIVE]):
        for bound in schemas.BOUNDS:
            assert not isinstance(part.get(bound), float)
        if part.get("format") == "int64":
            large += 1
    assert large > 5
    for document in (HTTP, LIVE):
        for name, schema in document["components"]["schemas"].items():
            for field, described in schema.get("properties", {}).items():
                if "sequence" in field.lower():
                    assert described["format"] == "int64", f"{name}.{field}"


def test_no_word_of_the_vocabulary_is_left_over() -> None:
    fields: set[str] = set()
    for document in (HTTP, LIVE):
        for name, schema in document["components"]["schemas"].items():
            fields |= {f"{name}.{field}" for field in schema.get("properties", {})}
    names = {field.partition(".")[2] for field in fields}
    assert WORDS.keys() <= fields | names | {"ids", "upTo"}
    assert ENUMERATIONS.keys() == {name for name, _ in enumerations()}


def test_models_whose_fields_depend_on_each_other_have_examples_as_a_whole() -> None:
    for name, example in EXAMPLES.items():
        documents = [each for each in (HTTP, LIVE) if name in each["components"]["schemas"]]
        assert documents, name
        for document in documents:
            schema = document["components"]["schemas"][name]
            assert schema["examples"] == [example]
            assert list(example) == list(schema["properties"])


def test_examples_do_not_contradict_themselves() -> None:
    exchange, session, media = (
        EXAMPLES[name] for name in ("ExchangeView", "SessionView", "MediaView")
    )
    assert exchange["initiator"]["id"] != exchange["receiver"]["id"]
    assert (exchange["status"], exchange["expiresAt"]) == ("accepted", None)
    assert [each["exchangeId"] for each in exchange["sessions"]] == [exchange["id"]]
    people = {exchange["initiator"]["id"], exchange["receiver"]["id"]}
    assert {session["proposedBy"], session["changedBy"]} == people
    assert (
        session["isCompleted"] == (session["status"] == "completed") == bool(session["completedBy"])
    )
    starts_at = datetime.fromisoformat(session["scheduledTime"])
    for zone, local in (("timeZone", "localTime"), ("viewerTimeZone", "viewerLocalTime")):
        there = starts_at.astimezone(ZoneInfo(session[zone]))
        assert there.replace(tzinfo=None) == datetime.fromisoformat(session[local])
    assert (media["status"], media["reason"]) == ("ready", None)
    assert all(media[field] for field in ("url", "thumbnailUrl", "previewUrl", "width", "height"))


def test_examples_of_outcomes_are_explained_as_the_texts_do() -> None:
    texts = importlib.import_module("notifications.texts")
    outcomes = [*EXAMPLES["ChannelOutcomes"].items(), ("push", EXAMPLES["ChannelOutcome"])]
    for name, each in outcomes:
        channel = name.replace("inApp", "in_app")
        expected = texts.explain("en", channel, each["outcome"], None, "UTC")
        assert (each["explanation"], each["until"]) == (expected, None)


def test_the_example_of_an_error_has_the_rules_that_its_code_promises() -> None:
    error = EXAMPLES["ErrorFrame"]
    assert (error["code"], error["detail"]) == (Invalid.type, Invalid.title)
    assert error["errors"]


def test_tags_are_declared_and_described() -> None:
    declared = {tag["name"]: tag["description"] for tag in HTTP["tags"]}
    assert declared.keys() == {tag for operation in OPERATIONS for tag in operation["tags"]}
    assert all(declared.values())


def test_the_document_says_who_answers_for_it_and_where_it_is_served() -> None:
    assert HTTP["info"]["license"]["identifier"] == "Apache-2.0"
    assert HTTP["info"]["contact"]["url"].startswith("https://")
    [server] = HTTP["servers"]
    variables: dict[str, Any] = server["variables"]
    url = server["url"].format(**{name: each["default"] for name, each in variables.items()})
    assert url.startswith("https://")


def test_only_the_pages_of_the_documentation_are_internal() -> None:
    internal = {
        path
        for path, methods in HTTP["paths"].items()
        if any("x-internal" in operation for operation in methods.values())
    }
    assert internal == set(importlib.import_module("docs.pages").PUBLISHED)


def test_the_contract_says_what_is_in_an_access_token() -> None:
    description = HTTP["components"]["securitySchemes"]["accessToken"]["description"]
    for claim in ("iss", "aud", "sub", "fid", "iat", "exp"):
        assert f"| `{claim}` |" in description
    assert "15 minutes" in description
    assert "`learn-exchange`" in description


def test_texts_that_are_closed_sets_have_the_words_of_the_code() -> None:
    found = dict(enumerations())
    states = {*found["ExchangeStatus"], *found["SessionStatus"]}
    assert {*found["CurrentState"]} == states
    assert found["UploadType"] == list(
        get_args(importlib.import_module("media.schemas").UploadType)
    )
    assert {*found["SkillCategory"]} == {skill.category for skill in skills()}
    for place, (name, _) in CLOSED_TEXTS.items():
        model, _, field = place.partition(".")
        described = HTTP["components"]["schemas"][model]["properties"][field]
        references = [part.get("$ref") for part in schemas.parts(described)]
        assert schemas.REFERENCE + name in references
