"""Clients in a real browser: on our own origin with sessions by cookie, and on one of their own."""

import base64
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browsers import launched
from tests.support.people import new_person_body
from tests.support.pictures import png
from tests.support.system import System

CLIENT = (Path(__file__).parent / "browser_client.js").read_text()
ATTACKS = {
    "no-cors": "await fetch(url, {mode: 'no-cors', method: 'POST'})",
    "cors": "return await (await fetch(url)).text()",
    "form": """
        const frame = Object.assign(document.createElement('iframe'), { name: 'target' })
        const form = Object.assign(document.createElement('form'), { method: 'POST', action: url })
        form.target = 'target'
        document.body.append(frame, form)
        const loaded = new Promise((done) => { frame.onload = done })
        form.submit()
        await loaded
    """,
    "signed": """
        const target = { 'x-amz-target': 'DynamoDB_20120810.ListTables' }
        const signature = { authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1' +
          '/dynamodb/aws4_request, SignedHeaders=host, Signature=0' }
        const bucket = new URL('/learn-exchange-local-uploads-000000000000', url)
        const headers = { ...target, ...signature }
        return await (await fetch(bucket, { method: 'POST', headers, body: '{}' })).text()
    """,
    "picture": "const image = new Image(); image.src = url; await image.decode()",
    "frame": """
        const frame = document.createElement('iframe')
        const loaded = new Promise((done) => { frame.onload = done })
        frame.src = url
        document.body.append(frame)
        await loaded
    """,
}
BY_CORS = [ATTACKS["cors"], ATTACKS["signed"]]
# What somebody else's script would do in our page, if it got there.
INJECTIONS = {
    "code": """
        const script = Object.assign(document.createElement('script'), { text: 'window.ran = 1' })
        document.body.append(script)
    """,
    "markup": "document.body.innerHTML = '<img src=x onerror=\"window.ran = 1\">'",
    "policy": "trustedTypes.createPolicy('another', { createScript: (text) => text })",
    "request": "await fetch(elsewhere, { mode: 'no-cors' })",
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser."""
    with launched() as browser:
        yield browser


@pytest.fixture
def complaints() -> list[str]:
    """Returns what the browser's console has complained of."""
    return []


@pytest.fixture
def page(chromium: Browser, complaints: list[str]) -> Iterator[Page]:
    """A page of a browser in which nobody has been before."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        yield page


@pytest.fixture
def another_origin() -> Iterator[str]:
    """A site on another port, such as one that a developer works on."""

    class Blank(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b'<link rel="icon" href="data:,">')

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Blank) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def open_page_of_ours(page: Page, system: System) -> None:
    """Open what has the policy of the client's page, whether the client is built or not."""
    page.goto(f"{system.web_url}/robots.txt")


def lives_through(page: Page, api: str, live: str | None, *, by_cookie: bool) -> dict[str, Any]:
    """Returns what becomes of a client on the page."""
    person = new_person_body()
    picture = base64.b64encode(png()).decode()
    told: dict[str, Any] = page.evaluate(
        CLIENT,
        {
            "api": api,
            "live": live,
            "byCookie": by_cookie,
            "email": person["email"],
            "picture": picture,
        },
    )
    return told


def works(told: dict[str, Any]) -> bool:
    """Returns whether all of it went well."""
    expected = {
        "signedUp": 201,
        "readable": "",
        "refreshed": 200,
        "uploaded": 204,
        "progress": True,
        "media": "ready",
        "answered": "pong",
        "loggedOut": 204,
    }
    return expected.items() <= told.items()


def test_a_page_of_ours_has_one_origin_and_a_session_by_cookie(
    system: System, page: Page, complaints: list[str]
) -> None:
    open_page_of_ours(page, system)
    complaints.clear()
    told = lives_through(page, "/api", "/live", by_cookie=True)
    assert works(told), told
    assert not told["givenToScripts"]
    assert len(told["pixel"]) == 4
    assert page.context.cookies() == [], "signing out took the cookie away"
    assert complaints == []


@pytest.mark.parametrize("injection", INJECTIONS.values(), ids=INJECTIONS)
def test_a_page_of_ours_lets_no_other_script_do_its_will(
    system: System, page: Page, another_origin: str, injection: str
) -> None:
    open_page_of_ours(page, system)
    error = page.evaluate(
        f"async (elsewhere) => {{ try {{ {injection} }} catch (error) {{ return error.name }} }}",
        another_origin,
    )
    assert error == "TypeError"
    assert page.evaluate("window.ran") is None


def test_a_page_of_another_origin_uses_the_apis_own_address(
    system: System, page: Page, another_origin: str, complaints: list[str]
) -> None:
    page.goto(another_origin)
    told = lives_through(page, system.api_url, None, by_cookie=False)
    assert works(told), told
    assert told["givenToScripts"]
    assert complaints == []


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_no_page_administers_the_emulator(
    system: System, page: Page, another_origin: str, attack: str
) -> None:
    answers: list[int] = []
    page.goto(another_origin)
    page.on("response", lambda answer: answers.append(answer.status))
    secret = f"{system.endpoint}/_ministack/ses/messages"
    read = page.evaluate(f"async (url) => {{ try {{ {attack} }} catch {{}} }}", secret)
    assert read is None
    # Of what CORS keeps from the page, the browser shows no answer.
    assert answers == [] if attack in BY_CORS else set(answers) == {403}


def test_a_page_reads_what_the_gateway_itself_answers(
    system: System, page: Page, another_origin: str
) -> None:
    page.goto(another_origin)
    for path, status in (("/user/me", 401), ("/no/such/path", 404)):
        read = page.evaluate("url => fetch(url).then(a => a.status)", system.api_url + path)
        assert read == status


@pytest.mark.parametrize("path", ["/docs", "/docs/live"])
def test_a_page_of_the_documentation_fits_on_a_phone(page: Page, system: System, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{system.api_url}{path}")
    if path == "/docs":
        summary = page.locator(".opblock-summary", has_text="/exchange/createSession").first
        summary.locator(".opblock-summary-control").dispatch_event("click")
        page.wait_for_selector(".responses-table")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
