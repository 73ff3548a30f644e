"""POST /notifications/devices and DELETE /notifications/devices/{id}: where pushes go."""

from collections.abc import Callable
from typing import Any

import pytest

from learn_exchange import clock, ids
from learn_exchange.identity import Identity
from learn_exchange.tables.notifications import Device, DeviceToken
from learn_exchange.tables.users import Login
from notifications.push import devices as rules
from tests.support.bus import Bus
from tests.support.clock import SetClock
from tests.support.gateway import Gateway
from tests.support.meanwhile import write_meanwhile
from tests.support.people import PASSWORD, Person, signed_in
from tests.support.push import (
    TOKEN,
    disable,
    endpoints,
    refuse,
    refused,
    register,
    set_up_platforms,
)
from tests.support.rows import link_token, nothing_written, rows_of
from tests.support.stream import Stream


@pytest.fixture
def platforms(aws_in_memory: None) -> None:
    """Both platforms are set up."""
    set_up_platforms("FCM_APPLICATION", "APNS_APPLICATION")


@pytest.fixture
def phone(gateway: Gateway, ana: Person) -> Person:
    """Ana on her phone."""
    answer = gateway.post("/auth/login", {"email": ana.email, "password": PASSWORD})
    return signed_in(gateway, answer.json)


def devices(person: Person) -> dict[str, Device]:
    """Returns a person's devices as they are stored, by their tokens."""
    return {device.token: device for device in Device.of_person(person.id)}


@pytest.mark.usefixtures("platforms")
@pytest.mark.parametrize(("platform", "name"), [("fcm", "GCM"), ("apns", "APNS")])
def test_a_device_gets_an_endpoint_of_its_platform(ana: Person, platform: str, name: str) -> None:
    answer = register(ana, platform=platform)

    assert answer.status == 201
    device = devices(ana)[TOKEN]
    assert answer.json.keys() == {"id", "platform", "createdAt"}
    assert answer.json["id"] == device.id == ids.uuid5_id(platform, TOKEN)
    assert answer.json["platform"] == platform
    endpoint = endpoints()[TOKEN]
    assert device.endpoint_arn == endpoint.arn
    assert endpoint.application.platform == name
    assert endpoint.attributes["CustomUserData"] == ana.id


@pytest.mark.usefixtures("platforms")
def test_a_device_that_registers_again_is_the_same(ana: Person, time_passes: SetClock) -> None:
    first = register(ana)
    time_passes.forward(minutes=5)

    again = register(ana)

    assert (again.status, again.json) == (201, first.json)
    assert len(devices(ana)) == len(endpoints()) == len(rows_of(DeviceToken)) == 1


@pytest.mark.usefixtures("platforms")
def test_a_device_that_registers_again_is_enabled_again(ana: Person) -> None:
    register(ana)
    disable(TOKEN)

    register(ana)

    assert endpoints()[TOKEN].enabled


@pytest.mark.usefixtures("platforms")
def test_a_device_belongs_to_the_login_that_registered_it_last(ana: Person, phone: Person) -> None:
    register(ana)
    before = devices(ana)[TOKEN].family_id

    register(phone)

    assert devices(ana)[TOKEN].family_id != before


@pytest.mark.usefixtures("platforms")
def test_a_device_that_somebody_else_uses_now_is_theirs(ana: Person, ben: Person) -> None:
    first = register(ana).json

    assert register(ben).json["id"] == first["id"]

    assert devices(ana) == {}
    assert devices(ben).keys() == endpoints().keys() == {TOKEN}
    assert endpoints()[TOKEN].attributes["CustomUserData"] == ben.id
    [owner] = rows_of(DeviceToken)
    assert owner.person_id == ben.id


@pytest.mark.usefixtures("platforms")
def test_of_two_who_register_a_token_at_once_one_has_it(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    [login] = Login.of_person(ben.id, None, 1)
    on_bens_phone = Identity(ben.id, login.family_id)
    write_meanwhile(monkeypatch, lambda _: rules.register(on_bens_phone, "fcm", TOKEN, clock.now()))

    assert register(ana).status == 201

    assert devices(ben) == {}
    assert devices(ana).keys() == {TOKEN}
    [owner] = rows_of(DeviceToken)
    assert owner.person_id == ana.id


@pytest.mark.usefixtures("platforms")
def test_the_oldest_of_too_many_devices_make_room(ana: Person, time_passes: SetClock) -> None:
    tokens = [f"token-{number}" for number in range(22)]
    for token in tokens:
        register(ana, token)
        time_passes.forward(seconds=1)

    assert devices(ana).keys() == endpoints().keys() == {*tokens[2:]}
    assert len(rows_of(DeviceToken)) == 20


@pytest.mark.usefixtures("platforms")
def test_a_device_that_registers_again_takes_no_other_place(
    ana: Person, time_passes: SetClock
) -> None:
    tokens = [f"token-{number}" for number in range(20)]
    for token in (*tokens, tokens[0]):
        register(ana, token)
        time_passes.forward(seconds=1)

    assert devices(ana).keys() == {*tokens}


def test_without_the_platform_a_device_is_kept_for_later(ana: Person) -> None:
    assert register(ana).status == 201

    assert devices(ana)[TOKEN].endpoint_arn is None
    assert endpoints() == {}


def test_apps_under_test_get_endpoints_of_apples_sandbox(ana: Person) -> None:
    set_up_platforms("APNS_SANDBOX_APPLICATION")

    register(ana, platform="apns")

    assert endpoints()[TOKEN].application.platform == "APNS_SANDBOX"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"platform": "fcm"}, "/token"),
        ({"token": TOKEN}, "/platform"),
        ({"platform": "wns", "token": TOKEN}, "/platform"),
        ({"platform": "FCM", "token": TOKEN}, "/platform"),
        ({"platform": None, "token": TOKEN}, "/platform"),
        ({"platform": "fcm", "token": ""}, "/token"),
        ({"platform": "fcm", "token": "x" * 4097}, "/token"),
        ({"platform": "fcm", "token": "tokën"}, "/token"),
        ({"platform": "fcm", "token": "to\nken"}, "/token"),
        ({"platform": "fcm", "token": "token\n"}, "/token"),
        ({"platform": "fcm", "token": "\x7f"}, "/token"),
        ({"platform": "fcm", "token": 7}, "/token"),
    ],
)
def test_what_is_no_device_is_refused(ana: Person, body: dict[str, Any], pointer: str) -> None:
    with nothing_written():
        answer = ana.post("/notifications/devices", body)

    assert answer.pointers == [pointer]


@pytest.mark.usefixtures("platforms")
def test_the_longest_token_is_taken(ana: Person) -> None:
    assert register(ana, "x" * 4096).status == 201


def test_a_token_that_the_platform_does_not_know_is_refused(
    ana: Person, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = f"Invalid parameter: Token Reason: {TOKEN} is no token"
    refuse(monkeypatch, "create_platform_endpoint", refused("InvalidParameter", said))

    with nothing_written():
        answer = register(ana)

    assert answer.pointers == ["/token"]
    assert TOKEN not in answer.text + capsys.readouterr().out


@pytest.mark.usefixtures("platforms")
def test_a_token_is_never_answered_nor_logged(
    ana: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = register(ana)

    removed = ana.delete(f"/notifications/devices/{answer.json['id']}")

    assert TOKEN not in answer.text + removed.text + capsys.readouterr().out


@pytest.mark.usefixtures("platforms")
def test_a_device_is_removed_with_its_endpoint(ana: Person) -> None:
    device = register(ana).json

    answer = ana.delete(f"/notifications/devices/{device['id']}")

    assert (answer.status, answer.text) == (204, "")
    assert devices(ana) == {}
    assert endpoints() == {}
    assert rows_of(DeviceToken) == []
    assert ana.delete(f"/notifications/devices/{device['id']}").problem == "not-found"


@pytest.mark.usefixtures("platforms")
def test_nobody_removes_the_device_of_another(ana: Person, ben: Person) -> None:
    device = register(ana).json

    with nothing_written():
        answer = ben.delete(f"/notifications/devices/{device['id']}")

    assert answer.problem == "not-found"
    assert endpoints().keys() == {TOKEN}


def sign_out_here(ana: Person) -> None:
    """Ana signs out on this device."""
    ana.post("/auth/logout")


def sign_out_everywhere(ana: Person) -> None:
    """Ana signs out on all devices."""
    ana.post("/auth/logout", {"everywhere": True})


def change_the_password(ana: Person) -> None:
    """Ana changes her password, by which all other logins end."""
    body = {"currentPassword": PASSWORD, "newPassword": "another battery staple"}
    assert ana.post("/auth/changePassword", body).status == 204


def reset_the_password(ana: Person) -> None:
    """Ana sets a new password by a mailed link, by which all logins end."""
    gateway = ana.gateway
    gateway.post("/auth/forgotPassword", {"email": ana.email})
    token = link_token(ana, "reset-password")
    body = {"token": token, "password": "another battery staple"}
    assert gateway.post("/auth/resetPassword", body).status == 204


@pytest.mark.usefixtures("platforms")
@pytest.mark.parametrize(
    ("end", "kept"),
    [
        (sign_out_here, {"on-the-phone"}),
        (sign_out_everywhere, set()),
        (change_the_password, {"here"}),
        (reset_the_password, set()),
    ],
)
def test_devices_go_with_their_logins(
    bus: Bus, ana: Person, phone: Person, end: Callable[[Person], None], kept: set[str]
) -> None:
    stream = Stream("users")
    register(ana, "here")
    register(phone, "on-the-phone")

    end(ana)
    stream.go_round(bus)

    assert devices(ana).keys() == endpoints().keys() == kept


@pytest.mark.usefixtures("platforms")
def test_others_keep_their_devices(bus: Bus, ana: Person, ben: Person) -> None:
    stream = Stream("users")
    register(ben)

    sign_out_everywhere(ana)
    stream.go_round(bus)

    assert devices(ben).keys() == endpoints().keys() == {TOKEN}


@pytest.mark.usefixtures("platforms")
@pytest.mark.parametrize("end", [sign_out_here, sign_out_everywhere, reset_the_password])
def test_a_login_that_has_ended_registers_no_device(
    ana: Person, end: Callable[[Person], None]
) -> None:
    end(ana)

    with nothing_written():
        assert register(ana).problem == "login-ended"


@pytest.mark.usefixtures("platforms")
def test_a_device_that_has_signed_in_again_stays(gateway: Gateway, bus: Bus, ana: Person) -> None:
    stream = Stream("users")
    register(ana)
    ana.post("/auth/logout")
    again = signed_in(
        gateway, gateway.post("/auth/login", {"email": ana.email, "password": PASSWORD}).json
    )
    register(again)

    stream.go_round(bus)

    assert devices(ana).keys() == endpoints().keys() == {TOKEN}


@pytest.mark.usefixtures("platforms")
def test_a_device_that_signs_in_while_its_login_is_forgotten_stays(
    gateway: Gateway, bus: Bus, ana: Person, phone: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Stream("users")
    register(ana)
    ana.post("/auth/logout")
    write_meanwhile(monkeypatch, lambda _: register(phone))

    stream.go_round(bus)

    assert devices(ana).keys() == endpoints().keys() == {TOKEN}
