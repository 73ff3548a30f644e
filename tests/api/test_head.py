"""HEAD: the same headers as GET, and no body, for all that is public."""

import pytest

from infra.routes import ROUTES
from tests.support.gateway import Gateway
from tests.support.people import Person

PUBLIC = [route.path for route in ROUTES if route.public and route.method == "GET"]


@pytest.fixture
def calendar(ana: Person) -> str:
    """The path of Ana's calendar."""
    url: str = ana.post("/exchange/calendarToken").json["calendarUrl"]
    return url.removeprefix("https://api.learn-exchange.example")


@pytest.mark.parametrize("template", PUBLIC)
def test_head_has_the_headers_of_get_and_no_body(
    gateway: Gateway, calendar: str, template: str
) -> None:
    path = {
        "/exchange/calendar/{file}": calendar,
        "/docs/assets/{file}": "/docs/assets/docs.css",
        "/notifications/unsubscribe/{token}": "/notifications/unsubscribe/a-token",
    }.get(template, template)

    get, head = gateway.get(path), gateway.head(path)

    assert "{" not in path
    assert head.status == get.status
    assert get.text or get.header("Location")
    assert head.text == ""
    expected = {name: text for name, text in get.headers.items() if name != "content-length"}
    assert head.headers == expected


def test_head_of_what_is_not_there_is_404(gateway: Gateway) -> None:
    for path in ("/exchange/calendar/nobody.ics", "/docs/assets/nothing.css"):
        head = gateway.head(path)
        assert (head.status, head.text) == (404, "")
        assert head.headers["Cache-Control"] == "no-store"


def test_what_is_for_the_signed_in_has_no_head(ana: Person, gateway: Gateway) -> None:
    with pytest.raises(LookupError):
        gateway.head("/user/me", token=ana.access_token)


def test_the_answers_that_may_be_kept_are_few(gateway: Gateway, calendar: str) -> None:
    kept = {
        path: gateway.get(path).headers.get("Cache-Control")
        for path in ("/health", "/.well-known/jwks.json", calendar)
    }

    assert [*kept.values()] == ["no-store", "public, max-age=300", "private, max-age=300"]
