"""Answers of operations in docs/openapi.json: one shape, its headers, and every error."""

import json

import pytest

from contracts import openapi
from infra.cors import ANSWER_HEADERS
from tests.support.gateway import Json

DOCUMENT: Json = json.loads(openapi.DOCUMENT.read_text("utf-8"))
SCHEMAS: Json = DOCUMENT["components"]["schemas"]
OPERATIONS: dict[str, Json] = {
    f"{method.upper()} {path}": operation
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
ANSWERS = [
    pytest.param(operation, status, response, id=f"{endpoint} {status}")
    for endpoint, operation in OPERATIONS.items()
    for status, response in operation["responses"].items()
]
PROBLEM, PLAIN = "application/problem+json", "application/json"
PROBLEM_SCHEMA = {"$ref": "#/components/schemas/Problem"}
GATEWAY_ERROR = {"$ref": "#/components/schemas/GatewayError"}
# What problems of some types have beyond the five fields of all.
MEMBERS = {
    "already-pending": {"exchangeId", "link"},
    "changed-since": {"current"},
    "invalid": {"errors"},
    "no-time-agreed": {"current"},
    "wrong-state": {"current"},
}
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
GATEWAY_MESSAGES = {
    "401": "Unauthorized",
    "413": "Request Entity Too Large",
    "429": "Too Many Requests",
    "500": "Internal Server Error",
    "503": "Service Unavailable",
}


@pytest.mark.parametrize("endpoint", OPERATIONS)
def test_an_operation_has_one_success_and_says_what_limits_and_outages_look_like(
    endpoint: str,
) -> None:
    responses = OPERATIONS[endpoint]["responses"]
    assert len([status for status in responses if status.startswith("2") or status == "303"]) == 1
    assert {"429", "500", "503"} <= responses.keys()


@pytest.mark.parametrize(("operation", "status", "response"), ANSWERS)
def test_a_success_has_one_shape(operation: Json, status: str, response: Json) -> None:
    if status == "204":
        assert "content" not in response
    elif status.startswith("2"):
        [media] = response["content"].values()
        assert media["schema"].keys() in ({"$ref"}, {"type"})
        if "$ref" in media["schema"]:
            name = media["schema"]["$ref"].rpartition("/")[2]
            assert SCHEMAS[name]["type"] == "object"


@pytest.mark.parametrize(("operation", "status", "response"), ANSWERS)
def test_an_error_names_the_problems_that_it_can_be(
    operation: Json, status: str, response: Json
) -> None:
    if status < "400":
        return
    assert response["content"].keys() <= {PROBLEM, PLAIN}
    if PROBLEM in response["content"]:
        media = response["content"][PROBLEM]
        words = response["x-problem-types"]
        assert media["schema"] == PROBLEM_SCHEMA
        assert words == list(media["examples"])
        assert {*words} <= {*SCHEMAS["ProblemType"]["enum"]}
        for word, example in media["examples"].items():
            assert (example["value"]["type"], str(example["value"]["status"])) == (word, status)
            assert f"`{word}`" in response["description"]


@pytest.mark.parametrize(("operation", "status", "response"), ANSWERS)
def test_what_api_gateway_may_answer_itself_is_told_from_what_we_answer(
    operation: Json, status: str, response: Json
) -> None:
    by_itself = status in GATEWAY_MESSAGES and (status != "401" or bool(operation["security"]))
    headers = response["headers"]
    assert ("apigw-requestid" in headers) == by_itself
    if by_itself:
        media = response["content"][PLAIN]
        assert media["schema"] == GATEWAY_ERROR
        assert media["example"] == {"message": GATEWAY_MESSAGES[status]}
    elif status >= "400":
        assert PLAIN not in response["content"]


@pytest.mark.parametrize(("operation", "status", "response"), ANSWERS)
def test_our_answers_carry_the_request_id_and_say_how_long_to_wait(
    operation: Json, status: str, response: Json
) -> None:
    ours = status < "400" or PROBLEM in response["content"]
    assert ("X-Request-Id" in response["headers"]) == ours
    assert ("Retry-After" in response["headers"]) == (ours and status in ("429", "503"))


@pytest.mark.parametrize(("operation", "status", "response"), ANSWERS)
def test_examples_of_problems_have_what_belongs_to_their_types(
    operation: Json, status: str, response: Json
) -> None:
    examples = response.get("content", {}).get(PROBLEM, {}).get("examples", {})
    for word, example in examples.items():
        members = example["value"].keys() - {*SCHEMAS["Problem"]["required"]}
        assert members == MEMBERS.get(word, set()), word


def test_problems_say_with_which_types_their_other_fields_come() -> None:
    for word, members in MEMBERS.items():
        for member in members:
            assert f"`{word}`" in SCHEMAS["Problem"]["properties"][member]["description"]


def test_browsers_may_read_each_header_that_is_declared() -> None:
    responses = [
        each for operation in OPERATIONS.values() for each in operation["responses"].values()
    ]
    names = {name.lower() for response in responses for name in response.get("headers", {})}
    # Scripts never get to see a cookie or where they are led; `Cache-Control` they see anyway.
    assert names - {"set-cookie", "location", "cache-control"} <= {
        each.lower() for each in ANSWER_HEADERS
    }
    assert "content-disposition" in names


def test_the_two_shapes_of_errors_are_told_apart_in_words() -> None:
    description = SCHEMAS["GatewayError"]["description"]
    for told in ("Content-Type", "no `type`", "apigw-requestid", "Retry-After"):
        assert told in description
