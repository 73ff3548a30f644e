"""GET /auth/devices and DELETE /auth/devices/{deviceId}: where one is signed in."""

import pytest

from learn_exchange import cursor, ids
from learn_exchange.tables.store import delete
from learn_exchange.tables.users import Profile
from tests.support.clock import SetClock
from tests.support.counting import counted_calls
from tests.support.gateway import Gateway, Json
from tests.support.people import PASSWORD, Person, signed_in


def sign_in_from(device: str, person: Person) -> Person:
    """Returns the same person on another device."""
    gateway = Gateway(user_agent=device)
    answer = gateway.post("/auth/login", {"email": person.email, "password": PASSWORD})
    return signed_in(gateway, answer.json)


def devices(person: Person) -> list[Json]:
    """Returns all devices that the person sees."""
    return [device for page in person.pages("/auth/devices") for device in page["items"]]


def names(person: Person) -> list[str]:
    """Returns what the devices call themselves."""
    return [device["name"] for device in devices(person)]


def test_devices_are_listed_the_newest_first(ana: Person, time_passes: SetClock) -> None:
    time_passes.forward(hours=1)
    phone = sign_in_from("phone", ana)

    newest, oldest = devices(phone)

    assert newest.keys() == {"id", "name", "createdAt", "lastUsedAt", "current"}
    assert (newest["name"], newest["current"]) == ("phone", True)
    assert (oldest["name"], oldest["current"]) == ("tests", False)
    assert newest["createdAt"] == newest["lastUsedAt"] > oldest["createdAt"]


def test_a_refresh_is_the_last_use(gateway: Gateway, ana: Person, time_passes: SetClock) -> None:
    (before,) = devices(ana)
    time_passes.forward(minutes=10)
    gateway.post("/auth/refresh", {"refreshToken": ana.refresh_token})

    (after,) = devices(ana)

    assert after["createdAt"] == before["createdAt"]
    assert after["lastUsedAt"] > before["lastUsedAt"]
    assert after["id"] == before["id"]


@pytest.mark.parametrize(
    ("user_agent", "name"), [("", ""), ("x" * 201, "x" * 200), ("🌻<script>", "🌻<script>")]
)
def test_a_device_is_named_after_its_client(ana: Person, user_agent: str, name: str) -> None:
    sign_in_from(user_agent, ana)

    assert names(ana)[0] == name


def test_the_list_is_read_in_pages(ana: Person) -> None:
    for number in range(4):
        sign_in_from(f"device {number}", ana)

    pages = list(ana.pages("/auth/devices", limit=2))

    assert [[device["name"] for device in page["items"]] for page in pages] == [
        ["device 3", "device 2"],
        ["device 1", "device 0"],
        ["tests"],
    ]


def test_a_cursor_stays_valid_while_devices_come_and_go(ana: Person) -> None:
    logins = [sign_in_from(f"device {number}", ana) for number in range(3)]
    first = ana.get("/auth/devices", query={"limit": "2"}).json
    sign_in_from("a new one", ana)
    logins[1].post("/auth/logout")

    rest = ana.get("/auth/devices", query={"cursor": first["nextCursor"]}).json

    assert [device["name"] for device in first["items"]] == ["device 2", "device 1"]
    assert [device["name"] for device in rest["items"]] == ["device 0", "tests"]


def test_a_cursor_of_another_person_is_refused(ana: Person, ben: Person) -> None:
    for number in range(2):
        sign_in_from(f"device {number}", ben)
    his = ben.get("/auth/devices", query={"limit": "1"}).json["nextCursor"]

    assert ana.get("/auth/devices", query={"cursor": his}).problem == "malformed-request"


@pytest.mark.parametrize(
    "given",
    [
        "",
        "x",
        "====",
        "🌻",
        "\0",
        "AAAA",
        cursor.encode("followers#me", "a"),
        "x" * 1024,
    ],
)
def test_a_cursor_that_is_none_of_ours_is_refused(ana: Person, given: str) -> None:
    answer = ana.get("/auth/devices", query={"cursor": given})

    assert (answer.status, answer.problem) == (400, "malformed-request")


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "", "1.5", "NaN", "1e1", "٣٣٣", " "])
def test_a_limit_is_from_1_to_100(ana: Person, limit: str) -> None:
    answer = ana.get("/auth/devices", query={"limit": limit})

    assert answer.status == 422
    assert answer.pointers == ["/query/limit"]


def test_ended_and_expired_logins_are_not_listed(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    sign_in_from("signed out", ana).post("/auth/logout")
    time_passes.forward(days=59)
    sign_in_from("still in", ana)
    time_passes.forward(days=2)

    assert names(sign_in_from("here", ana)) == ["here", "still in"]


def test_after_signing_out_everywhere_only_later_logins_are_listed(ana: Person) -> None:
    ana.post("/auth/logout", {"everywhere": True})
    assert names(ana) == []

    assert names(sign_in_from("later", ana)) == ["later"]


def test_removing_a_device_ends_its_login(gateway: Gateway, ana: Person) -> None:
    phone = sign_in_from("phone", ana)
    lost = devices(ana)[0]["id"]

    assert ana.delete(f"/auth/devices/{lost}").status == 204

    refresh = gateway.post("/auth/refresh", {"refreshToken": phone.refresh_token})
    assert refresh.problem == "login-ended"
    assert names(ana) == ["tests"]
    assert ana.delete(f"/auth/devices/{lost}").status == 204


def test_nobody_removes_the_device_of_another(ana: Person, ben: Person) -> None:
    (hers,) = devices(ana)

    assert ben.delete(f"/auth/devices/{hers['id']}").status == 204

    assert names(ana) == ["tests"]


def test_removing_a_device_that_never_was_changes_nothing(ana: Person) -> None:
    assert ana.delete(f"/auth/devices/{ids.new_id()}").status == 204

    assert names(ana) == ["tests"]


def test_the_id_of_a_device_can_have_capitals(ana: Person) -> None:
    (here,) = devices(ana)

    assert ana.delete(f"/auth/devices/{here['id'].upper()}").status == 204

    assert names(ana) == []


@pytest.mark.parametrize(
    "device", ["me", "1", "PROFILE", "0" * 36, f"{ids.EXAMPLE}0", f"{ids.EXAMPLE} ", "x" * 1000]
)
def test_what_is_no_id_is_refused(ana: Person, device: str) -> None:
    answer = ana.delete(f"/auth/devices/{device}")

    assert answer.status == 422
    assert answer.pointers == ["/path/deviceId"]


def test_who_is_gone_has_no_devices(ana: Person) -> None:
    delete(Profile.key(ana.id))

    assert ana.get("/auth/devices").problem == "not-found"


def test_listing_takes_one_round_trip(ana: Person) -> None:
    with counted_calls() as calls:
        assert ana.get("/auth/devices").status == 200

    assert calls.round_trips == 1
