"""Visits to the web client in a browser: what a person has, sees and hears of errors there."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any, Final

import httpx
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    ViewportSize,
)

from tests.support.people import PASSWORD, Person
from tests.support.system import System

PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
DESKTOP: Final[ViewportSize] = {"width": 1280, "height": 900}
# Mirrors English from right to left; the client has it for tests alone.
RIGHT_TO_LEFT: Final = "ar-XB"
# How many files of the client the service worker keeps for when there is no network.
FILES_KEPT: Final = (
    "caches.open('files').then((files) => files.keys()).then(({ length }) => length)"
)
# Fluent puts these around what it inserts, so that a name keeps its own direction.
_ISOLATES: Final = "[\u2066-\u2069]*"
_STATUS: Final = re.compile(r"the server responded with a status of (\d{3})")
_NETWORK: Final = re.compile(r"net::|WebSocket connection to|Failed to fetch")


def says(text: str, *, whole: bool = False) -> re.Pattern[str]:
    """Returns a pattern for a text of the client, wherever it isolates what it has inserted.

    `whole`: there is nothing before and after it. Apostrophes may be straight here.
    """
    words = _ISOLATES.join(map(re.escape, re.findall(r"\w+|\W", text)))
    words = words.replace("'", "['\u2019]")
    return re.compile(f"^{_ISOLATES}{words}{_ISOLATES}$" if whole else words)


@dataclass
class Complaints:
    """Complaints of browsers during a test, but for those that it provokes itself."""

    heard: list[str] = field(default_factory=list)
    _statuses: set[int] = field(default_factory=set)
    _network: bool = False

    def allow(self, *statuses: int) -> None:
        """Take these statuses for no complaint: the test makes requests fail with them."""
        self._statuses.update(statuses)

    def allow_no_network(self) -> None:
        """Take requests that get no answer for no complaint."""
        self._network = True

    def listen(self, context: BrowserContext) -> None:
        """Hear what the pages of a context complain of."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.heard.append(str(error.error)))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        if status := _STATUS.search(message.text):
            if int(status[1]) in self._statuses:
                return
        elif self._network and _NETWORK.search(message.text):
            return
        self.heard.append(f"{message.text} ({message.location['url']})")


@dataclass
class Visits:
    """Opens the client in contexts of a browser, each as private as a device of its own."""

    browser: Browser
    system: System
    complaints: Complaints
    _contexts: list[BrowserContext] = field(default_factory=list)

    def device(
        self,
        person: Person | None = None,
        *,
        size: ViewportSize = DESKTOP,
        theme: str = "light",
        language: str = "en",
        **options: Any,
    ) -> BrowserContext:
        """Returns a device on which somebody is signed in, or nobody; its size, theme and language.

        Service workers are blocked, unless an option allows them: they hide requests from tests.
        """
        stored = {"language": language}
        cookies: list[Any] = []
        if person:
            cookies = [self.session_cookie(person)]
            stored["session.person"] = person.id
        origin = {
            "origin": self.system.web_url,
            "localStorage": [{"name": name, "value": value} for name, value in stored.items()],
        }
        settings: dict[str, Any] = {
            "base_url": self.system.web_url,
            "viewport": size,
            "color_scheme": theme,
            "reduced_motion": "reduce",
            "service_workers": "block",
            "storage_state": {"cookies": cookies, "origins": [origin]},
            **options,
        }
        context = self.browser.new_context(**settings)
        context.set_default_timeout(30_000)
        self.complaints.listen(context)
        self._contexts.append(context)
        return context

    def page(self, person: Person | None = None, path: str = "/", **options: Any) -> Page:
        """Returns a page on a device of its own."""
        page = self.device(person, **options).new_page()
        page.goto(path)
        return page

    def close(self) -> None:
        """End all visits."""
        for context in self._contexts:
            context.unroute_all(behavior="ignoreErrors")
            context.close()

    def session_cookie(self, person: Person) -> Any:
        """Sign a person in as a browser does, and return the cookie of the session."""
        answer = httpx.post(
            f"{self.system.api_url}/auth/login",
            json={"email": person.email, "password": PASSWORD},
            headers={"X-Session": "cookie"},
            trust_env=False,
            timeout=60,
        )
        assert answer.status_code == 200, answer.text
        [cookie] = SimpleCookie(answer.headers["set-cookie"]).values()
        return {
            "name": cookie.key,
            "value": cookie.value,
            "domain": "localhost",
            "path": "/",
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Strict",
        }


def problem(kind: str, status: int, **more: Any) -> Callable[[Route], None]:
    """Answers a route with a problem, as our functions do."""
    body = {"type": kind, "title": "Told by the test", "status": status, "instance": "test"}
    headers = {"X-Request-Id": "01-test-request"}
    if "retry_after" in more:
        headers["Retry-After"] = str(more.pop("retry_after"))
    return _answers(status, json.dumps({**body, **more}), "application/problem+json", headers)


def bare(status: int, message: str) -> Callable[[Route], None]:
    """Answers a route as the gateway does in place of our functions."""
    return _answers(status, json.dumps({"message": message}), "application/json", {})


def _answers(
    status: int, body: str, content_type: str, headers: dict[str, str]
) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        route.fulfill(status=status, body=body, content_type=content_type, headers=headers)

    return answer


@contextmanager
def failing(page: Page, path: str, answer: Callable[[Route], None]) -> Iterator[None]:
    """Lets requests to a path of the API (a glob) be answered so while the block runs."""
    page.route(f"**/api{path}", answer)
    yield
    page.unroute(f"**/api{path}", answer)
