"""POST /auth/refresh with an `Idempotency-Key`: a lost answer signs nobody out."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from pynamodb.connection import Connection

from auth import rotation
from auth.logins import RefreshToken
from learn_exchange.tables.store import delete, update
from learn_exchange.tables.users import Login, Profile
from tests.support.clock import SetClock
from tests.support.counting import counted_calls
from tests.support.gateway import Answer, Gateway
from tests.support.people import PASSWORD, Person
from tests.support.remote import all_at_once
from tests.support.rows import all_rows, rows_of

KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"
ANOTHER_KEY = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def refresh(gateway: Gateway, token: str, key: str | None = KEY) -> Answer:
    """Exchange a refresh token, as a client that keeps the key until the answer is stored."""
    headers = {} if key is None else {"Idempotency-Key": key}
    return gateway.post("/auth/refresh", {"refreshToken": token}, headers=headers)


def successor(answer: Answer) -> str:
    """Returns the refresh token that was answered."""
    assert answer.status == 200, answer.text
    token: str = answer.json["refreshToken"]
    return token


def outcome(answer: Answer) -> str:
    """Returns what the client learns."""
    return "tokens" if answer.status == 200 else answer.problem


def without_salt(person: Person) -> None:
    """Make the row of a login what it was before there were salts."""
    family_id = RefreshToken.parse(person.refresh_token).family_id
    update(Login.key(person.id, family_id), Login.salt.remove())


@pytest.mark.parametrize("waits", [[1], [1, 1], [12], [3600], [1, 12, 3600, 59 * 86400]], ids=str)
def test_a_lost_answer_is_given_again(
    gateway: Gateway, ana: Person, time_passes: SetClock, waits: Sequence[int]
) -> None:
    lost = successor(refresh(gateway, ana.refresh_token))
    for seconds in waits:
        time_passes.forward(seconds=seconds)
        again = refresh(gateway, ana.refresh_token)
        assert successor(again) == lost

    assert gateway.get("/user/me", token=again.json["accessToken"]).status == 200
    assert refresh(gateway, lost, ANOTHER_KEY).status == 200


def test_an_answer_that_was_lost_many_times_keeps_one_login(gateway: Gateway, ana: Person) -> None:
    token = ana.refresh_token
    for number in range(5):
        key = f"a key of sixteen or more, number {number}"
        [token] = {successor(refresh(gateway, token, key)) for _ in range(3)}

    assert len(ana.get("/auth/devices").json["items"]) == 1


def test_one_key_may_be_sent_with_each_token_that_follows(gateway: Gateway, ana: Person) -> None:
    tokens = [ana.refresh_token]
    for _ in range(3):
        tokens.append(successor(refresh(gateway, tokens[-1])))

    assert len(set(tokens)) == 4


@pytest.mark.parametrize("key", [ANOTHER_KEY, KEY.upper(), f"{KEY} ", None])
def test_the_same_token_with_another_key_is_told_that_others_were_faster(
    gateway: Gateway, ana: Person, time_passes: SetClock, key: str | None
) -> None:
    newest = successor(refresh(gateway, ana.refresh_token))
    time_passes.forward(seconds=9)

    assert outcome(refresh(gateway, ana.refresh_token, key)) == "already-rotated"
    assert outcome(refresh(gateway, newest, ANOTHER_KEY)) == "tokens"


@pytest.mark.parametrize("key", [ANOTHER_KEY, None])
def test_the_same_token_with_another_key_later_ends_the_login(
    gateway: Gateway, ana: Person, time_passes: SetClock, key: str | None
) -> None:
    newest = successor(refresh(gateway, ana.refresh_token))
    time_passes.forward(seconds=11)

    assert outcome(refresh(gateway, ana.refresh_token, key)) == "login-ended"
    assert outcome(refresh(gateway, ana.refresh_token)) == "login-ended"
    assert outcome(refresh(gateway, newest, ANOTHER_KEY)) == "login-ended"


@pytest.mark.parametrize(("seconds", "expected"), [(9, "already-rotated"), (11, "login-ended")])
def test_once_the_successor_was_used_the_pair_is_not_answered_again(
    gateway: Gateway, ana: Person, time_passes: SetClock, seconds: int, expected: str
) -> None:
    used = successor(refresh(gateway, ana.refresh_token))
    time_passes.forward(hours=1)
    newest = successor(refresh(gateway, used, ANOTHER_KEY))
    time_passes.forward(seconds=seconds)

    assert outcome(refresh(gateway, ana.refresh_token)) == expected
    after = "tokens" if expected == "already-rotated" else "login-ended"
    assert outcome(refresh(gateway, newest)) == after


def test_two_tabs_that_share_token_and_key_get_the_same(gateway: Gateway, ana: Person) -> None:
    tabs = [refresh(gateway, ana.refresh_token) for _ in range(2)]

    [token] = {successor(tab) for tab in tabs}
    assert refresh(gateway, token, ANOTHER_KEY).status == 200


@pytest.mark.parametrize("prepare", [without_salt, lambda _: None], ids=["no salt", "salt"])
def test_of_many_at_once_with_one_key_all_get_one_successor(
    ana: Person, time_passes: SetClock, prepare: Callable[[Person], None]
) -> None:
    prepare(ana)
    token = RefreshToken.parse(ana.refresh_token)

    answers = all_at_once([partial(rotation.refresh, token, KEY, time_passes.now())] * 20)

    assert len({answer.refresh_token for answer in answers}) == 1


def test_repeating_does_not_make_a_login_last_longer(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    refresh(gateway, ana.refresh_token)
    (before,) = rows_of(Login)
    time_passes.forward(days=59)
    assert outcome(refresh(gateway, ana.refresh_token)) == "tokens"

    (after,) = rows_of(Login)
    assert after.attribute_values == before.attribute_values
    time_passes.forward(days=1, seconds=1)
    assert outcome(refresh(gateway, ana.refresh_token)) == "login-ended"


def log_out(person: Person) -> None:
    """Sign out here."""
    assert person.post("/auth/logout").status == 204


def log_out_everywhere(person: Person) -> None:
    """Sign out on all devices."""
    assert person.post("/auth/logout", {"everywhere": True}).status == 204


def change_password(person: Person) -> None:
    """Change the password on another device."""
    phone = person.gateway.post("/auth/login", {"email": person.email, "password": PASSWORD}).json
    body = {"currentPassword": PASSWORD, "newPassword": "another good password"}
    changed = person.gateway.post("/auth/changePassword", body, token=phone["accessToken"])
    assert changed.status == 204


def vanish(person: Person) -> None:
    """Have no profile any longer."""
    delete(Profile.key(person.id))


@pytest.mark.parametrize("end", [log_out, log_out_everywhere, change_password, vanish])
def test_what_ends_a_login_ends_its_lost_answers(
    gateway: Gateway, ana: Person, end: Callable[[Person], None]
) -> None:
    refresh(gateway, ana.refresh_token)

    end(ana)

    assert outcome(refresh(gateway, ana.refresh_token)) == "login-ended"


@pytest.mark.parametrize("key", [KEY, None])
def test_a_login_that_began_before_there_were_salts_goes_on_and_gets_one(
    gateway: Gateway, ana: Person, key: str | None
) -> None:
    without_salt(ana)
    newer = successor(refresh(gateway, ana.refresh_token, key))

    lost = successor(refresh(gateway, newer))
    assert successor(refresh(gateway, newer)) == lost
    (login,) = rows_of(Login)
    assert len(login.salt or "") == 32


def test_the_first_refresh_of_a_login_without_a_salt_may_be_lost(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    without_salt(ana)
    lost = successor(refresh(gateway, ana.refresh_token))
    time_passes.forward(hours=1)

    assert successor(refresh(gateway, ana.refresh_token)) == lost


@pytest.mark.parametrize("prepare", [without_salt, lambda _: None], ids=["no salt", "salt"])
@pytest.mark.parametrize("key", [KEY, None])
def test_an_answer_that_dynamodb_lost_is_not_taken_for_that_of_others(
    monkeypatch: pytest.MonkeyPatch,
    gateway: Gateway,
    ana: Person,
    key: str | None,
    prepare: Callable[[Person], None],
) -> None:
    prepare(ana)
    dispatch = Connection.dispatch

    def written_twice(self: Connection, operation: str, arguments: dict[str, Any]) -> Any:
        if operation == "TransactWriteItems":
            dispatch(self, operation, dict(arguments))
        return dispatch(self, operation, arguments)

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "dispatch", written_twice)
        newest = successor(refresh(gateway, ana.refresh_token, key))

    assert outcome(refresh(gateway, newest, ANOTHER_KEY)) == "tokens"


@pytest.mark.parametrize("key", ["", "x" * 15, "x" * 201, "🌻" * 16, "é" * 16, "x" * 16 + "\0"])
def test_a_key_is_of_16_to_200_printable_characters(
    gateway: Gateway, ana: Person, key: str
) -> None:
    answer = refresh(gateway, ana.refresh_token, key)

    assert answer.status == 422
    assert answer.pointers == ["/header/Idempotency-Key"]
    assert refresh(gateway, ana.refresh_token, None).status == 200


@pytest.mark.parametrize("key", ["x" * 16, "~" * 200, "AZMKXnwbfT6aRF8MK36NEQ"])
def test_the_shortest_and_the_longest_key_are_fine(gateway: Gateway, ana: Person, key: str) -> None:
    assert refresh(gateway, ana.refresh_token, key).status == 200


def test_the_salt_is_a_secret_of_its_login(gateway: Gateway, ana: Person, ben: Person) -> None:
    sent = [refresh(gateway, person.refresh_token).text for person in (ana, ben)]
    salts = {login.salt for login in rows_of(Login)}

    assert len(salts) == 2
    for salt in salts:
        assert salt
        assert salt not in "".join(sent)


def test_neither_key_nor_token_is_kept(gateway: Gateway, ana: Person) -> None:
    newest = successor(refresh(gateway, ana.refresh_token))
    table = json.dumps(all_rows("users"))

    for token in (ana.refresh_token, newest):
        assert token not in table
        assert RefreshToken.parse(token).hash in table
    assert KEY not in table


def test_a_repeat_takes_one_round_trip_and_writes_nothing(gateway: Gateway, ana: Person) -> None:
    with counted_calls() as first:
        refresh(gateway, ana.refresh_token)
    with counted_calls() as repeated:
        refresh(gateway, ana.refresh_token)

    assert first.operations == ["BatchGetItem", "TransactWriteItems"]
    assert repeated.operations == ["BatchGetItem"]
