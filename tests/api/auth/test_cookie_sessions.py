"""Sessions by cookie: browsers on our own site, where no script reads the refresh token."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.support.clock import SetClock
from tests.support.gateway import Answer, Gateway, Json
from tests.support.people import PASSWORD, Person, new_person_body, signed_in
from tests.support.rows import link_token

BY_COOKIE = {"X-Session": "cookie"}
OWN = "https://learn-exchange.example"
SIXTY_DAYS_S = 60 * 24 * 60 * 60
TAKEN_AWAY = "__Host-refresh=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"
LOGIN_ENDS = [("POST", "/auth/logout"), ("DELETE", "/auth/devices/{current}")]


@dataclass
class Browser:
    """A browser on a page of ours: it keeps and sends the cookie, and scripts set the header."""

    gateway: Gateway
    headers: dict[str, str] = field(default_factory=lambda: {**BY_COOKIE, "Origin": OWN})
    cookie: str | None = None

    def call(self, method: str, path: str, body: Json | None = None, **options: Any) -> Answer:
        """Call an endpoint as the page's script does."""
        sent = [f"theme=dark; {self.cookie}"] if self.cookie else []
        cookies = [cookie for pair in sent for cookie in pair.split("; ")]
        answer = self.gateway.call(
            method, path, body, headers=self.headers, cookies=cookies, **options
        )
        for cookie in answer.cookies:
            pair, _, attributes = cookie.partition("; ")
            self.cookie = None if "Max-Age=0" in attributes else pair
        return answer

    def refresh(self, body: Json | None = None) -> Answer:
        """Exchange the token in the cookie for the next one."""
        return self.call("POST", "/auth/refresh", body)


@pytest.fixture
def browser(gateway: Gateway) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(gateway)


@pytest.fixture
def token(browser: Browser) -> str:
    """The access token of somebody who has signed up in the browser."""
    token: str = browser.call("POST", "/auth/signup", new_person_body()).json["accessToken"]
    return token


def log_in(browser: Browser, person: Person) -> Answer:
    """Sign in with the password."""
    return browser.call("POST", "/auth/login", {"email": person.email, "password": PASSWORD})


def test_signing_up_puts_the_refresh_token_into_a_cookie(browser: Browser) -> None:
    answer = browser.call("POST", "/auth/signup", new_person_body())
    assert answer.status == 201
    assert set(answer.json) == {"accessToken", "expiresIn", "user"}
    [cookie] = answer.cookies
    pair, *attributes = cookie.split("; ")
    assert pair.startswith("__Host-refresh=")
    assert len(pair) > 80
    assert attributes == [
        "Path=/",
        f"Max-Age={SIXTY_DAYS_S}",
        "Secure",
        "HttpOnly",
        "SameSite=Strict",
    ]


def test_signing_in_and_refreshing_do_so_too(browser: Browser, ana: Person) -> None:
    answers = [log_in(browser, ana), browser.refresh(), browser.refresh()]
    assert [answer.status for answer in answers] == [200, 200, 200]
    assert all("refreshToken" not in answer.json for answer in answers)
    assert len({answer.cookies for answer in answers}) == 3


@pytest.mark.parametrize("path", ["/auth/signup", "/auth/login"])
def test_without_the_header_the_token_is_in_the_body(
    gateway: Gateway, ana: Person, path: str
) -> None:
    body = {"email": ana.email, "password": PASSWORD}
    if path == "/auth/signup":
        body = new_person_body()
    answer = gateway.post(path, body)
    assert answer.json["refreshToken"]
    assert answer.cookies == ()


def test_the_cookie_alone_refreshes_nothing(browser: Browser, token: str) -> None:
    browser.headers = {"Origin": OWN}
    answer = browser.refresh()
    assert answer.pointers == ["/refreshToken"]
    browser.headers |= BY_COOKIE
    assert browser.refresh().status == 200, "the cookie was not used up"


def test_the_token_of_the_body_counts_above_that_of_the_cookie(
    browser: Browser, token: str, ana: Person
) -> None:
    answer = browser.refresh({"refreshToken": ana.refresh_token})
    assert answer.json["user"]["id"] == ana.id
    assert "refreshToken" not in answer.json
    assert browser.refresh().json["user"]["id"] == ana.id, "it is in the cookie from now on"


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://learn-exchange.example.evil.example",
        "http://learn-exchange.example",
        "https://learn-exchange.example:8443",
        "https://LEARN-exchange.example",
        "capacitor://localhost",
        "null",
        "",
    ],
)
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/auth/signup", new_person_body()),
        ("/auth/login", {"email": "a@example.com", "password": PASSWORD}),
        ("/auth/refresh", {}),
        ("/auth/resetPassword", {"token": "t", "password": PASSWORD}),
    ],
)
def test_pages_of_other_sites_are_refused(
    browser: Browser, token: str, origin: str, path: str, body: Json
) -> None:
    browser.headers |= {"Origin": origin}
    cookie = browser.cookie
    answer = browser.call("POST", path, body)
    assert (answer.status, answer.problem) == (403, "foreign-origin")
    assert browser.cookie == cookie
    browser.headers |= {"Origin": OWN}
    assert browser.refresh().status == 200, "nothing has happened to the session"


@pytest.mark.parametrize(("method", "path"), LOGIN_ENDS)
def test_pages_of_other_sites_end_no_login(
    browser: Browser, token: str, method: str, path: str
) -> None:
    [device] = browser.call("GET", "/auth/devices", token=token).json["items"]
    browser.headers |= {"Origin": "https://evil.example"}
    answer = browser.call(method, path.format(current=device["id"]), token=token)
    assert (answer.status, answer.problem) == (403, "foreign-origin")
    browser.headers |= {"Origin": OWN}
    assert browser.refresh().status == 200


@pytest.mark.parametrize("said", ["", "Cookie", "token", "cookie, cookie", "🍪"])
def test_another_kind_of_session_is_not_known(browser: Browser, said: str) -> None:
    browser.headers = {"X-Session": said}
    answer = browser.call("POST", "/auth/signup", new_person_body())
    assert answer.pointers == ["/header/X-Session"]


@pytest.mark.parametrize(
    "cookie",
    [
        None,
        "__Host-refresh=",
        "__Host-refresh=nonsense",
        "__Host-refresh=💥",
        "refresh=abc",
        "__Host-refresh",
    ],
)
def test_without_a_token_of_ours_nobody_is_signed_in(browser: Browser, cookie: str | None) -> None:
    browser.cookie = cookie
    answer = browser.refresh()
    assert (answer.status, answer.problem) == (401, "login-ended")
    assert answer.cookies == (TAKEN_AWAY,)


@pytest.mark.parametrize(("method", "path"), LOGIN_ENDS)
def test_ending_this_login_takes_the_cookie_away(
    browser: Browser, token: str, method: str, path: str
) -> None:
    [device] = browser.call("GET", "/auth/devices", token=token).json["items"]
    answer = browser.call(method, path.format(current=device["id"]), token=token)
    assert (answer.status, answer.cookies) == (204, (TAKEN_AWAY,))
    assert browser.cookie is None


def test_ending_another_login_leaves_the_cookie(
    browser: Browser, gateway: Gateway, ana: Person
) -> None:
    token = log_in(browser, ana).json["accessToken"]
    for device in browser.call("GET", "/auth/devices", token=token).json["items"]:
        if not device["current"]:
            browser.call("DELETE", f"/auth/devices/{device['id']}", token=token)
    assert browser.refresh().status == 200


def test_logging_out_takes_the_access_token(browser: Browser, token: str) -> None:
    answer = browser.call("POST", "/auth/logout")
    assert (answer.status, answer.cookies) == (401, ())
    assert browser.refresh().status == 200


def test_a_refresh_that_finds_the_login_ended_takes_the_cookie_away(
    browser: Browser, gateway: Gateway, ana: Person
) -> None:
    log_in(browser, ana)
    ana.post("/auth/logout", {"everywhere": True})
    answer = browser.refresh()
    assert (answer.status, answer.problem, answer.cookies) == (401, "login-ended", (TAKEN_AWAY,))


def test_a_token_of_the_body_that_has_ended_takes_the_cookie_away_too(
    browser: Browser, token: str, ana: Person
) -> None:
    ana.post("/auth/logout")
    answer = browser.refresh({"refreshToken": ana.refresh_token})
    assert (answer.problem, answer.cookies) == ("login-ended", (TAKEN_AWAY,))


def test_a_refresh_that_comes_second_leaves_the_cookie(browser: Browser, token: str) -> None:
    other_tab = Browser(browser.gateway, cookie=browser.cookie)
    browser.refresh()
    answer = other_tab.refresh()
    assert (answer.problem, answer.cookies) == ("already-rotated", ())


def test_a_lost_answer_comes_again_by_the_idempotency_key(
    browser: Browser, token: str, time_passes: SetClock
) -> None:
    browser.headers |= {"Idempotency-Key": "3f9a2c51d07e4b68"}
    lost = Browser(browser.gateway, browser.headers, browser.cookie)
    first = lost.refresh()
    time_passes.forward(minutes=10)
    again = browser.refresh()
    assert again.status == 200
    assert again.cookies == first.cookies


@pytest.mark.parametrize("signed_in_as", ["ana", "ben"])
def test_a_new_password_takes_away_the_cookie_of_whose_it_is(
    browser: Browser, gateway: Gateway, ana: Person, ben: Person, signed_in_as: str
) -> None:
    log_in(browser, {"ana": ana, "ben": ben}[signed_in_as])
    gateway.post("/auth/forgotPassword", {"email": ana.email})
    body = {"token": link_token(ana, "reset-password"), "password": "another password"}
    answer = browser.call("POST", "/auth/resetPassword", body)
    assert answer.status == 204
    assert (browser.cookie is None) == (signed_in_as == "ana")


def test_locally_the_cookie_is_plain_and_named_by_its_port(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SESSION_COOKIE", "refresh-3000")
    monkeypatch.setenv("SESSION_ORIGINS", "http://localhost:3000 http://127.0.0.1:3000")
    for origin in ("http://localhost:3000", "http://127.0.0.1:3000"):
        browser.headers |= {"Origin": origin}
        [cookie] = browser.call("POST", "/auth/signup", new_person_body()).cookies
        assert cookie.startswith("refresh-3000=")
        assert "Secure" not in cookie
        assert browser.refresh().status == 200


def test_a_client_that_is_no_page_may_have_a_session_by_cookie(
    browser: Browser, gateway: Gateway
) -> None:
    browser.headers = BY_COOKIE
    answer = browser.call("POST", "/auth/signup", new_person_body())
    assert answer.status == 201
    refreshed = gateway.post(
        "/auth/refresh", {"refreshToken": (browser.cookie or "").partition("=")[2]}
    )
    assert signed_in(gateway, refreshed.json).get("/user/me").status == 200
