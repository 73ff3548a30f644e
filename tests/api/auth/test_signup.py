"""POST /auth/signup."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from learn_exchange.tables.users import Credential, Login, MailRequest, Username
from tests.support.clock import SetClock
from tests.support.gateway import Gateway
from tests.support.people import PASSWORD, Person, new_person_body
from tests.support.rows import all_rows, mail_requests, rows_of


def rows_but_counters() -> list[dict[str, Any]]:
    """Returns what stands in the table, but for the attempts counted."""
    return [row for row in all_rows() if row["kind"]["S"] != "Counter"]


def test_somebody_new_is_signed_in_at_once(gateway: Gateway, time_passes: SetClock) -> None:
    answer = gateway.post(
        "/auth/signup",
        new_person_body(
            email="Ana.Silva@Example.COM",
            username="Ana.Silva",
            firstName="Ana",
            lastName="Silva",
            timeZone="Europe/Lisbon",
        ),
    )

    assert answer.status == 201
    content = answer.json
    assert content.keys() == {"accessToken", "refreshToken", "expiresIn", "user"}
    assert content["expiresIn"] == 15 * 60
    user = content["user"]
    created_at = user.pop("createdAt")
    assert created_at.endswith("Z")
    assert user == {
        "id": user["id"],
        "username": "Ana.Silva",
        "firstName": "Ana",
        "lastName": "Silva",
        "profileImageUrl": None,
        "profileImageAltText": None,
        "bio": "",
        "timeZone": "Europe/Lisbon",
        "skills": [],
        "stats": {
            "followers": 0,
            "following": 0,
            "posts": 0,
            "exchangesCompleted": 0,
            "rating": {"average": None, "count": 0},
            "reliability": {"sessionsCompleted": 0, "lateCancellations": 0, "noShows": 0},
        },
        "badges": [],
        "relationship": {"following": False, "followedBy": False, "blocked": False},
        "email": "Ana.Silva@example.com",
        "emailVerified": False,
        "language": "en",
        "showPresence": True,
    }
    own = gateway.get("/user/me", token=content["accessToken"])
    assert own.json == user | {"createdAt": created_at}


def test_a_mail_to_verify_the_address_is_on_its_way(ana: Person, time_passes: SetClock) -> None:
    (request,) = mail_requests(ana.email, "verify-email")

    left = request.expires_at - time_passes.now()
    assert timedelta(days=3) - timedelta(minutes=1) < left <= timedelta(days=3)
    assert request.sent_at is None
    assert request.used_at is None


def test_without_a_time_zone_it_is_utc(gateway: Gateway) -> None:
    body = new_person_body()
    del body["timeZone"]

    assert gateway.post("/auth/signup", body).json["user"]["timeZone"] == "UTC"


@pytest.mark.parametrize(
    ("chosen", "header", "language"),
    [
        ({}, None, "en"),
        ({}, "es-MX,es;q=0.9,en;q=0.8", "es"),
        ({}, "fr", "en"),
        ({"language": None}, "es", "es"),
        ({"language": "es"}, None, "es"),
        ({"language": "en"}, "es", "en"),
        ({"language": "es"}, "en", "es"),
    ],
)
def test_the_language_is_the_one_chosen_else_the_one_that_the_client_likes_best(
    gateway: Gateway, chosen: dict[str, Any], header: str | None, language: str
) -> None:
    headers = {"Accept-Language": header} if header else {}
    answer = gateway.post("/auth/signup", new_person_body(**chosen), headers=headers)

    assert answer.status == 201, answer.text
    assert answer.json["user"]["language"] == language
    own = gateway.get("/user/me", token=answer.json["accessToken"])
    assert own.json["language"] == language


@pytest.mark.parametrize(
    ("field", "before", "after", "problem"),
    [
        ("email", "ana@example.com", "ana@example.com", "email-taken"),
        ("email", "ana@example.com", "ANA@Example.com", "email-taken"),
        ("email", "ana@ex\u00e4mple.com", "ana@exa\u0308mple.com", "email-taken"),
        ("username", "ana.silva", "ana.silva", "username-taken"),
        ("username", "ana.silva", "Ana.SILVA", "username-taken"),
        ("username", "ana.silva", "ana_silva", "username-taken"),
        ("username", "ana.silva", "anasilva", "username-taken"),
        ("username", "a-n-a", "a.n_a", "username-taken"),
    ],
)
def test_who_is_taken_leaves_nothing_of_the_one_who_comes_later(
    gateway: Gateway, field: str, before: str, after: str, problem: str
) -> None:
    assert gateway.post("/auth/signup", new_person_body(**{field: before})).status == 201
    rows = rows_but_counters()

    answer = gateway.post("/auth/signup", new_person_body(**{field: after}))

    assert answer.status == 409
    assert answer.problem == problem
    assert rows_but_counters() == rows


def test_of_two_things_taken_the_address_is_told(gateway: Gateway) -> None:
    body = new_person_body()
    gateway.post("/auth/signup", body)

    assert gateway.post("/auth/signup", body).problem == "email-taken"


def test_an_address_that_differs_by_a_dot_is_another(new_person: Callable[..., Person]) -> None:
    one, other = new_person(email="ana@example.com"), new_person(email="a.na@example.com")

    assert one.id != other.id


def test_neither_password_nor_token_is_kept(ana: Person) -> None:
    table = json.dumps(all_rows())

    assert PASSWORD not in table
    assert ana.refresh_token not in table
    assert ana.access_token not in table
    (credential,) = rows_of(Credential)
    assert credential.password_hash.startswith("$argon2id$")


def test_all_rows_of_a_person_are_theirs(ana: Person) -> None:
    (credential,), (username,), (login,) = rows_of(Credential), rows_of(Username), rows_of(Login)

    assert credential.person_id == username.person_id == ana.id
    assert login.pk == f"PERSON#{ana.id}"
    assert {request.email for request in rows_of(MailRequest)} == {ana.email}


@pytest.mark.parametrize(
    "password", ["x" * 8, "x" * 128, "horse\0battery", " a b c d e f g h ", "🔑🔑🔑🔑🔑🔑🔑🔑"]
)
def test_a_password_can_have_any_characters(
    new_person: Callable[..., Person], gateway: Gateway, password: str
) -> None:
    person = new_person(password=password)

    answer = gateway.post("/auth/login", {"email": person.email, "password": password})

    assert answer.status == 200


@pytest.mark.parametrize(
    "name",
    [
        "Ω",
        "李小龍",
        "علي",
        "Ana 🌻",
        "O'Brien-Núñez",
        "<b>Ana</b>",
        "x" * 50,
        "J. R. R.",
        "क्\u200dष",
        "👩\u200d🎓",
    ],
)
def test_a_name_is_kept_as_sent(new_person: Callable[..., Person], name: str) -> None:
    person = new_person(firstName=name, lastName=name)

    user = person.get("/user/me").json
    assert (user["firstName"], user["lastName"]) == (name, name)


@pytest.mark.parametrize(
    "email",
    [
        "a@b.co",
        "first.last+tag@sub.example.com",
        "ana@localhost.test",
        "user@例子.广告",
        "ana@xn--exmple-cua.com",
        f"{'x' * 64}@{'y' * 63}.{'z' * 63}.com",
    ],
)
def test_an_address_can_be_any_that_mail_reaches(
    new_person: Callable[..., Person], email: str
) -> None:
    person = new_person(email=email)

    assert person.get("/user/me").json["email"] == person.email


def test_nobody_says_what_is_not_theirs_to_say(gateway: Gateway) -> None:
    claims = {"id": "mine", "emailVerified": True, "badges": ["admin"], "stats": {"followers": 9}}
    answer = gateway.post("/auth/signup", new_person_body(**claims))
    assert answer.pointers == [f"/{name}" for name in claims]


def test_sign_ups_are_limited_for_each_network_address(
    monkeypatch: pytest.MonkeyPatch, gateway: Gateway, hour_begins: SetClock
) -> None:
    monkeypatch.setenv("LIMIT_SIGNUP_ADDRESS", "2")
    for _ in range(2):
        assert gateway.post("/auth/signup", new_person_body()).status == 201

    refused = gateway.post("/auth/signup", new_person_body())

    assert refused.status == 429
    assert refused.problem == "too-many-requests"
    assert 3500 < int(refused.headers["Retry-After"]) <= 3600
    elsewhere = Gateway(address="2001:db8::7")
    assert elsewhere.post("/auth/signup", new_person_body()).status == 201
    hour_begins.forward(hours=1)
    assert gateway.post("/auth/signup", new_person_body()).status == 201


def test_the_device_is_named_after_its_client(gateway: Gateway) -> None:
    phone = Gateway(user_agent="learn-exchange-ios/2.1")
    content = phone.post("/auth/signup", new_person_body()).json

    (device,) = gateway.get("/auth/devices", token=content["accessToken"]).json["items"]
    assert device["name"] == "learn-exchange-ios/2.1"
