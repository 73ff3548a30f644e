"""The port for clients in browsers: the API, the WebSocket and the client's files at one origin."""

from pathlib import Path
from typing import Any

import pytest
from starlette.responses import JSONResponse
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from infra import site_headers
from local.emulator.front_door import FrontDoor
from tests.support.site_paths import FILES, PAGES

EMULATOR = 4566
MEDIA = f"http://localhost:{EMULATOR}"
OF_FILES = site_headers.headers_of_files(media=MEDIA, uploads=[MEDIA])
SCRIPT = "start()\n" * 500
API = "/_aws/execute-api/1ea12e00"


async def emulator(scope: Any, receive: Any, send: Any) -> None:
    """Tells what has reached the emulator."""
    if scope["type"] == "websocket":
        socket = WebSocket(scope, receive, send)
        await socket.accept()
        await socket.send_json({"path": scope["path"], "query": scope["query_string"].decode()})
        await socket.close()
        return
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    told = {"path": scope["path"], "raw": scope["raw_path"].decode(), "headers": headers}
    own = {"Content-Security-Policy": "its own"} if scope["path"].endswith("/docs") else {}
    await JSONResponse(told, headers=own)(scope, receive, send)


@pytest.fixture
def client_files(tmp_path: Path) -> Path:
    """The web client, built."""
    (tmp_path / "dist/assets").mkdir(parents=True)
    (tmp_path / "dist/index.html").write_text("<title>the client</title>")
    (tmp_path / "dist/assets/app-1a2b.js").write_text(SCRIPT)
    for name in ("manifest.webmanifest", "icon.svg", "robots.txt", "sw.js", "assets/x-1.woff2"):
        (tmp_path / "dist" / name).write_text(name)
    (tmp_path / "secret.txt").write_text("no part of the client")
    return tmp_path / "dist"


@pytest.fixture
def browser(client_files: Path) -> TestClient:
    """A browser at the front door."""
    door = FrontDoor(emulator, port=EMULATOR, client=client_files)
    return TestClient(door.answer, client=("192.0.2.7", 50_000))


@pytest.mark.parametrize(
    ("asked", "path", "raw"),
    [
        ("/api/health", f"{API}/health", f"{API}/health"),
        ("/api/user/a%2Fb", f"{API}/user/a/b", f"{API}/user/a%2Fb"),
        ("/api/api/x", f"{API}/api/x", f"{API}/api/x"),
        ("/api/", f"{API}/", f"{API}/"),
    ],
)
def test_the_api_is_below_api(browser: TestClient, asked: str, path: str, raw: str) -> None:
    told = browser.get(asked).json()
    assert (told["path"], told["raw"]) == (path, raw)


def test_the_viewers_address_cannot_be_made_up(browser: TestClient) -> None:
    told = browser.get("/api/health", headers={"X-Viewer-Address": "203.0.113.1"}).json()
    assert told["headers"]["x-viewer-address"] == "192.0.2.7"


def test_the_emulator_is_asked_by_its_own_name(browser: TestClient) -> None:
    assert browser.get("/api/health").json()["headers"]["host"] == f"localhost:{EMULATOR}"


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        ({}, "None"),
        ({"Authorization": ""}, "None"),
        ({"Authorization": "Bearer t"}, "Bearer t"),
    ],
)
def test_our_own_401_answers_where_there_is_no_token(
    browser: TestClient, sent: dict[str, str], received: str
) -> None:
    assert browser.get("/api/user/me", headers=sent).json()["headers"]["authorization"] == received


def test_the_websocket_is_at_live(browser: TestClient) -> None:
    with browser.websocket_connect("/live?ticket=t") as socket:
        assert socket.receive_json() == {
            "path": "/_aws/execute-api/1ea12e01/live",
            "query": "ticket=t",
        }


@pytest.mark.parametrize("path", [*PAGES, "/user/1?tab=posts", "/search?q=a.b"])
def test_paths_of_the_client_are_the_client(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert (answer.status_code, answer.text) == (200, "<title>the client</title>")
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "media_type", "caching"),
    [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/icon.svg", "image/svg+xml", "no-cache"),
        ("/robots.txt", "text/plain; charset=utf-8", "no-cache"),
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        (
            "/assets/app-1a2b.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        ("/assets/x-1.woff2", "font/woff2", "public, max-age=31536000, immutable"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_files_of_the_client_are_served(
    browser: TestClient, path: str, media_type: str, caching: str, method: str
) -> None:
    answer = browser.request(method, path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert answer.headers["cache-control"] == caching


def test_a_browser_keeps_what_has_not_changed(browser: TestClient) -> None:
    tag = browser.get("/sw.js").headers["etag"]
    again = browser.get("/sw.js", headers={"If-None-Match": tag})
    assert (again.status_code, again.headers["cache-control"]) == (304, "no-cache")


@pytest.mark.parametrize(
    ("path", "accepted", "encoding"),
    [
        ("/assets/app-1a2b.js", "gzip, br", "gzip"),
        ("/assets/app-1a2b.js", "identity", None),
        ("/robots.txt", "gzip", None),
    ],
)
def test_what_is_large_is_compressed(
    browser: TestClient, path: str, accepted: str, encoding: str | None
) -> None:
    answer = browser.get(path, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == encoding
    assert answer.text == (SCRIPT if path.endswith(".js") else "robots.txt")


@pytest.mark.parametrize("path", ["/", "/post/1", "/sw.js", "/assets/app-1a2b.js", "/gone.js"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_answer_of_a_file_has_the_headers_of_the_site(
    browser: TestClient, path: str, method: str
) -> None:
    answer = browser.request(method, path)
    assert answer.headers.items() >= {name.lower(): v for name, v in OF_FILES.items()}.items()


@pytest.mark.parametrize(
    ("path", "policy"),
    [("/api/health", site_headers.API["Content-Security-Policy"]), ("/api/docs", "its own")],
)
def test_what_the_api_says_itself_counts(browser: TestClient, path: str, policy: str) -> None:
    headers = browser.get(path).headers
    assert headers.get_list("content-security-policy") == [policy]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", FILES)
def test_a_path_that_names_a_file_is_that_file_or_none(
    browser: TestClient, client_files: Path, path: str
) -> None:
    file, answer = client_files / path[1:], browser.get(path)
    found = (200, file.read_bytes()) if file.is_file() else (404, b"Not Found")
    assert (answer.status_code, answer.content) == found


@pytest.mark.parametrize(
    "path", ["/assets/gone.js", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"]
)
def test_no_other_file_is_served(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "no part" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_files_are_there_to_read(browser: TestClient, method: str) -> None:
    assert browser.request(method, "/post/1").status_code == 405


@pytest.mark.parametrize(("path", "status"), [("/app.js", 404), ("/favicon.ico", 204)])
def test_without_a_client_there_are_no_files(tmp_path: Path, path: str, status: int) -> None:
    door = FrontDoor(emulator, port=EMULATOR, client=tmp_path / "dist")
    assert TestClient(door.answer).get(path).status_code == status


def test_without_a_client_a_page_says_what_runs_where(tmp_path: Path) -> None:
    door = FrontDoor(emulator, port=EMULATOR, client=tmp_path / "dist")
    page = TestClient(door.answer).get("/anything")
    assert page.status_code == 200
    assert "/api/docs" in page.text
    assert f"http://localhost:{EMULATOR}/_ministack/ses/messages" in page.text
    assert "$" not in page.text
    assert page.headers["cache-control"] == "no-store"
