"""POST /auth/forgotPassword and POST /auth/resetPassword."""

from datetime import timedelta

import pytest

from learn_exchange.tables.store import delete
from learn_exchange.tables.users import Profile
from learn_exchange.wire import rfc3339
from tests.support.clock import SetClock
from tests.support.counting import counted_calls
from tests.support.gateway import Answer, Gateway
from tests.support.people import PASSWORD, Person, signed_in
from tests.support.rows import all_rows, link_token, mail_requests

NEW = "another password"


def forget(gateway: Gateway, email: str) -> Answer:
    """Ask for a link to set a new password."""
    return gateway.post("/auth/forgotPassword", {"email": email})


def reset(gateway: Gateway, token: str, password: str = NEW) -> Answer:
    """Set a new password with the link of a mail."""
    return gateway.post("/auth/resetPassword", {"token": token, "password": password})


def log_in(gateway: Gateway, person: Person, password: str) -> Answer:
    """Try a password."""
    return gateway.post("/auth/login", {"email": person.email, "password": password})


@pytest.fixture
def token(gateway: Gateway, ana: Person) -> str:
    """The token of the link that Ana has been mailed."""
    forget(gateway, ana.email)
    return link_token(ana, "reset-password")


def test_a_mail_with_a_link_for_one_hour_is_on_its_way(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    answer = forget(gateway, ana.email.upper())

    assert answer.status == 202
    (request,) = mail_requests(ana.email, "reset-password")
    expires = rfc3339(request.expires_at)
    assert answer.json == {"id": request.id, "expiresAt": expires}
    left = request.expires_at - time_passes.now()
    assert timedelta(minutes=59) < left <= timedelta(hours=1)


def test_an_unknown_address_looks_and_works_like_a_known_one(
    monkeypatch: pytest.MonkeyPatch, gateway: Gateway, hour_begins: SetClock, ana: Person
) -> None:
    monkeypatch.setenv("LIMIT_MAIL_ACCOUNT", "2")

    def seen(email: str) -> list[tuple[int, list[str], list[str], list[tuple[str, list[str]]]]]:
        attempts = []
        for _ in range(3):
            with counted_calls() as calls:
                answer = forget(gateway, email)
            requests = [(operation, sorted(arguments)) for operation, arguments in calls.requests]
            attempts.append((answer.status, sorted(answer.json), sorted(answer.headers), requests))
        return attempts

    assert seen(ana.email) == seen("nobody@example.com")


def test_mails_are_limited_for_each_account_and_network_address(
    gateway: Gateway, hour_begins: SetClock, ana: Person, ben: Person
) -> None:
    assert [forget(gateway, ana.email).status for _ in range(5)] == [202] * 5

    refused = forget(gateway, ana.email.upper())

    assert (refused.status, refused.problem) == (429, "too-many-requests")
    assert 3500 < int(refused.headers["Retry-After"]) <= 3600
    assert forget(gateway, ben.email).status == 202
    hour_begins.forward(hours=1)
    assert forget(gateway, ana.email).status == 202
    assert len(mail_requests(ana.email, "reset-password")) == 6


def test_a_strangers_requests_do_not_use_up_the_owners(
    gateway: Gateway, hour_begins: SetClock, ana: Person
) -> None:
    stranger = Gateway(address="198.51.100.1")
    answers = [forget(stranger, ana.email).status for _ in range(20)]
    assert answers == [202] * 5 + [429] * 15

    assert forget(gateway, ana.email).status == 202


def test_nobodys_mailbox_is_filled_from_many_network_addresses(
    monkeypatch: pytest.MonkeyPatch, hour_begins: SetClock, ana: Person
) -> None:
    monkeypatch.setenv("LIMIT_MAIL_ACCOUNT", "3")

    answers = [forget(Gateway(address=f"198.51.100.{n}"), ana.email).status for n in range(5)]

    assert answers == [202, 202, 202, 429, 429]
    assert len(mail_requests(ana.email, "reset-password")) == 3


def test_mails_are_limited_for_each_network_address(
    monkeypatch: pytest.MonkeyPatch, gateway: Gateway, hour_begins: SetClock
) -> None:
    monkeypatch.setenv("LIMIT_MAIL_ADDRESS", "2")
    for number in range(2):
        assert forget(gateway, f"person{number}@example.org").status == 202

    assert forget(gateway, "another@example.org").problem == "too-many-requests"
    assert forget(Gateway(address="198.51.100.1"), "another@example.org").status == 202


def test_the_link_sets_a_new_password(gateway: Gateway, ana: Person, token: str) -> None:
    answer = reset(gateway, token)

    assert (answer.status, answer.text) == (204, "")
    assert log_in(gateway, ana, PASSWORD).problem == "wrong-credentials"
    again = signed_in(gateway, log_in(gateway, ana, NEW).json)
    assert again.refresh().status == 200


def test_it_ends_all_logins(gateway: Gateway, ana: Person, ben: Person) -> None:
    phone = signed_in(gateway, log_in(gateway, ana, PASSWORD).json)
    change = {"currentPassword": PASSWORD, "newPassword": "one between"}
    assert phone.post("/auth/changePassword", change).status == 204
    forget(gateway, ana.email)

    assert reset(gateway, link_token(ana, "reset-password")).status == 204

    assert phone.refresh().problem == "login-ended"
    assert ana.refresh().problem == "login-ended"
    assert ben.refresh().status == 200


def test_since_the_mail_arrived_the_address_is_verified(
    gateway: Gateway, ana: Person, token: str
) -> None:
    reset(gateway, token)

    assert ana.get("/user/me").json["emailVerified"] is True


def test_a_link_works_once(gateway: Gateway, ana: Person, token: str) -> None:
    reset(gateway, token)

    again = reset(gateway, token, "yet another one")

    assert (again.status, again.problem) == (409, "link-used")
    assert log_in(gateway, ana, NEW).status == 200


def test_a_link_works_for_one_hour(
    gateway: Gateway, ana: Person, token: str, time_passes: SetClock
) -> None:
    time_passes.forward(hours=1)

    late = reset(gateway, token)

    assert (late.status, late.problem) == (400, "invalid-link")
    assert log_in(gateway, ana, PASSWORD).status == 200


def test_the_link_that_verifies_an_address_sets_no_password(gateway: Gateway, ana: Person) -> None:
    assert reset(gateway, link_token(ana, "verify-email")).problem == "invalid-link"
    assert log_in(gateway, ana, PASSWORD).status == 200


@pytest.mark.parametrize("text", ["", "x", "=", "a.b.c", "🌻", "\0", "A" * 96, "A" * 512])
def test_what_is_no_link_of_ours_is_refused(gateway: Gateway, text: str) -> None:
    answer = reset(gateway, text)

    assert (answer.status, answer.problem) == (400, "invalid-link")


def test_a_link_of_somebody_who_is_gone_is_not_valid(
    gateway: Gateway, ana: Person, token: str
) -> None:
    delete(Profile.key(ana.id))
    rows = all_rows()

    assert reset(gateway, token).problem == "invalid-link"
    assert all_rows() == rows


def test_a_password_that_is_too_short_leaves_the_link_unused(gateway: Gateway, token: str) -> None:
    assert reset(gateway, token, "short").pointers == ["/password"]

    assert reset(gateway, token).status == 204
