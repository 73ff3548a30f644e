"""The headers of every answer, and answers to HEAD."""

from http import HTTPMethod
from typing import Any

import pytest

from learn_exchange.answers import complete, take_as_get
from learn_exchange.http import api, lambda_handler
from tests.support.gateway import Json

REQUEST_ID = "JKJaXmPLvHcESHA="


def completed(
    status: int, headers: dict[str, str] | None = None, *, without_body: bool = False
) -> Json:
    """Complete an answer."""
    answer = {
        "statusCode": status,
        "headers": headers or {},
        "body": "{}",
        "isBase64Encoded": False,
    }
    return complete(answer, REQUEST_ID, without_body=without_body)


@pytest.mark.parametrize("name", ["Cache-Control", "cache-control"])
def test_a_success_says_itself_how_long_it_can_be_kept(name: str) -> None:
    headers = completed(200, {name: "public, max-age=60"})["headers"]

    kept = [value for name, value in headers.items() if name.lower() == "cache-control"]
    assert kept == ["public, max-age=60"]


@pytest.mark.parametrize("name", ["Cache-Control", "cache-control"])
@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_an_error_is_never_kept(name: str, status: int) -> None:
    headers = completed(status, {name: "no-cache"})["headers"]

    assert headers == {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Request-Id": REQUEST_ID,
    }


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_without_content_has_the_headers_too(status: int) -> None:
    answer = complete({"statusCode": status}, REQUEST_ID, without_body=False)

    assert answer["headers"]["X-Content-Type-Options"] == "nosniff"
    assert "body" not in answer


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://abc.execute-api.eu-west-1.amazonaws.com", "max-age=31536000"),
        ("/_aws/execute-api/1ea12e00", None),
        ("http://localhost:4566", None),
    ],
)
def test_browsers_are_told_to_stay_with_https_where_it_is(
    monkeypatch: pytest.MonkeyPatch, url: str, said: str | None
) -> None:
    monkeypatch.setenv("API_URL", url)

    for status in (200, 404):
        assert completed(status)["headers"].get("Strict-Transport-Security") == said


@pytest.mark.parametrize("method", HTTPMethod)
def test_only_head_is_taken_as_get(method: str) -> None:
    event: dict[str, Any] = {"requestContext": {"http": {"method": method}}}

    assert take_as_get(event) == (method == "HEAD")
    assert event["requestContext"]["http"]["method"] == ("GET" if method == "HEAD" else method)


def test_head_is_answered_as_get_without_the_body() -> None:
    app = api(public=True)

    @app.get("/thing", cache_control="public, max-age=60")
    def endpoint() -> dict[str, int]:
        return {"a": 1}

    handle = lambda_handler(app)
    get, head = (handle(request(method), None) for method in ("GET", "HEAD"))

    assert get["body"] == '{"a":1}'
    assert head == {"statusCode": 200, "headers": get["headers"]}


def test_the_size_of_what_is_left_out_is_not_said() -> None:
    answer = completed(200, {"content-length": "2", "etag": '"x"'}, without_body=True)

    assert answer.keys() == {"statusCode", "headers"}
    assert answer["headers"].keys() >= {"etag"}
    assert "content-length" not in answer["headers"]


def request(method: str) -> Json:
    """Make a request as API Gateway sends it."""
    return {
        "version": "2.0",
        "routeKey": f"{method} /thing",
        "rawPath": "/thing",
        "rawQueryString": "",
        "headers": {},
        "requestContext": {
            "requestId": REQUEST_ID,
            "stage": "$default",
            "http": {"method": method, "path": "/thing", "sourceIp": "203.0.113.7"},
        },
        "isBase64Encoded": False,
    }
