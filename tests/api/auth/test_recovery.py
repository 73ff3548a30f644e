"""Recovering an account takes everything back, and its owner is told."""

from typing import Any

import pytest

from tests.support.bus import Bus
from tests.support.gateway import Answer, Gateway
from tests.support.mailbox import mails
from tests.support.people import PASSWORD, Person, signed_in
from tests.support.rows import link_token, mail_requests
from tests.support.stream import Stream

NEW = "a password of the owner"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
NEWER_FIREFOX = FIREFOX.replace("140", "141")
LURE = "Verify here: https://evil.example"


def log_in(gateway: Gateway, person: Person, password: str = PASSWORD) -> Answer:
    """Sign in on the device of a gateway."""
    return gateway.post("/auth/login", {"email": person.email, "password": password})


def reset(gateway: Gateway, token: str) -> Answer:
    """Set a new password by a link."""
    return gateway.post("/auth/resetPassword", {"token": token, "password": NEW})


def reset_links(gateway: Gateway, person: Person, number: int) -> list[str]:
    """Have links mailed, and return their tokens."""
    tokens = []
    for _ in range(number):
        gateway.post("/auth/forgotPassword", {"email": person.email})
        tokens.append(link_token(person, "reset-password"))
    return tokens


def test_one_use_of_a_link_ends_all_that_were_mailed_before(gateway: Gateway, ana: Person) -> None:
    first, second, third = reset_links(gateway, ana, 3)

    assert reset(gateway, second).status == 204

    assert reset(gateway, second).problem == "link-used"
    assert [reset(gateway, token).problem for token in (first, third)] == ["invalid-link"] * 2
    [later] = reset_links(gateway, ana, 1)
    assert reset(gateway, later).status == 204


def test_a_change_of_the_password_ends_all_links_that_were_mailed_before(
    gateway: Gateway, ana: Person
) -> None:
    [mailed] = reset_links(gateway, ana, 1)
    change_password(ana)

    assert reset(gateway, mailed).problem == "invalid-link"

    assert log_in(gateway, ana, NEW).status == 200


def change_password(person: Person) -> None:
    """Change the password."""
    change = {"currentPassword": PASSWORD, "newPassword": NEW}
    assert person.post("/auth/changePassword", change).status == 204


def verify(gateway: Gateway, person: Person) -> None:
    """Verify the address."""
    body = {"token": link_token(person, "verify-email")}
    assert gateway.post("/auth/verifyEmail", body).status == 200


def mailed_after(bus: Bus, stream: Stream) -> list[Any]:
    """Returns the mails that go out for what was written since the stream began."""
    before = len(mails())
    stream.go_round(bus)
    return mails()[before:]


def test_the_owner_is_told_of_a_changed_password(bus: Bus, gateway: Gateway, ana: Person) -> None:
    verify(gateway, ana)
    stream = Stream("users")
    ana.gateway.user_agent = FIREFOX
    change_password(ana)

    [mail] = mailed_after(bus, stream)

    assert mail.recipients == [ana.email]
    assert mail.subject == "Your password was changed"
    assert "Firefox, Windows" in mail.html
    assert "(Europe/Lisbon)" in mail.html
    assert mail.link == "https://learn-exchange.example/forgot-password"


def test_the_owner_is_told_of_a_reset(bus: Bus, gateway: Gateway, ana: Person) -> None:
    [token] = reset_links(gateway, ana, 1)
    stream = Stream("users")
    reset(gateway, token)

    [mail] = mailed_after(bus, stream)

    assert mail.subject == "A new password was set"
    assert "a device that did not say what it is" in mail.html


def test_the_owner_is_told_of_a_new_device_once(bus: Bus, gateway: Gateway, ana: Person) -> None:
    verify(gateway, ana)
    stream = Stream("users")
    for agent in (FIREFOX, NEWER_FIREFOX, FIREFOX):
        assert log_in(Gateway(user_agent=agent), ana).status == 200

    [mail] = mailed_after(bus, stream)

    assert mail.subject == "A new device has signed in to your account"
    assert "Firefox, Windows" in mail.html
    assert mail.link == "https://learn-exchange.example/settings/security"


def test_the_same_browser_elsewhere_is_another_device(
    bus: Bus, gateway: Gateway, ana: Person
) -> None:
    verify(gateway, ana)
    stream = Stream("users")
    log_in(Gateway(address="198.51.100.1"), ana)

    assert len(mailed_after(bus, stream)) == 1


def test_nobody_is_told_of_the_device_that_they_sign_up_with(
    bus: Bus, gateway: Gateway, ana: Person
) -> None:
    verify(gateway, ana)
    stream = Stream("users")
    assert log_in(gateway, ana).status == 200
    assert signed_in(gateway, log_in(gateway, ana).json).refresh().status == 200

    assert mailed_after(bus, stream) == []


def test_what_a_client_calls_itself_is_not_quoted(bus: Bus, gateway: Gateway, ana: Person) -> None:
    verify(gateway, ana)
    stream = Stream("users")
    log_in(Gateway(user_agent=LURE), ana)

    [mail] = mailed_after(bus, stream)

    assert "evil" not in mail.html


def test_an_address_that_nobody_has_verified_gets_no_such_mail(
    bus: Bus, gateway: Gateway, ana: Person
) -> None:
    stream = Stream("users")
    log_in(Gateway(user_agent=FIREFOX), ana)
    change_password(ana)

    assert mailed_after(bus, stream) == []


@pytest.mark.parametrize("purpose", ["verify-email", "reset-password"])
def test_a_mail_to_an_address_that_nobody_has_verified_names_nobody(
    bus: Bus, gateway: Gateway, ana: Person, purpose: str
) -> None:
    stream = Stream("users")
    path = {"verify-email": "/auth/resendVerification", "reset-password": "/auth/forgotPassword"}
    body = {"email": ana.email} if purpose == "reset-password" else None
    assert ana.post(path[purpose], body).status == 202

    [mail] = mailed_after(bus, stream)

    assert "Ana" not in mail.html
    assert "Hello," in mail.html


def test_it_says_when_in_the_zone_and_the_language_of_its_reader(
    bus: Bus, gateway: Gateway, ana: Person
) -> None:
    verify(gateway, ana)
    ana.put("/user/updateProfile", {"language": "es", "timeZone": "Asia/Tokyo"})
    stream = Stream("users")
    change_password(ana)

    [mail] = mailed_after(bus, stream)

    assert mail.subject == "Se ha cambiado tu contraseña"
    assert "(Asia/Tokyo)" in mail.html
    [request] = mail_requests(ana.email, "password-changed")
    assert request.sent_at is not None
