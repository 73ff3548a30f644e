"""docs/asyncapi.json and the page made of it: up to date, valid, and complete.

`asyncapi/3.0.0.json` is the schema of such documents as the AsyncAPI Initiative publishes it, in
its npm package `@asyncapi/specs` 6.11.1, under the Apache License 2.0.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from chat import connections
from contracts import asyncapi, asyncapi_page
from infra.routes import ROUTES, SOCKET_ROUTES
from learn_exchange.sockets import OutgoingFrame
from local.stage import urls
from tests.support.gateway import Json

SPECIFICATION: Json = json.loads((Path(__file__).parent / "asyncapi/3.0.0.json").read_text("utf-8"))
DOCUMENT: Json = json.loads(asyncapi.DOCUMENT.read_text("utf-8"))
MESSAGES: Json = DOCUMENT["components"]["messages"]
SCHEMAS: Json = DOCUMENT["components"]["schemas"]
OPERATIONS: Json = DOCUMENT["operations"]


def at(reference: Json) -> Any:
    """Returns the part that a reference points at."""
    found: Any = DOCUMENT
    for part in reference["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return at(found) if isinstance(found, dict) and found.keys() == {"$ref"} else found


def references(value: Any) -> Iterator[Json]:
    """Yields all references in a part of the document."""
    if isinstance(value, dict):
        if "$ref" in value:
            yield value
        for each in value.values():
            yield from references(each)
    if isinstance(value, list):
        for each in value:
            yield from references(each)


def names(operations: Iterator[Json]) -> set[str]:
    """Returns what frames of operations call themselves."""
    return {at(message)["name"] for operation in operations for message in operation["messages"]}


def test_the_document_and_its_page_are_not_stale() -> None:
    assert asyncapi.DOCUMENT.read_text("utf-8") == asyncapi.text(), "run `make openapi`"
    assert asyncapi_page.PAGE.read_text("utf-8") == asyncapi_page.text(), "run `make openapi`"


def test_the_document_is_valid_asyncapi_3() -> None:
    jsonschema_rs.validate(SPECIFICATION, DOCUMENT)
    assert [reference for reference in references(DOCUMENT) if not at(reference)] == []


@pytest.mark.parametrize(
    "breakage",
    [
        {"info": {}},
        {"asyncapi": "2.6.0"},
        {"operations": {"ping": {"action": "answer", "channel": {"$ref": "#/channels/live"}}}},
        {"channels": {"live": {"messages": []}}},
    ],
    ids=str,
)
def test_what_is_not_valid_would_be_noticed(breakage: Json) -> None:
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validate(SPECIFICATION, {**DOCUMENT, **breakage})


def test_every_action_is_described() -> None:
    received = (each for each in OPERATIONS.values() if each["action"] == "receive")
    own = {route.action for route in SOCKET_ROUTES if not route.action.startswith("$")}
    assert names(received) == own


def test_every_frame_that_clients_get_is_pushed_or_an_answer() -> None:
    asyncapi.document()  # It imports all frames, which the catalogue then knows.
    pushed = names(each for each in OPERATIONS.values() if each["action"] == "send")
    answers = names(each["reply"] for each in OPERATIONS.values() if "reply" in each)
    assert pushed | answers == {*OutgoingFrame.catalogue, asyncapi.GATEWAY_FRAME}
    assert pushed & answers == set()
    assert {"ack", "error", "pong"} <= answers


def test_every_answer_can_be_an_error_of_ours_or_of_api_gateway() -> None:
    for operation in OPERATIONS.values():
        if operation["action"] == "receive":
            assert names(iter([operation["reply"]])) >= {"error", asyncapi.GATEWAY_FRAME}


def test_the_error_of_api_gateway_is_told_from_all_other_frames() -> None:
    # What it sends by itself, after
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-routes-integrations.html
    frame = {"message": "Internal server error", "connectionId": "a", "requestId": "b"}
    for name, message in MESSAGES.items():
        schema = {**at(message["payload"]), "components": {"schemas": SCHEMAS}}
        is_its_own = name == asyncapi.GATEWAY_FRAME
        assert jsonschema_rs.is_valid(schema, frame) == is_its_own
        if not is_its_own:
            [example] = message["examples"]
            assert not jsonschema_rs.is_valid(SCHEMAS[asyncapi.GATEWAY_FRAME], example["payload"])
    assert "without a `type`" in DOCUMENT["info"]["description"]


@pytest.mark.parametrize("name", MESSAGES)
def test_a_frame_says_what_it_is_and_has_an_example(name: str) -> None:
    message = MESSAGES[name]
    schema = {**at(message["payload"]), "components": {"schemas": SCHEMAS}}
    assert message["summary"]
    for example in message["examples"]:
        jsonschema_rs.validate(schema, example["payload"], validate_formats=True)
        payload = example["payload"]
        named = payload.get("action") or payload.get("type") or asyncapi.GATEWAY_FRAME
        assert named == message["name"]
    for nothing in ({}, {"action": "other"}, {"type": "other"}):
        assert not jsonschema_rs.is_valid(schema, nothing)


def test_every_field_is_in_camel_case() -> None:
    for name, schema in SCHEMAS.items():
        for field in schema.get("properties", {}):
            assert re.fullmatch(r"[a-z][A-Za-z]*", field), f"{name}.{field}"


def test_who_cannot_tell_errors_apart_by_their_words_can_by_their_code() -> None:
    text = DOCUMENT["info"]["description"]
    codes = re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)
    assert codes == [problem.type for problem in asyncapi.problems()]
    assert {"client-id-reused", "invalid", "not-found", "unknown-action"} <= set(codes)


def test_the_endpoints_that_it_speaks_of_are_there() -> None:
    text = DOCUMENT["info"]["description"]
    paths = {f"{method} {path}" for method, path in re.findall(r"(GET|POST) (/[\w/{}]+)", text)}
    assert paths == {
        "GET /chat/{id}/messages",
        "GET /notifications/list",
        "POST /chat/ticket",
    }
    assert paths <= {route.endpoint for route in ROUTES}


def test_the_limits_that_it_speaks_of_are_those_that_hold() -> None:
    text = DOCUMENT["info"]["description"]
    assert f"good for {connections.GOOD_FOR.total_seconds():.0f} seconds" in text
    assert f"may have {connections.MAX_CONNECTIONS} connections" in text
    assert f"after {connections.OPEN_AT_MOST.total_seconds() / 3600:.0f} hours" in text


def test_its_server_is_the_one_of_make_run() -> None:
    server = DOCUMENT["servers"]["live"]
    address = f"{server['protocol']}://{server['host']}{server['pathname']}"
    channel = DOCUMENT["channels"]["live"]["address"]
    assert address + channel == urls("http://localhost:4566")["webSocketUrl"]


def test_the_page_shows_every_frame_and_links_to_what_is_there() -> None:
    page = asyncapi_page.PAGE.read_text("utf-8")
    anchors = re.findall(r'id="(\w+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(anchors) == MESSAGES.keys() | SCHEMAS.keys()
    assert set(re.findall(r'href="#(\w+)"', page)) <= set(anchors)
    assert "<script" not in page
    assert " style=" not in page
