"""Input that is well-formed and yet no address, username, name, time zone or password."""

from typing import Any

import pytest

from auth import signing
from learn_exchange import clock, ids
from learn_exchange.tables.users import Profile
from tests.support.gateway import Answer, Gateway
from tests.support.people import PASSWORD, new_person_body
from tests.support.rows import rows_of

NO_ADDRESSES = [
    "",
    " ",
    "ana",
    "@",
    "ana@",
    "@example.com",
    "ana@@example.com",
    "ana@example@com",
    "ana@example",
    "ana@.com",
    "ana@example..com",
    "ana@example.com.",
    "ana@-example.com",
    "ana@exam_ple.com",
    "ana@ex ample.com",
    " ana@example.com",
    "ana@example.com ",
    "ana@example.com\n",
    "ana\0@example.com",
    "ana\u200b@example.com",
    "ana\u202e@example.com",
    "ana\ufeff@example.com",
    "a na@example.com",
    ".ana@example.com",
    "ana.@example.com",
    "a..na@example.com",
    "Ana <ana@example.com>",
    "mailto:ana@example.com",
    '"ana"@example.com',
    "ana@[192.0.2.1]",
    "ana@192.0.2.1",
    "ana@example.com,ben@example.com",
    "ana@example.com\r\nBcc: ben@example.com",
    "ana@xn--",
    "ana@" + "🌻" * 70 + ".com",
    f"{'x' * 65}@example.com",
    f"ana@{'x' * 64}.com",
    f"ana@{'x.' * 125}com",
]
NO_USERNAMES = [
    "",
    "ab",
    "x" * 51,
    "ana silva",
    "ana\n",
    "\nana",
    "ana\0",
    ".ana",
    "ana.",
    "-ana",
    "ana-",
    "_ana",
    "ana_",
    "ana@silva",
    "ana/silva",
    "ana#silva",
    "josé",
    "\u0430na",
    "ana\u200b",
    "李小龍",
    "🌻🌻🌻",
    "١٢٣",
    "\uff41\uff4e\uff41",
]
NO_NAMES = [
    "",
    " ",
    "\t\n",
    "\u200b",
    "\u200d\ufeff",
    "\u202e",
    "\u00a0\u2003\u3000",
    "\0",
    "\u3164",
    "x" * 51,
    "🌻" * 51,
    "Ana\nSilva",
    "Ana\r\nBcc: ben@example.com",
    "Ana\0",
]
NO_TIME_ZONES = [
    "",
    " ",
    "Lisbon",
    "Europe",
    "Europe/",
    "/Europe/Lisbon",
    "Europe//Lisbon",
    "Europe/Lisbon ",
    "Europe/Lisbon\0",
    "europe/lisbon",
    "../zoneinfo/Europe/Lisbon",
    "Europe/../Europe/Lisbon",
    "/etc/passwd",
    "localtime",
    "posixrules",
    "posix/Europe/Lisbon",
    "tzdata.zi",
    "__init__.py",
    "+01:00",
    "UTC+1",
    "Évora",
    "🌻",
    "x" * 65,
]
NO_NEW_PASSWORDS = ["", "1234567", "🔑" * 7, "x" * 129, "🔑" * 129]
TOKEN = "A" * 108
BODIES: dict[str, dict[str, Any]] = {
    "/auth/login": {"email": "ana@example.com", "password": PASSWORD},
    "/auth/forgotPassword": {"email": "ana@example.com"},
    "/auth/resetPassword": {"token": TOKEN, "password": PASSWORD},
    "/auth/changePassword": {"currentPassword": PASSWORD, "newPassword": PASSWORD},
    "/auth/refresh": {"refreshToken": TOKEN},
    "/auth/verifyEmail": {"token": TOKEN},
}


def send(gateway: Gateway, path: str, **changes: Any) -> Answer:
    """Send a body that is right but for these changes."""
    body = new_person_body() if path == "/auth/signup" else BODIES[path]
    nobody = signing.issue_access_token(ids.new_id(), ids.new_id(), clock.now())
    token = nobody if path == "/auth/changePassword" else None
    return gateway.post(path, {**body, **changes}, token=token)


def refused_at(answer: Answer, pointer: str) -> bool:
    """Returns whether this place, and no other, is said to be wrong."""
    return answer.status == 422 and answer.pointers == [pointer]


@pytest.mark.parametrize("email", NO_ADDRESSES)
def test_what_is_no_e_mail_address_is_refused(gateway: Gateway, email: str) -> None:
    for path in ("/auth/signup", "/auth/login", "/auth/forgotPassword"):
        answer = send(gateway, path, email=email)
        assert refused_at(answer, "/email"), answer
        assert not email.strip() or email not in answer.text


@pytest.mark.parametrize("username", NO_USERNAMES)
def test_what_is_no_username_is_refused(gateway: Gateway, username: str) -> None:
    assert refused_at(send(gateway, "/auth/signup", username=username), "/username")


@pytest.mark.parametrize("field", ["firstName", "lastName"])
@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_is_refused(gateway: Gateway, field: str, name: str) -> None:
    assert refused_at(send(gateway, "/auth/signup", **{field: name}), f"/{field}")


@pytest.mark.parametrize("zone", NO_TIME_ZONES)
def test_what_is_no_time_zone_is_refused(gateway: Gateway, zone: str) -> None:
    assert refused_at(send(gateway, "/auth/signup", timeZone=zone), "/timeZone")


@pytest.mark.parametrize("password", NO_NEW_PASSWORDS)
def test_a_new_password_has_8_to_128_characters(gateway: Gateway, password: str) -> None:
    for path, field in (
        ("/auth/signup", "password"),
        ("/auth/resetPassword", "password"),
        ("/auth/changePassword", "newPassword"),
    ):
        assert refused_at(send(gateway, path, **{field: password}), f"/{field}")


def test_a_current_password_can_be_any_but_not_endless(gateway: Gateway) -> None:
    assert send(gateway, "/auth/login", password="").problem == "wrong-credentials"
    assert refused_at(send(gateway, "/auth/login", password="x" * 1025), "/password")
    endless = send(gateway, "/auth/changePassword", currentPassword="x" * 1025)
    assert refused_at(endless, "/currentPassword")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/auth/refresh", "refreshToken"),
        ("/auth/verifyEmail", "token"),
        ("/auth/resetPassword", "token"),
    ],
)
def test_a_token_has_at_most_512_characters(gateway: Gateway, path: str, field: str) -> None:
    assert refused_at(send(gateway, path, **{field: "x" * 513}), f"/{field}")


def test_all_that_is_wrong_is_told_at_once(gateway: Gateway) -> None:
    answer = send(gateway, "/auth/signup", email="ana", username="a", firstName="", password="x")

    assert answer.status == 422
    assert set(answer.pointers) == {"/email", "/username", "/firstName", "/password"}


def test_what_was_sent_is_not_repeated(gateway: Gateway) -> None:
    answer = send(gateway, "/auth/signup", email="ana at example", password="hunter2", username="?")

    for sent in ("ana at example", "hunter2", "?"):
        assert sent not in answer.text


def test_nothing_is_left_of_what_was_refused(gateway: Gateway) -> None:
    send(gateway, "/auth/signup", email="ana")

    assert rows_of(Profile) == []
