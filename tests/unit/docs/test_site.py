"""The docs site: as a Starlette app, and as the Lambda function that API Gateway calls."""

import asyncio
import base64
import gzip
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from docs import pages
from docs.handlers.site import handler
from tests.support.gateway import Json

EVENT = Path(__file__).parents[3] / "events/docs/site.json"
BASE_PATHS = ["", "/_aws/execute-api/1ea12e00"]
LAMBDA_ANSWER_LIMIT = 6 * 1024 * 1024
BUNDLE = "/docs/assets/swagger-ui-bundle.min.js"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Returns what the build puts beside the site."""
    openapi = {"openapi": "3.1.0", "servers": [{"url": "/"}], "paths": {"/user/{id}": {}}}
    (tmp_path / "openapi.json").write_text(json.dumps(openapi))
    (tmp_path / "asyncapi.json").write_text(json.dumps({"asyncapi": "3.0.0"}))
    (tmp_path / "asyncapi.html").write_text('<p>$ is no <a href="#AckFrame">part</a></p>\n')
    return tmp_path


@pytest.fixture(autouse=True)
def _deployed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets the environment that the site's line gives it."""
    monkeypatch.setenv("SOCKET_URL", "wss://abc.execute-api.eu-west-1.amazonaws.com/live")


@pytest.fixture(params=BASE_PATHS, ids=["at the root", "below a path"])
def base(request: pytest.FixtureRequest) -> str:
    """Returns where the site lives on its host."""
    path: str = request.param
    return path


@pytest.fixture
def client(documents: Path, base: str) -> TestClient:
    """A browser of the site."""
    return TestClient(Starlette(routes=[Mount(base, app=pages.site(documents))]))


def event(path: str, method: str = "GET", query: str = "", **headers: str) -> dict[str, Any]:
    """Returns what API Gateway sends to the function."""
    sample: dict[str, Any] = json.loads(EVENT.read_text())
    sample["rawPath"] = sample["requestContext"]["http"]["path"] = path
    sample["requestContext"]["http"]["method"] = method
    sample["rawQueryString"] = query
    sample["headers"] |= {name.replace("_", "-"): value for name, value in headers.items()}
    return sample


def call(event: dict[str, Any]) -> dict[str, Any]:
    """Returns what the function answers, after the trip through JSON that Lambda makes of it."""
    answer = handler(event, None)  # type: ignore[arg-type]
    answer["headers"] = {name.lower(): value for name, value in answer["headers"].items()}
    text = json.dumps(answer)
    assert len(text.encode()) < LAMBDA_ANSWER_LIMIT
    round_trip: dict[str, Any] = json.loads(text)
    return round_trip


def body(answer: dict[str, Any]) -> bytes:
    """Returns the bytes that API Gateway sends on, unpacked as a client does."""
    text: str = answer["body"]
    content = base64.b64decode(text) if answer["isBase64Encoded"] else text.encode()
    return gzip.decompress(content) if "content-encoding" in answer["headers"] else content


@pytest.mark.parametrize(("path", "count"), [("/docs", 8), ("/docs/live", 5)])
def test_a_page_finds_all_that_it_links_to(
    client: TestClient, base: str, path: str, count: int
) -> None:
    page = client.get(base + path)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    links = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    assert len(links) == count
    for link in links:
        assert client.get(urljoin(str(page.url), link)).status_code == 200, link


def test_the_page_starts_swagger_ui_with_the_document(client: TestClient, base: str) -> None:
    script = client.get(f"{base}/docs/assets/docs.js").text
    for option in ["deepLinking", "persistAuthorization", "tryItOutEnabled"]:
        assert f"{option}: true" in script
    [url] = re.findall(r'\burl: "([^"]+)"', script)
    assert client.get(urljoin(f"http://testserver{base}/docs", url)).json()["openapi"] == "3.1.0"


@pytest.mark.parametrize("path", ["/docs", "/docs/live"])
def test_a_page_needs_nothing_that_its_policy_forbids(
    client: TestClient, base: str, path: str
) -> None:
    page = client.get(base + path)
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert "<style" not in page.text
    assert " style=" not in page.text
    assert re.findall(r"<script(?![^>]*\bsrc=)", page.text) == []


def test_the_server_is_where_the_document_comes_from(client: TestClient, base: str) -> None:
    answer = client.get(f"{base}/openapi.json")
    document = answer.json()
    assert document["paths"] == {"/user/{id}": {}}
    [server] = document["servers"]
    assert urlsplit(urljoin(str(answer.url), server["url"])).path == f"{base}/"


@pytest.mark.parametrize(
    ("address", "server"),
    [
        (
            "wss://abc.execute-api.eu-west-1.amazonaws.com/live",
            {"protocol": "wss", "host": "abc.execute-api.eu-west-1.amazonaws.com"},
        ),
        (
            "ws://localhost:4566/_aws/execute-api/1ea12e01/live",
            {
                "protocol": "ws",
                "host": "localhost:4566",
                "pathname": "/_aws/execute-api/1ea12e01",
            },
        ),
    ],
)
def test_the_server_of_the_frames_is_the_one_that_tickets_are_for(
    client: TestClient, base: str, monkeypatch: pytest.MonkeyPatch, address: str, server: Json
) -> None:
    monkeypatch.setenv("SOCKET_URL", address)
    document = client.get(f"{base}/asyncapi.json").json()
    assert document == {"asyncapi": "3.0.0", "servers": {"live": server}}


def test_the_live_page_shows_the_content_as_it_is(client: TestClient, base: str) -> None:
    assert "<p>$ is no <a" in client.get(f"{base}/docs/live").text


def test_documents_not_built_yet_are_a_problem(tmp_path: Path) -> None:
    client = TestClient(pages.site(tmp_path))
    for path in ["/openapi.json", "/asyncapi.json", "/docs/live"]:
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"] == "not-found"


@pytest.mark.parametrize("path", ["/docs", "/docs/live", "/openapi.json", "/asyncapi.json", BUNDLE])
def test_what_the_client_has_is_not_sent_again(client: TestClient, base: str, path: str) -> None:
    first = client.get(base + path)
    tag = first.headers["etag"]
    for known in [tag, f'"other", {tag}']:
        again = client.get(base + path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == first.headers["cache-control"]
    changed = client.get(base + path, headers={"If-None-Match": 'W/"other"'})
    assert changed.content == first.content


def test_only_a_versioned_asset_is_kept_for_good(documents: Path) -> None:
    client = TestClient(pages.site(documents))
    links = re.findall(r'"(docs/assets/[^"]+)"', client.get("/docs").text)
    for link in links:
        assert client.get(f"/{link}").headers["cache-control"] == pages.FOR_GOOD
        bare = link.partition("?")[0]
        assert client.get(f"/{bare}").headers["cache-control"] == "no-cache"
        assert client.get(f"/{bare}?v=other").headers["cache-control"] == "no-cache"
    assert client.get("/openapi.json").headers["cache-control"] == "public, max-age=60"


def test_head_answers_as_get_without_the_body(documents: Path) -> None:
    client = TestClient(pages.site(documents))
    for path in ["/docs", "/openapi.json", BUNDLE]:
        got, head = client.get(path), client.head(path)
        assert head.status_code == 200
        assert head.headers == got.headers


@pytest.mark.parametrize(
    "path", ["/", "/docs/", "/docs/assets/nope.js", "/docs/assets/..%2Fsite.py"]
)
def test_what_is_not_there_is_a_problem(documents: Path, path: str) -> None:
    answer = TestClient(pages.site(documents)).get(path, follow_redirects=False)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_defect_is_a_problem_that_tells_nothing(
    documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Request) -> Response:
        raise ValueError("private")

    app = pages.site(documents)
    app.router.routes.append(Route("/defect", fail))
    answer = TestClient(app, raise_server_exceptions=False).get("/defect")
    assert answer.status_code == 500
    assert answer.json()["type"] == "internal-error"
    assert "private" not in answer.text + capsys.readouterr().out


def test_the_function_answers_the_sample_event() -> None:
    answer = call(json.loads(EVENT.read_text()))
    assert answer["statusCode"] == 200
    assert answer["headers"]["x-request-id"] == "JKJaXmPLvHcESHA="
    assert answer["headers"]["x-content-type-options"] == "nosniff"
    assert body(answer) == pages.PAGE.body


@pytest.mark.parametrize(
    "run_before",
    [
        pytest.param(lambda: asyncio.run(asyncio.sleep(0)), id="that has run a loop of its own"),
        pytest.param(lambda: asyncio.set_event_loop(None), id="without a current loop"),
    ],
)
def test_the_function_answers_in_a_process(run_before: Callable[[], None]) -> None:
    run_before()
    assert call(event("/docs"))["statusCode"] == 200


def test_the_function_answers_in_any_thread() -> None:
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(call, event("/docs")).result()["statusCode"] == 200


def test_the_bundle_travels_gzipped_in_base64() -> None:
    for _ in range(2):
        answer = call(event(BUNDLE, query=f"v={pages.VERSION}"))
        assert answer["headers"]["content-encoding"] == "gzip"
        assert answer["headers"]["vary"] == "Accept-Encoding"
        assert answer["headers"]["cache-control"] == pages.FOR_GOOD
        assert answer["isBase64Encoded"]
        assert len(answer["body"]) < 700_000
        assert body(answer) == pages.ASSETS["swagger-ui-bundle.min.js"].body


def test_the_bundle_travels_plain_to_who_does_not_take_gzip() -> None:
    answer = call(event(BUNDLE, accept_encoding="identity"))
    assert "content-encoding" not in answer["headers"]
    assert body(answer) == pages.ASSETS["swagger-ui-bundle.min.js"].body


def test_the_function_answers_304_and_head() -> None:
    tag = call(event("/docs"))["headers"]["etag"]
    unchanged = call(event("/docs", if_none_match=tag))
    assert (unchanged["statusCode"], unchanged["body"]) == (304, "")


@pytest.mark.parametrize("path", ["/docs", "/docs/live", "/openapi.json", BUNDLE, "/docs/nope"])
def test_the_function_answers_head_as_get_without_the_body(path: str) -> None:
    got, head = call(event(path)), call(event(path, method="HEAD"))
    assert head.keys() == {"statusCode", "headers"}
    assert head["statusCode"] == got["statusCode"]
    del got["headers"]["content-length"]
    assert head["headers"] == got["headers"]


def test_a_problem_names_the_request() -> None:
    answer = call(event("/docs/assets/nope.js"))
    assert answer["statusCode"] == 404
    assert json.loads(body(answer))["instance"] == "urn:request:JKJaXmPLvHcESHA%3D"
    assert answer["headers"]["x-content-type-options"] == "nosniff"
    assert answer["headers"]["cache-control"] == "no-store"


def test_one_line_is_logged_without_the_query(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FUNCTION", "docs.site")
    call(event("/docs", query="token=secret"))
    [line] = capsys.readouterr().out.splitlines()
    logged = json.loads(line)
    expected = {
        "level": "INFO",
        "message": "request",
        "service": "docs",
        "function": "docs.site",
        "method": "GET",
        "route": "/docs",
        "status": 200,
        "requestId": "JKJaXmPLvHcESHA=",
    }
    assert expected.items() <= logged.items()
    assert logged["durationMs"] >= 0
    assert "secret" not in line
