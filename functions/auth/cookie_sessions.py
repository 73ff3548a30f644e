"""Sessions by cookie: in browsers on our own site, no script can read the refresh token.

A request with the header `X-Session: cookie` gets the refresh token in a cookie, and sends it by
that cookie. The header is also what keeps other sites from using the cookie (OWASP, "Custom Request
Headers" of the CSRF Prevention Cheat Sheet): CORS does not allow it from other origins, and a
request that carries it from there nevertheless is refused here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Self

from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.request import Request

from auth.logins import REFRESH_TOKEN_LIFE, RefreshToken
from auth.problems import ForeignOrigin
from auth.schemas import RefreshRequest, SignedIn
from learn_exchange.http import AnswerCookies, answer_cookies
from learn_exchange.problems import Invalid, LoginEnded
from learn_exchange.settings import setting

HEADER = "X-Session"
BY_COOKIE = "cookie"
# What browsers take for a promise: Secure, for the whole of this host, and for no other
# (RFC 6265bis, section 4.1.3.2). Locally there is no TLS, and Safari keeps no Secure cookie then.
HOST_ONLY = "__Host-"


@dataclass(frozen=True)
class Session:
    """Tells how the client of a request keeps its refresh token, and changes the cookie of it."""

    by_cookie: bool
    sent: str | None
    """The refresh token that came by cookie."""
    cookies: AnswerCookies

    @classmethod
    def of(cls, request: Request) -> Self:
        """Read the session of a request.

        Raises:
            Invalid: the header says something else than `cookie`.
            ForeignOrigin: the request is of a page on another site.
        """
        event = request.resolved_event
        asked = event["headers"].get(HEADER.lower())
        if asked is None:
            return cls(by_cookie=False, sent=None, cookies=answer_cookies(request))
        if asked != BY_COOKIE:
            raise Invalid.at(f"/header/{HEADER}", f"`{BY_COOKIE}`, or no such header.")
        origin = event["headers"].get("origin")
        if origin is not None and origin not in setting("SESSION_ORIGINS").split():
            raise ForeignOrigin
        sent = _cookie(event.get("cookies") or [], setting("SESSION_COOKIE"))
        return cls(by_cookie=True, sent=sent, cookies=answer_cookies(request))

    def deliver(self, signed_in: SignedIn) -> SignedIn:
        """Return what to answer: in a session by cookie, the refresh token is in the cookie."""
        if not self.by_cookie or signed_in.refresh_token is None:
            return signed_in
        life = int(REFRESH_TOKEN_LIFE.total_seconds())
        self._set(signed_in.refresh_token, life)
        return signed_in.model_copy(update={"refresh_token": None})

    def refresh_token(self, request: RefreshRequest) -> RefreshToken:
        """Return the token to exchange: that of the body, else that of the cookie.

        Raises:
            Invalid: there is none, and this is no session by cookie.
            LoginEnded: there is none, or it is no token of ours.
        """
        if request.refresh_token is not None:
            return RefreshToken.parse(request.refresh_token)
        if not self.by_cookie:
            raise Invalid.at("/refreshToken", "Field required")
        return RefreshToken.parse(self.sent or "")

    @contextmanager
    def ending_with_its_login(self) -> Iterator[None]:
        """Take the cookie away if the block finds that the login has ended.

        So it does with a token of the body: the client has said which login it is for.
        """
        try:
            yield
        except LoginEnded:
            self.end()
            raise

    def end(self) -> None:
        """Take the cookie away, in a session by cookie."""
        if self.by_cookie:
            self._set("", 0)

    def end_if_of(self, person_id: str) -> None:
        """Take the cookie away if it is of a person whose logins have ended."""
        try:
            owner = RefreshToken.parse(self.sent or "").person_id
        except LoginEnded:
            return
        if owner == person_id:
            self.end()

    def _set(self, value: str, max_age: int) -> None:
        name = setting("SESSION_COOKIE")
        secure = " Secure;" if name.startswith(HOST_ONLY) else ""
        attributes = f"Path=/; Max-Age={max_age};{secure} HttpOnly; SameSite=Strict"
        self.cookies.append(f"{name}={value}; {attributes}")


CookieSession = Annotated[Session, Depends(Session.of)]


def _cookie(cookies: list[str], name: str) -> str | None:
    pairs = (cookie.partition("=") for cookie in cookies)
    return next((value for found, _, value in pairs if found == name), None)
