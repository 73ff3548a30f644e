"""POST /auth/login: what it tells, and what it does not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters

from auth import passwords
from learn_exchange.tables.store import update
from learn_exchange.tables.users import Credential, Login
from tests.support.clock import SetClock
from tests.support.counting import counted_calls
from tests.support.gateway import Answer, Gateway
from tests.support.meanwhile import write_meanwhile
from tests.support.people import PASSWORD, Person, signed_in
from tests.support.rows import rows_of


def log_in(gateway: Gateway, email: str, password: str = PASSWORD) -> Answer:
    """Try to sign in."""
    return gateway.post("/auth/login", {"email": email, "password": password})


def test_the_right_password_signs_in(gateway: Gateway, ana: Person, ben: Person) -> None:
    ben.follow(ana)

    answer = log_in(gateway, ana.email)

    assert answer.status == 200
    assert answer.json.keys() == {"accessToken", "refreshToken", "expiresIn", "user"}
    assert answer.json["expiresIn"] == 900
    assert answer.json["user"] == ana.get("/user/me").json
    assert answer.json["user"]["stats"]["followers"] == 1
    again = signed_in(gateway, answer.json)
    assert again.get("/user/me").status == 200


def test_each_login_is_one_of_its_own(gateway: Gateway, ana: Person) -> None:
    phone = signed_in(gateway, log_in(gateway, ana.email).json)

    assert phone.refresh_token != ana.refresh_token
    assert len(rows_of(Login)) == 2


def test_the_case_of_the_address_makes_no_difference(gateway: Gateway, ana: Person) -> None:
    assert log_in(gateway, ana.email.upper()).json["user"]["id"] == ana.id


def test_the_same_password_can_be_typed_in_two_ways(
    new_person: Callable[..., Person], gateway: Gateway
) -> None:
    composed, decomposed = "\u00e9l\u00e9phant ①", "e\u0301le\u0301phant 1"
    person = new_person(password=composed)

    assert log_in(gateway, person.email, decomposed).status == 200


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD.upper(),
        PASSWORD + " ",
        PASSWORD[:-1],
        PASSWORD + "\0",
        "",
        "x" * 1024,
    ],
)
def test_another_password_is_wrong(gateway: Gateway, ana: Person, password: str) -> None:
    answer = log_in(gateway, ana.email, password)

    assert answer.status == 401
    assert answer.problem == "wrong-credentials"


@dataclass(frozen=True)
class Attempt:
    """All that could tell whether there is an account."""

    status: int
    body: str
    headers: dict[str, str]
    requests: list[tuple[str, list[str]]]
    hashing: list[str]
    delays: list[float]


@pytest.fixture
def attempts(
    hour_begins: SetClock, real_hashing: None, hashing_done: list[str], delays: list[float]
) -> Callable[..., list[Attempt]]:
    """Tries a password several times, and says what could be seen of each."""

    def attempt(gateway: Gateway, email: str) -> Attempt:
        hashing_done.clear()
        delays.clear()
        with counted_calls() as calls:
            answer = log_in(gateway, email, "a wrong password")
        requests = [(operation, sorted(arguments)) for operation, arguments in calls.requests]
        headers = {name: value for name, value in answer.headers.items() if name != "Retry-After"}
        return Attempt(
            answer.status, answer.text, headers, requests, list(hashing_done), list(delays)
        )

    def several(email: str, gateways: list[Gateway]) -> list[Attempt]:
        return [attempt(gateway, email) for gateway in gateways]

    return several


@pytest.mark.parametrize("from_one_address", [True, False])
def test_an_unknown_address_looks_and_works_like_a_wrong_password(
    new_person: Callable[..., Person],
    attempts: Callable[..., list[Attempt]],
    *,
    from_one_address: bool,
) -> None:
    known = new_person(email="somebody@example.com")

    def gateways(start: int) -> list[Gateway]:
        return [Gateway(f"198.51.100.{start if from_one_address else start + n}") for n in range(7)]

    wrong_password = attempts(known.email, gateways(1))
    nobody = attempts("nobodyyy@example.com", gateways(101))

    assert nobody == wrong_password
    assert {attempt.status for attempt in nobody} == ({401, 429} if from_one_address else {401})
    assert nobody[0].hashing == [passwords.NOBODYS_HASH.rsplit("$", 2)[0]]


def test_a_hash_of_outdated_parameters_is_renewed_by_the_next_login(
    monkeypatch: pytest.MonkeyPatch, gateway: Gateway, ana: Person
) -> None:
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", stronger)

    assert log_in(gateway, ana.email).status == 200
    (renewed,) = rows_of(Credential)
    assert log_in(gateway, ana.email).status == 200
    (kept,) = rows_of(Credential)

    assert extract_parameters(renewed.password_hash).memory_cost == 16
    assert kept.password_hash == renewed.password_hash
    assert log_in(gateway, ana.email, "a wrong password").status == 401


@pytest.mark.parametrize("outdated", [True, False])
def test_a_password_that_changes_meanwhile_signs_nobody_in(
    monkeypatch: pytest.MonkeyPatch, gateway: Gateway, ana: Person, *, outdated: bool
) -> None:
    def change(_: int) -> None:
        new = Credential.password_hash.set(passwords.hash_password("another password"))
        update(Credential.key(ana.email), new)

    if outdated:
        monkeypatch.setattr(passwords, "hasher", PasswordHasher(2, 16, 1))
    logins_before = len(rows_of(Login))
    write_meanwhile(monkeypatch, change)

    answer = log_in(gateway, ana.email)

    assert answer.problem == "wrong-credentials"
    assert len(rows_of(Login)) == logins_before
    assert log_in(gateway, ana.email, "another password").status == 200


def test_it_takes_two_round_trips(gateway: Gateway, ana: Person) -> None:
    with counted_calls() as calls:
        assert log_in(gateway, ana.email).status == 200

    assert calls.round_trips == 2


def test_nobody_signs_in_as_somebody_else(gateway: Gateway, ana: Person, ben: Person) -> None:
    body: dict[str, Any] = {"email": ana.email, "password": PASSWORD, "userId": ben.id}

    assert gateway.post("/auth/login", body).pointers == ["/userId"]
