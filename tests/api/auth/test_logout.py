"""POST /auth/logout, here and everywhere."""

from typing import Any

import pytest

from learn_exchange.tables.store import delete
from learn_exchange.tables.users import Profile
from tests.support.clock import SetClock
from tests.support.gateway import Gateway
from tests.support.people import PASSWORD, Person, signed_in


@pytest.fixture
def phone(gateway: Gateway, ana: Person) -> Person:
    """Ana on her phone."""
    answer = gateway.post("/auth/login", {"email": ana.email, "password": PASSWORD})
    return signed_in(gateway, answer.json)


def goes_on(login: Person) -> bool:
    """Returns whether a login can be refreshed."""
    answer = login.refresh()
    assert answer.status == 200 or answer.problem == "login-ended"
    return answer.status == 200


@pytest.mark.parametrize("body", [None, {}, {"everywhere": False}])
def test_signing_out_here_ends_only_this_login(
    ana: Person, phone: Person, ben: Person, body: dict[str, Any] | None
) -> None:
    answer = ana.post("/auth/logout", body)

    assert (answer.status, answer.text) == (204, "")
    assert not goes_on(ana)
    assert goes_on(phone)
    assert goes_on(ben)


def test_signing_out_everywhere_ends_all_logins_of_this_person(
    ana: Person, phone: Person, ben: Person
) -> None:
    assert ana.post("/auth/logout", {"everywhere": True}).status == 204

    assert not goes_on(ana)
    assert not goes_on(phone)
    assert goes_on(ben)


def test_signing_out_twice_is_no_error(ana: Person) -> None:
    for _ in range(2):
        assert ana.post("/auth/logout").status == 204


@pytest.mark.parametrize("first", [{}, {"everywhere": True}], ids=str)
def test_a_login_that_has_ended_signs_nobody_else_out(
    gateway: Gateway, ana: Person, first: dict[str, bool]
) -> None:
    assert ana.post("/auth/logout", first).status == 204
    answer = gateway.post("/auth/login", {"email": ana.email, "password": PASSWORD})

    assert ana.post("/auth/logout", {"everywhere": True}).problem == "login-ended"

    assert goes_on(signed_in(gateway, answer.json))


def test_a_login_after_signing_out_everywhere_goes_on(gateway: Gateway, ana: Person) -> None:
    ana.post("/auth/logout", {"everywhere": True})

    answer = gateway.post("/auth/login", {"email": ana.email, "password": PASSWORD})

    assert goes_on(signed_in(gateway, answer.json))


def test_signing_out_everywhere_ends_also_what_a_password_change_kept(
    ana: Person, phone: Person
) -> None:
    change = {"currentPassword": PASSWORD, "newPassword": "another password"}
    assert phone.post("/auth/changePassword", change).status == 204

    assert phone.post("/auth/logout", {"everywhere": True}).status == 204

    assert not goes_on(phone)


def test_the_access_token_stays_valid_until_it_expires(ana: Person, time_passes: SetClock) -> None:
    ana.post("/auth/logout")

    assert ana.get("/user/me").status == 200
    time_passes.forward(minutes=15)
    assert ana.get("/user/me").problem == "not-signed-in"


def test_who_is_gone_has_no_logins_to_end(ana: Person) -> None:
    delete(Profile.key(ana.id))

    assert ana.post("/auth/logout", {"everywhere": True}).problem == "not-found"
