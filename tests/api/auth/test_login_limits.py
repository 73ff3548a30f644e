"""Limits of password attempts: refused, delayed, and let in."""

import pytest

from auth import limits
from tests.support.clock import SetClock
from tests.support.gateway import Answer, Gateway
from tests.support.people import PASSWORD, Person

QUARTER_SECONDS = 15 * 60


@pytest.fixture(autouse=True)
def at_the_beginning_of_a_window(hour_begins: SetClock, delays: list[float]) -> None:
    """So that no window ends in the middle of a test, and no test waits."""


def right(gateway: Gateway, email: str) -> Answer:
    """Try the right password."""
    return gateway.post("/auth/login", {"email": email, "password": PASSWORD})


def wrong(gateway: Gateway, email: str, times: int = 1) -> list[int]:
    """Try a wrong password some times."""
    body = {"email": email, "password": "a wrong password"}
    return [gateway.post("/auth/login", body).status for _ in range(times)]


def test_after_five_failures_not_even_the_right_password_helps(
    gateway: Gateway, ana: Person
) -> None:
    assert wrong(gateway, ana.email, 5) == [401] * 5

    refused = right(gateway, ana.email)

    assert refused.status == 429
    assert refused.problem == "too-many-requests"
    assert QUARTER_SECONDS - 60 < int(refused.headers["Retry-After"]) <= QUARTER_SECONDS


def test_the_owner_gets_in_from_another_network_address(gateway: Gateway, ana: Person) -> None:
    wrong(gateway, ana.email, 6)

    assert right(Gateway(address="198.51.100.1"), ana.email).status == 200


def test_another_account_gets_in_from_the_same_network_address(
    gateway: Gateway, ana: Person, ben: Person
) -> None:
    wrong(gateway, ana.email, 6)

    assert right(gateway, ben.email).status == 200


def test_the_case_of_the_address_does_not_begin_a_count_of_its_own(
    gateway: Gateway, ana: Person
) -> None:
    wrong(gateway, ana.email, 3)
    wrong(gateway, ana.email.upper(), 2)

    assert right(gateway, ana.email).status == 429


def test_successes_do_not_count(gateway: Gateway, ana: Person) -> None:
    assert [right(gateway, ana.email).status for _ in range(8)] == [200] * 8


def test_a_success_does_not_forgive_failures(gateway: Gateway, ana: Person) -> None:
    wrong(gateway, ana.email, 4)
    assert right(gateway, ana.email).status == 200
    assert wrong(gateway, ana.email) == [401]

    assert right(gateway, ana.email).status == 429


def test_when_the_window_ends_all_begins_anew(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    wrong(gateway, ana.email, 6)
    refused = right(gateway, ana.email)

    time_passes.forward(seconds=int(refused.headers["Retry-After"]))

    assert right(gateway, ana.email).status == 200


def test_one_network_address_cannot_try_many_accounts(
    monkeypatch: pytest.MonkeyPatch, gateway: Gateway, ana: Person, ben: Person
) -> None:
    assert limits.LOGIN_ADDRESS.most == 50
    monkeypatch.setenv("LIMIT_LOGIN_ADDRESS", "4")
    for number in range(4):
        assert wrong(gateway, f"guess{number}@example.com") == [401]

    assert right(gateway, ana.email).status == 429
    assert wrong(gateway, ben.email) == [429]
    assert right(Gateway(address="198.51.100.1"), ana.email).status == 200


def test_an_account_is_only_delayed_so_that_nobody_locks_its_owner_out(
    gateway: Gateway, ana: Person, ben: Person, delays: list[float]
) -> None:
    for number in range(16):
        assert wrong(Gateway(address=f"198.51.100.{number}"), ana.email) == [401]

    assert delays[:5] == [0] * 5
    assert delays[5:10] == [0.25, 0.5, 0.75, 1.0, 1.25]
    assert delays[-1] == 2.0
    assert right(gateway, ana.email).status == 200
    assert delays[-1] == 2.0
    assert right(gateway, ben.email).status == 200
    assert delays[-1] == 0


def test_who_is_refused_is_not_delayed_and_no_password_is_compared(
    gateway: Gateway, ana: Person, delays: list[float], hashing_done: list[str]
) -> None:
    wrong(gateway, ana.email, 5)
    delays.clear()
    hashing_done.clear()

    assert wrong(gateway, ana.email) == [429]
    assert (delays, hashing_done) == ([], [])
