"""POST /auth/changePassword."""

import pytest

from auth import passwords
from learn_exchange.tables.store import delete, update
from learn_exchange.tables.users import Credential, Profile
from tests.support.clock import SetClock
from tests.support.counting import counted_calls
from tests.support.gateway import Answer, Gateway
from tests.support.meanwhile import write_meanwhile
from tests.support.people import PASSWORD, Person, signed_in

NEW = "another password"


def change(person: Person, current: str = PASSWORD, new: str = NEW) -> Answer:
    """Change the password."""
    return person.post("/auth/changePassword", {"currentPassword": current, "newPassword": new})


def log_in(gateway: Gateway, person: Person, password: str) -> Answer:
    """Try a password."""
    return gateway.post("/auth/login", {"email": person.email, "password": password})


def test_the_new_password_takes_the_place_of_the_old(gateway: Gateway, ana: Person) -> None:
    answer = change(ana)

    assert (answer.status, answer.text) == (204, "")
    assert log_in(gateway, ana, PASSWORD).problem == "wrong-credentials"
    assert log_in(gateway, ana, NEW).status == 200


def test_this_login_goes_on_and_all_others_end(gateway: Gateway, ana: Person, ben: Person) -> None:
    phone = signed_in(gateway, log_in(gateway, ana, PASSWORD).json)

    change(phone)

    assert phone.refresh().status == 200
    assert ana.refresh().problem == "login-ended"
    assert ben.refresh().status == 200
    later = signed_in(gateway, log_in(gateway, ana, NEW).json)
    assert later.refresh().status == 200
    assert len(later.listed("/auth/devices")) == 2


def test_the_latest_change_decides_which_login_goes_on(gateway: Gateway, ana: Person) -> None:
    change(ana)
    phone = signed_in(gateway, log_in(gateway, ana, NEW).json)

    change(phone, NEW, "the third password")

    assert phone.refresh().status == 200
    assert ana.refresh().problem == "login-ended"


def test_the_wrong_current_password_changes_nothing(gateway: Gateway, ana: Person) -> None:
    answer = change(ana, current="not my password")

    assert (answer.status, answer.problem) == (403, "wrong-password")
    assert log_in(gateway, ana, PASSWORD).status == 200
    assert ana.refresh().status == 200


def test_attempts_are_limited(hour_begins: SetClock, ana: Person, ben: Person) -> None:
    assert [change(ana, current="a guess").status for _ in range(5)] == [403] * 5

    refused = change(ana)

    assert (refused.status, refused.problem) == (429, "too-many-requests")
    assert 800 < int(refused.headers["Retry-After"]) <= 900
    assert change(ben).status == 204
    hour_begins.forward(minutes=15)
    ana.refresh()
    assert change(ana).status == 204


def test_a_password_that_changes_meanwhile_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch, gateway: Gateway, ana: Person
) -> None:
    def another_change(_: int) -> None:
        meanwhile = passwords.hash_password("set meanwhile")
        update(Credential.key(ana.email), Credential.password_hash.set(meanwhile))

    write_meanwhile(monkeypatch, another_change)

    assert change(ana).problem == "wrong-password"
    assert log_in(gateway, ana, "set meanwhile").status == 200
    assert ana.refresh().status == 200


def test_who_is_gone_has_no_password(ana: Person) -> None:
    delete(Profile.key(ana.id))

    assert change(ana).problem == "not-found"


def test_it_takes_three_round_trips(ana: Person) -> None:
    with counted_calls() as calls:
        assert change(ana).status == 204

    assert calls.round_trips == 3
