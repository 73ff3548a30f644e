"""POST /auth/refresh: each token works once, and its theft ends the login."""

import json
from base64 import urlsafe_b64encode

import pytest

from auth.logins import RefreshToken
from learn_exchange.tables.store import delete
from learn_exchange.tables.users import Profile
from tests.support.clock import SetClock
from tests.support.counting import counted_calls
from tests.support.gateway import Answer, Gateway
from tests.support.people import PASSWORD, Person, signed_in
from tests.support.rows import all_rows


def refresh(gateway: Gateway, token: str) -> Answer:
    """Exchange a refresh token."""
    return gateway.post("/auth/refresh", {"refreshToken": token})


def next_token(gateway: Gateway, token: str) -> str:
    """Returns the refresh token that comes after this one."""
    answer = refresh(gateway, token)
    assert answer.status == 200, answer.text
    following: str = answer.json["refreshToken"]
    return following


def ended(answer: Answer) -> bool:
    """Returns whether the client is told that its login is over."""
    return (answer.status, answer.problem) == (401, "login-ended")


def just_rotated(answer: Answer) -> bool:
    """Returns whether the client is told that somebody else of it was faster."""
    return (answer.status, answer.problem) == (409, "already-rotated")


def test_a_refresh_token_brings_a_new_pair(gateway: Gateway, ana: Person) -> None:
    answer = refresh(gateway, ana.refresh_token)

    assert answer.status == 200
    renewed = signed_in(gateway, answer.json)
    assert answer.json["user"] == renewed.get("/user/me").json
    assert answer.json["expiresIn"] == 900
    assert renewed.refresh_token != ana.refresh_token
    assert len(renewed.get("/auth/devices").json["items"]) == 1


def test_a_login_lasts_as_long_as_it_is_refreshed(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    token = ana.refresh_token
    for _ in range(4):
        time_passes.forward(days=59)
        token = next_token(gateway, token)

    time_passes.forward(days=60, seconds=1)

    assert ended(refresh(gateway, token))


def test_the_token_just_before_is_told_so_and_ends_nothing(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    newest = next_token(gateway, ana.refresh_token)

    time_passes.forward(seconds=9)

    for _ in range(3):
        assert just_rotated(refresh(gateway, ana.refresh_token))
    assert refresh(gateway, newest).status == 200


def test_the_token_just_before_ends_the_login_when_it_comes_late(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    newest = next_token(gateway, ana.refresh_token)

    time_passes.forward(seconds=11)

    assert ended(refresh(gateway, ana.refresh_token))
    assert ended(refresh(gateway, newest))


def test_an_older_token_ends_the_login_at_once(gateway: Gateway, ana: Person) -> None:
    newest = next_token(gateway, next_token(gateway, ana.refresh_token))

    assert ended(refresh(gateway, ana.refresh_token))
    assert ended(refresh(gateway, newest))


def test_the_moment_begins_with_each_rotation(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    second = next_token(gateway, ana.refresh_token)
    time_passes.forward(minutes=5)
    third = next_token(gateway, second)

    assert just_rotated(refresh(gateway, second))
    assert refresh(gateway, third).status == 200


def test_theft_from_one_login_leaves_the_others(gateway: Gateway, ana: Person) -> None:
    phone = gateway.post("/auth/login", {"email": ana.email, "password": PASSWORD}).json
    next_token(gateway, next_token(gateway, ana.refresh_token))

    assert ended(refresh(gateway, ana.refresh_token))
    assert refresh(gateway, phone["refreshToken"]).status == 200


def test_an_expired_login_does_not_come_back(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    previous, newest = ana.refresh_token, next_token(gateway, ana.refresh_token)

    time_passes.forward(days=60, seconds=1)

    assert ended(refresh(gateway, newest))
    assert ended(refresh(gateway, previous))


def test_nobody_signs_in_to_a_profile_that_is_gone(gateway: Gateway, ana: Person) -> None:
    delete(Profile.key(ana.id))

    assert ended(refresh(gateway, ana.refresh_token))


def test_tokens_are_kept_only_as_hashes(gateway: Gateway, ana: Person) -> None:
    newest = next_token(gateway, ana.refresh_token)
    table = json.dumps(all_rows())

    for token in (ana.refresh_token, newest):
        assert token not in table
        assert RefreshToken.parse(token).secret.hex() not in table
        assert RefreshToken.parse(token).hash in table


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "=",
        "not a token",
        "🌻",
        "\0",
        urlsafe_b64encode(bytes(63)).decode(),
        urlsafe_b64encode(bytes(64)).decode(),
        urlsafe_b64encode(bytes(65)).decode(),
        urlsafe_b64encode(b"\xff" * 64).decode(),
        "x" * 512,
    ],
)
def test_what_is_no_token_of_ours_is_refused(gateway: Gateway, token: str) -> None:
    assert ended(refresh(gateway, token))


def test_a_token_of_one_person_is_none_of_another(
    gateway: Gateway, ana: Person, ben: Person
) -> None:
    hers, his = RefreshToken.parse(ana.refresh_token), RefreshToken.parse(ben.refresh_token)
    mixed = RefreshToken(his.person_id, hers.family_id, hers.secret)

    assert ended(refresh(gateway, str(mixed)))
    assert refresh(gateway, ana.refresh_token).status == 200
    assert refresh(gateway, ben.refresh_token).status == 200


def test_it_takes_two_round_trips(gateway: Gateway, ana: Person) -> None:
    with counted_calls() as calls:
        assert refresh(gateway, ana.refresh_token).status == 200

    assert calls.round_trips == 2
