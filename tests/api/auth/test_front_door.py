"""Limits by network address, behind the front door and at the API's own address."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest

from tests.support.clock import SetClock
from tests.support.gateway import Answer, Gateway
from tests.support.people import PASSWORD, Person, new_person_body

pytestmark = pytest.mark.usefixtures("aws_in_memory")

EDGE = "203.0.113.7"
SECRET = "an origin secret for tests"
Headers = Mapping[str, str]
Attempt = Callable[[Gateway, Headers], Answer]


def sign_up(gateway: Gateway, headers: Headers) -> Answer:
    """Somebody new signs up."""
    return gateway.post("/auth/signup", new_person_body(), headers=dict(headers))


def fail_to_sign_in(gateway: Gateway, headers: Headers) -> Answer:
    """Somebody signs in to an account that is not there, another one each time."""
    email = new_person_body()["email"]
    body = {"email": email, "password": PASSWORD}
    return gateway.post("/auth/login", body, headers=dict(headers))


def forget_password(gateway: Gateway, headers: Headers) -> Answer:
    """Somebody asks for a mail, to another address each time."""
    body = {"email": new_person_body()["email"]}
    return gateway.post("/auth/forgotPassword", body, headers=dict(headers))


COUNTED: list[tuple[str, Attempt]] = [
    ("LIMIT_SIGNUP_ADDRESS", sign_up),
    ("LIMIT_LOGIN_ADDRESS", fail_to_sign_in),
    ("LIMIT_MAIL_ADDRESS", forget_password),
]


def viewer(address: str, secret: str = SECRET) -> Headers:
    """Returns the headers that the front door sets."""
    return {"x-viewer-address": address, "x-origin-secret": secret}


@pytest.mark.parametrize(("limit", "attempt"), COUNTED)
def test_two_viewers_behind_one_edge_have_two_counters(
    monkeypatch: pytest.MonkeyPatch, hour_begins: SetClock, limit: str, attempt: Attempt
) -> None:
    monkeypatch.setenv(limit, "2")
    from_edge = partial(attempt, Gateway(address=EDGE))
    one, other = viewer("198.51.100.1"), viewer("198.51.100.2")

    assert [from_edge(one).status == 429 for _ in range(3)] == [False, False, True]
    assert [from_edge(other).status == 429 for _ in range(3)] == [False, False, True]
    assert attempt(Gateway(address="203.0.113.8"), one).status == 429, "by another edge"


@pytest.mark.parametrize(("limit", "attempt"), COUNTED)
def test_at_the_api_s_own_address_forged_headers_change_nothing(
    monkeypatch: pytest.MonkeyPatch, hour_begins: SetClock, limit: str, attempt: Attempt
) -> None:
    monkeypatch.setenv(limit, "2")
    forging = partial(attempt, Gateway(address="192.0.2.1"))

    answers = [forging(viewer(f"198.51.100.{number}", "a guess")) for number in range(3)]

    assert [answer.status == 429 for answer in answers] == [False, False, True]
    assert attempt(Gateway(address=EDGE), viewer("198.51.100.1")).status != 429


def test_viewers_of_one_ipv6_subscriber_share_a_counter(
    monkeypatch: pytest.MonkeyPatch, hour_begins: SetClock
) -> None:
    monkeypatch.setenv("LIMIT_SIGNUP_ADDRESS", "1")
    edge = Gateway(address=EDGE)

    assert sign_up(edge, viewer("2001:db8:1:2::1")).status == 201
    assert sign_up(edge, viewer("2001:db8:1:2::2")).status == 429
    assert sign_up(edge, viewer("2001:db8:1:3::1")).status == 201


def test_who_guesses_through_the_front_door_does_not_keep_the_owner_out(
    monkeypatch: pytest.MonkeyPatch, hour_begins: SetClock, delays: list[float], ana: Person
) -> None:
    edge = Gateway(address=EDGE)
    wrong = {"email": ana.email, "password": "not the password"}
    right = {"email": ana.email, "password": PASSWORD}
    guesser, owner = dict(viewer("198.51.100.1")), dict(viewer("198.51.100.2"))

    guesses = [edge.post("/auth/login", wrong, headers=guesser).status for _ in range(6)]

    assert guesses == [401] * 5 + [429]
    assert edge.post("/auth/login", right, headers=owner).status == 200
