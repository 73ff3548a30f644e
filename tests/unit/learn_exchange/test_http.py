"""The HTTP side of a function: what it answers when something breaks, and what it logs."""

import base64
import json
from collections.abc import Callable
from typing import Annotated, Any

import pytest
from aws_lambda_powertools.event_handler.openapi.params import Query
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from pynamodb.connection import Connection
from pynamodb.exceptions import GetError, PutError

from learn_exchange import faults
from learn_exchange.http import UserAgent, api, lambda_handler
from learn_exchange.problems import NotFound, Problem, TooManyRequests
from learn_exchange.wire import ApiModel
from tests.support.gateway import Json
from tests.support.refusals import canceled, refused

REQUEST_ID = "JKJaXmPLvHcESHA="
COMMON_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Request-Id": REQUEST_ID,
}


class Thing(ApiModel):
    """The answer of these tests' endpoints."""

    how_many: int


class Teapot(Problem, status=418, type="teapot", title="I am a teapot"):
    """A problem of these tests."""


def event(method: str = "GET", path: str = "/thing", **changes: Any) -> Json:
    """Returns a request as API Gateway sends it."""
    return {
        "version": "2.0",
        "routeKey": f"{method} {path}",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {},
        "requestContext": {
            "requestId": REQUEST_ID,
            "stage": "$default",
            "http": {"method": method, "path": path, "sourceIp": "203.0.113.7", "userAgent": "x"},
        },
        "isBase64Encoded": False,
        **changes,
    }


def answer_of(endpoint: Callable[..., Any], request: Json | None = None) -> Json:
    """Returns what a public endpoint answers."""
    app = api(public=True)
    app.route("/thing", method=["GET", "POST"])(endpoint)
    return lambda_handler(app)(request or event(), None)


def raising(error: Exception) -> Callable[[], Thing]:
    """Returns an endpoint in which something goes wrong."""

    def endpoint() -> Thing:
        raise error

    return endpoint


def client_error(code: str) -> ClientError:
    """Returns what a service says by its client."""
    return ClientError({"Error": {"Code": code, "Message": "about learn-exchange-users"}}, "Get")


def test_a_success_is_json_in_camel_case() -> None:
    def endpoint() -> Thing:
        return Thing(how_many=3)

    answer = answer_of(endpoint)

    assert answer["statusCode"] == 200
    assert answer["body"] == '{"howMany":3}'
    assert answer["headers"] == {"Content-Type": "application/json", **COMMON_HEADERS}


def test_a_problem_is_answered_as_rfc_9457_says() -> None:
    answer = answer_of(raising(Teapot("short and stout", retry_after=7)))

    assert answer["statusCode"] == 418
    assert answer["headers"] == {
        "Content-Type": "application/problem+json",
        "Retry-After": "7",
        **COMMON_HEADERS,
    }
    assert json.loads(answer["body"]) == {
        "type": "teapot",
        "title": "I am a teapot",
        "status": 418,
        "detail": "short and stout",
        "instance": "urn:request:JKJaXmPLvHcESHA%3D",
    }


def test_a_problem_without_details_repeats_its_title() -> None:
    document = json.loads(answer_of(raising(NotFound()))["body"])

    assert document["detail"] == document["title"] == "Not found"


OUTAGES = [
    *(client_error(code) for code in sorted(faults.THROTTLES)),
    refused("ProvisionedThroughputExceededException"),
    GetError("failed", client_error("ThrottlingException")),
    PutError("failed", refused("RequestLimitExceeded")),
    ReadTimeoutError(endpoint_url="https://dynamodb"),
    ConnectTimeoutError(endpoint_url="https://dynamodb"),
    EndpointConnectionError(endpoint_url="https://dynamodb"),
    ConnectionClosedError(endpoint_url="https://dynamodb"),
    GetError("failed", EndpointConnectionError(endpoint_url="https://dynamodb")),
]


@pytest.mark.parametrize("error", OUTAGES, ids=repr)
def test_what_we_depend_on_being_out_is_no_defect(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = answer_of(raising(error))

    assert answer["statusCode"] == 503
    assert answer["headers"]["Retry-After"] == "1"
    assert answer["headers"]["X-Request-Id"] == REQUEST_ID
    assert json.loads(answer["body"])["type"] == "unavailable"
    assert "defect" not in capsys.readouterr().out


DEFECTS = [
    ZeroDivisionError("ana@example.com"),
    KeyError("correct horse battery staple"),
    client_error("AccessDeniedException"),
    client_error("ValidationException"),
    client_error("ResourceNotFoundException"),
    canceled("ValidationError"),
    RuntimeError("learn-exchange-users"),
]


@pytest.mark.parametrize("error", DEFECTS, ids=repr)
def test_a_defect_of_ours_tells_nothing(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = answer_of(raising(error))

    assert answer["statusCode"] == 500
    assert answer["headers"] == {
        "Content-Type": "application/problem+json",
        **COMMON_HEADERS,
    }
    assert json.loads(answer["body"]) == {
        "type": "internal-error",
        "title": "Something went wrong on our side",
        "status": 500,
        "detail": "Something went wrong on our side",
        "instance": "urn:request:JKJaXmPLvHcESHA%3D",
    }
    defect, request = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert defect["message"] == "defect"
    assert defect["error"] == [type(error).__name__]
    assert defect["where"][-1].startswith("test_http.py:")
    assert (request["status"], request["ServerErrors"]) == (500, [1.0])
    assert str(error) not in json.dumps(defect)


def test_the_log_names_the_errors_behind_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    def endpoint() -> Thing:
        try:
            raise client_error("AccessDeniedException")
        except ClientError as error:
            raise RuntimeError("ana@example.com") from error

    answer_of(endpoint)

    defect = json.loads(capsys.readouterr().out.splitlines()[0])
    assert defect["error"] == ["RuntimeError", "ClientError"]


def test_an_answer_that_breaks_its_model_is_a_defect(capsys: pytest.CaptureFixture[str]) -> None:
    def endpoint() -> Thing:
        return {"howMany": "ana@example.com"}  # type: ignore[return-value]

    answer = answer_of(endpoint)

    assert answer["statusCode"] == 500
    assert json.loads(answer["body"])["type"] == "internal-error"
    assert "ana@example.com" not in answer["body"] + capsys.readouterr().out


def test_no_content_has_no_content() -> None:
    app = api(public=True)
    app.delete("/thing", status_code=204)(lambda: None)

    answer = lambda_handler(app)(event("DELETE"), None)

    assert answer == {"statusCode": 204, "headers": COMMON_HEADERS}


@pytest.mark.parametrize(
    "request_event",
    [event("PUT"), event("GET", "/another"), event("GET", "/thing/"), event("BREW")],
)
def test_what_is_not_served_is_a_problem(request_event: Json) -> None:
    answer = answer_of(lambda: Thing(how_many=1), request_event)

    assert answer["statusCode"] == 404
    assert json.loads(answer["body"])["type"] == "no-such-route"
    assert answer["headers"]["X-Request-Id"] == REQUEST_ID


def test_what_is_not_valid_is_named_by_its_place_and_not_repeated() -> None:
    class Order(ApiModel):
        things: list[Thing]
        names: dict[str, int]

    def endpoint(order: Order, times: Annotated[int, Query()]) -> Thing:
        raise AssertionError((order, times))

    body = json.dumps({"things": [{"howMany": "secret"}], "names": {"a/b~c": "secret"}})
    request = event("POST", body=body, queryStringParameters={"times": "secret"})
    request["rawQueryString"] = "times=secret"

    answer = answer_of(endpoint, request)

    assert answer["statusCode"] == 422
    errors = json.loads(answer["body"])["errors"]
    assert {error["pointer"] for error in errors} == {
        "/things/0/howMany",
        "/names/a~1b~0c",
        "/query/times",
    }
    assert all(error["detail"] for error in errors)
    assert "secret" not in answer["body"]


@pytest.mark.parametrize("body", ["x", "=", "é", "AAA", base64.b64encode(b"\xff").decode()])
def test_a_body_in_broken_base64_is_a_problem(body: str) -> None:
    answer = answer_of(lambda: Thing(how_many=1), event("POST", body=body, isBase64Encoded=True))

    assert answer["statusCode"] == 400
    assert json.loads(answer["body"])["type"] == "malformed-request"


def test_a_body_with_a_lone_surrogate_is_a_problem() -> None:
    answer = answer_of(lambda: Thing(how_many=1), event("POST", body='{"a": "\ud800"}'))

    assert answer["statusCode"] == 400


def test_a_client_has_a_name_of_200_characters_at_most() -> None:
    seen: list[str] = []

    def endpoint(agent: UserAgent) -> None:
        seen.append(agent)

    request = event()
    request["requestContext"]["http"]["userAgent"] = "y" * 300

    answer_of(endpoint, request)

    assert seen == ["y" * 200]


@pytest.mark.parametrize("body", ["e30", "e30=\n", " e30=", "e3 0=", "e3-_", "e30=!", "é"])
def test_a_body_in_loose_base64_is_refused(body: str) -> None:
    answer = answer_of(lambda: None, event("POST", body=body, isBase64Encoded=True))

    assert (answer["statusCode"], json.loads(answer["body"])["type"]) == (400, "malformed-request")


def test_a_request_is_one_line_of_log_with_its_metrics(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FUNCTION", "auth.signup")
    monkeypatch.setenv("METRICS_NAMESPACE", "learn-exchange-test")

    answer_of(raising(TooManyRequests(retry_after=1)))

    (line,) = capsys.readouterr().out.splitlines()
    logged = json.loads(line)
    metrics = logged.pop("_aws")["CloudWatchMetrics"]
    duration = logged.pop("durationMs")
    assert 0 <= duration < 1000
    assert logged == {
        "level": "INFO",
        "message": "request",
        "method": "GET",
        "route": "/thing",
        "status": 429,
        "requestId": REQUEST_ID,
        "service": "auth",
        "kind": "http",
        "function": "auth.signup",
        "Duration": [duration],
        "ServerErrors": [0.0],
    }
    assert metrics[0]["Namespace"] == "learn-exchange-test"
    assert metrics[0]["Dimensions"] == [["kind", "service"]]
    assert {metric["Name"] for metric in metrics[0]["Metrics"]} == {"Duration", "ServerErrors"}


def test_a_function_is_warmed_up_where_lambda_starts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []

    def dispatch(_: Connection, *call: Any) -> dict[str, Any]:
        done.append(call)
        return {}

    monkeypatch.setattr(Connection, "dispatch", dispatch)
    monkeypatch.delenv("AWS_LAMBDA_FUNCTION_NAME", raising=False)
    lambda_handler(api(), warm_up=lambda: done.append("warm"))
    assert done == []

    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "learn-exchange-test-auth-login")
    monkeypatch.setenv("USERS_TABLE", "learn-exchange-test-users")
    lambda_handler(api(), warm_up=lambda: done.append("warm"))

    (operation, arguments), last = done
    assert operation == "GetItem"
    assert arguments["TableName"] == "learn-exchange-test-users"
    assert last == "warm"
