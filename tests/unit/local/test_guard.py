"""Web pages may use what is there for clients, and administer nothing of the emulator."""

from typing import Any

import pytest

from local.emulator.guard import refusal

PORT = 4566
API = "/_aws/execute-api/1ea12e00"
UPLOADS = "/learn-exchange-local-uploads-000000000000"
MEDIA = "/learn-exchange-local-media-000000000000"
SIGNED = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test"


def asked(
    path: str, method: str = "GET", query: str = "", kind: str = "http", **headers: str
) -> dict[str, Any]:
    """Returns a request as the server gets it; header names have underscores here."""
    sent = {"host": f"localhost:{PORT}", **headers}
    return {
        "type": kind,
        "path": path,
        "method": method,
        "query_string": query.encode(),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in sent.items()],
    }


MULTIPART = "multipart/form-data; boundary=x"
FORM = {"method": "POST", "origin": "http://evil.example", "sec_fetch_site": "cross-site"}
PICTURE = {"sec_fetch_site": "cross-site"}
NO_CORS = {"origin": "http://evil.example", "sec_fetch_site": "cross-site"}
ANOTHER_PORT = {"origin": "http://localhost:3000", "sec_fetch_site": "same-site"}
OLD_BROWSER = {"method": "POST", "origin": "null"}
REBOUND = {"host": f"localhost.evil.example:{PORT}"}
PAGES = [FORM, PICTURE, NO_CORS, ANOTHER_PORT, OLD_BROWSER]
UNDER_OTHER_NAMES = [REBOUND, {"host": ""}, {"host": "localhost"}, {"host": "localhost:80"}]


@pytest.mark.parametrize("page", [*PAGES, *UNDER_OTHER_NAMES], ids=str)
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/_ministack/reset",
        "/_ministack/ses/messages",
        "/learn-exchange-local-users",
        "/2015-03-31/functions",
        f"{API}x/auth/login",
        "/_aws/execute-api/1ea12e01/live/@connections/abc",
    ],
)
@pytest.mark.parametrize("query", ["", SIGNED])
def test_no_page_administers_the_emulator(page: dict[str, str], path: str, query: str) -> None:
    assert refusal(asked(path, query=query, **page), PORT)


@pytest.mark.parametrize("page", PAGES, ids=str)
@pytest.mark.parametrize(
    ("method", "path", "query"),
    [
        ("PUT", UPLOADS, ""),
        ("PUT", f"{UPLOADS}/key", ""),
        ("GET", f"{UPLOADS}/key", ""),
        ("POST", UPLOADS, "delete"),
        ("GET", MEDIA, ""),
        ("GET", f"{MEDIA}/", "list-type=2"),
        ("GET", f"{MEDIA}/key", SIGNED),
        ("DELETE", f"{MEDIA}/key", ""),
        ("PUT", f"{MEDIA}/key", ""),
    ],
)
def test_of_the_buckets_pages_get_no_more_than_clients_need(
    page: dict[str, str], method: str, path: str, query: str
) -> None:
    assert refusal(asked(path, **{**page, "method": method, "query": query}), PORT)


@pytest.mark.parametrize("page", PAGES, ids=str)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", f"{API}/auth/login"),
        ("OPTIONS", f"{API}/auth/login"),
        ("POST", UPLOADS),
        ("POST", f"{UPLOADS}/"),
        ("OPTIONS", UPLOADS),
        ("OPTIONS", f"{MEDIA}/a/b.webp"),
        ("GET", f"{MEDIA}/a/b.webp"),
        ("HEAD", f"{MEDIA}/a/b.webp"),
    ],
)
def test_what_clients_need_is_open_to_every_page(
    page: dict[str, str], method: str, path: str
) -> None:
    sent = {**page, "method": method, "content_type": MULTIPART}
    assert refusal(asked(path, **sent), PORT) is None


@pytest.mark.parametrize("host", UNDER_OTHER_NAMES, ids=str)
@pytest.mark.parametrize("path", [UPLOADS, f"{MEDIA}/a/b.webp", "/"])
def test_under_another_name_the_api_alone_is_served(host: dict[str, str], path: str) -> None:
    assert refusal(asked(path, **host), PORT)
    assert refusal(asked(f"{API}/health", **host), PORT) is None


@pytest.mark.parametrize(
    "how",
    [
        {"x_amz_target": "DynamoDB_20120810.Scan", "content_type": MULTIPART},
        {"authorization": "AWS4-HMAC-SHA256 Credential=test", "content_type": MULTIPART},
        {"content_type": "application/x-www-form-urlencoded"},
        {"content_type": "text/plain"},
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_other_service_is_reached_by_the_path_of_a_bucket(
    page: dict[str, str], how: dict[str, str]
) -> None:
    assert refusal(asked(UPLOADS, **{**page, **how, "method": "POST"}), PORT)
    if "authorization" in how or "x_amz_target" in how:
        for path in (f"{MEDIA}/key", f"{API}/health"):
            assert refusal(asked(path, **{**page, **how, "method": "GET"}), PORT)


def test_a_header_of_any_bytes_is_read() -> None:
    odd = asked("/_ministack/ses/messages")
    odd["headers"].append((b"user-agent", b"\xe9\xff"))
    assert refusal(odd, PORT) is None


def test_the_websocket_is_open_to_every_page() -> None:
    page = {"origin": "http://evil.example"}
    live = asked("/_aws/execute-api/1ea12e01/live", kind="websocket", **page)
    assert refusal(live, PORT) is None
    assert refusal(asked("/graphql/realtime", kind="websocket", **page), PORT)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": f"127.0.0.1:{PORT}"},
        {"host": f"[::1]:{PORT}"},
        {"sec_fetch_site": "none"},
        {"sec_fetch_site": "same-origin", "origin": f"http://localhost:{PORT}"},
        {"host": f"127.0.0.1:{PORT}", "origin": f"http://127.0.0.1:{PORT}"},
    ],
    ids=str,
)
def test_programs_and_the_address_bar_are_served(headers: dict[str, str]) -> None:
    assert refusal(asked("/_ministack/ses/messages", **headers), PORT) is None
