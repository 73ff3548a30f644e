"""The functions that CloudFront runs for each request, in a real JavaScript engine."""

import json
import subprocess
from typing import Any

import pytest

from infra.constructs.edge import SOURCES
from infra.constructs.front_door import ORIGIN_SECRET_HEADER
from learn_exchange import client_address
from local.npm import NODE
from tests.support.site_paths import FILES, PAGES

VIEWER = "2001:db8::7"
CALL = "console.log(JSON.stringify(handler(JSON.parse(process.argv[1]))))"


def passed_on(function: str, uri: str, **headers: str) -> dict[str, Any]:
    """Returns what a function of `infra/edge` makes of a request; underscores stand for hyphens."""
    request = {
        "method": "GET",
        "uri": uri,
        "querystring": {"limit": {"value": "5"}},
        "headers": {name.replace("_", "-"): {"value": value} for name, value in headers.items()},
        "cookies": {"__Host-refresh": {"value": "r"}},
    }
    # https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
    event = {"version": "1.0", "context": {}, "viewer": {"ip": VIEWER}, "request": request}
    source = (SOURCES / f"{function}.js").read_text()
    done = subprocess.run(  # noqa: S603 (the command is ours)
        [NODE, "-e", f"'use strict';{source}{CALL}", json.dumps(event)],
        capture_output=True,
        text=True,
        check=True,
    )
    made: dict[str, Any] = json.loads(done.stdout)
    assert made.keys() == request.keys()
    for name in ("method", "querystring", "cookies"):
        assert made[name] == request[name], "left alone"
    return made


@pytest.mark.parametrize("path", PAGES)
def test_a_path_that_names_no_file_is_that_of_the_page(path: str) -> None:
    assert passed_on("page_request", path) == passed_on("page_request", "/index.html")


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_what_its_path_says(path: str) -> None:
    assert passed_on("page_request", path)["uri"] == path


@pytest.mark.parametrize(
    ("path", "behind"),
    [
        ("/api/health", "/health"),
        ("/api/user/a%2Fb", "/user/a%2Fb"),
        ("/api/api/x", "/api/x"),
        ("/api/", "/"),
        ("/api/exchange/calendar/1.2.ics", "/exchange/calendar/1.2.ics"),
    ],
)
def test_the_api_does_not_know_that_it_is_below_api(path: str, behind: str) -> None:
    assert passed_on("api_request", path)["uri"] == behind


@pytest.mark.parametrize("sent", [{}, {"x_viewer_address": "203.0.113.1"}])
def test_the_viewers_address_cannot_be_made_up(sent: dict[str, str]) -> None:
    headers = passed_on("api_request", "/api/auth/login", **sent)["headers"]
    assert headers["x-viewer-address"] == {"value": VIEWER}


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        ({}, "None"),
        ({"authorization": ""}, "None"),
        ({"authorization": "Bearer t"}, "Bearer t"),
    ],
)
def test_our_own_401_answers_where_there_is_no_token(sent: dict[str, str], received: str) -> None:
    headers = passed_on("api_request", "/api/user/me", **sent)["headers"]
    assert headers["authorization"] == {"value": received}


def test_all_other_headers_go_on() -> None:
    headers = passed_on("api_request", "/api/user/me", x_session="cookie", origin="https://a.b")
    assert (
        headers["headers"].items()
        >= {
            "x-session": {"value": "cookie"},
            "origin": {"value": "https://a.b"},
        }.items()
    )


def test_functions_know_the_headers_by_the_names_that_the_edge_sends() -> None:
    sent = passed_on("api_request", "/api/auth/login")["headers"]
    assert client_address.VIEWER_ADDRESS_HEADER in sent
    assert client_address.ORIGIN_SECRET_HEADER == ORIGIN_SECRET_HEADER
