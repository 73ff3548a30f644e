"""Many at once: exactly one wins, and nothing is left of the others."""

import re
from functools import partial
from itertools import product

import pytest

from tests.support.conversations import opened
from tests.support.people import new_person_body, sign_up, signed_in
from tests.support.remote import RemoteGateway, all_at_once, statuses
from tests.support.system import System

MANY = 50


@pytest.mark.parametrize(
    ("shared", "problem"),
    [({"email": "one@race.test"}, "email-taken"), ({"username": "the.one"}, "username-taken")],
)
def test_of_fifty_who_sign_up_as_one_exactly_one_wins_and_nothing_is_left_of_the_others(
    system: System, gateway: RemoteGateway, shared: dict[str, str], problem: str
) -> None:
    bodies = [new_person_body(**shared) for _ in range(MANY)]

    answers = all_at_once([partial(gateway.post, "/auth/signup", body) for body in bodies])

    assert statuses(answers) == {201: 1, 409: MANY - 1}
    assert {answer.problem for answer in answers if answer.status == 409} == {problem}
    (winner,) = (signed_in(gateway, answer.json) for answer in answers if answer.status == 201)
    emails = {body["email"] for body in bodies}
    # Separators do not tell two usernames apart.
    usernames = {re.sub("[_.-]", "", body["username"]) for body in bodies}
    of_these = [
        row
        for row in system.rows("users")
        if row.get("email", {}).get("S") in emails
        or row["pk"]["S"].removeprefix("EMAIL#") in emails
        or row["pk"]["S"].removeprefix("USERNAME#") in usernames
    ]
    # One mail verifies the address, the other row knows the device.
    assert sorted(row["kind"]["S"] for row in of_these) == [
        "Credential",
        "MailRequest",
        "MailRequest",
        "Profile",
        "Username",
    ]
    owners = {row.get("person_id", row.get("id", {})).get("S") for row in of_these}
    request_ids = {row["id"]["S"] for row in of_these if row["kind"]["S"] == "MailRequest"}
    assert owners - request_ids == {winner.id}


def test_of_fifty_refreshes_of_one_token_exactly_one_wins_and_the_login_lives_until_a_late_reuse(
    system: System, gateway: RemoteGateway
) -> None:
    person = sign_up(gateway)
    old = {"refreshToken": person.refresh_token}

    answers = all_at_once([partial(gateway.post, "/auth/refresh", old)] * MANY)

    assert statuses(answers) == {200: 1, 409: MANY - 1}
    assert {a.problem for a in answers if a.status == 409} == {"already-rotated"}
    (winner,) = (signed_in(gateway, answer.json) for answer in answers if answer.status == 200)
    newer = gateway.post("/auth/refresh", {"refreshToken": winner.refresh_token})
    assert newer.status == 200, "the login lives"

    latest = {"refreshToken": newer.json["refreshToken"]}
    just_before = {"refreshToken": winner.refresh_token}
    assert gateway.post("/auth/refresh", just_before).problem == "already-rotated"
    system.shift_clock(seconds=11)
    assert gateway.post("/auth/refresh", just_before).problem == "login-ended"
    assert gateway.post("/auth/refresh", latest).problem == "login-ended", "the login is over"


def test_fifty_refreshes_of_one_token_with_one_key_all_get_the_same_successor(
    system: System, gateway: RemoteGateway
) -> None:
    person = sign_up(gateway)
    old, key = {"refreshToken": person.refresh_token}, {"Idempotency-Key": "k" * 22}
    repeat = partial(gateway.post, "/auth/refresh", old, headers=key)

    answers = all_at_once([repeat] * MANY)

    assert statuses(answers) == {200: MANY}
    [token] = {answer.json["refreshToken"] for answer in answers}
    system.shift_clock(seconds=3600)
    assert repeat().json["refreshToken"] == token, "however late"
    newest = gateway.post("/auth/refresh", {"refreshToken": token}, headers=key)
    assert newest.status == 200, "the login lives"
    assert repeat().problem == "already-rotated"


def test_of_fifty_who_follow_and_unfollow_one_person_the_count_is_right_at_once(
    gateway: RemoteGateway,
) -> None:
    star = sign_up(gateway)
    fans = [sign_up(gateway) for _ in range(20)]
    follow = [partial(fan.post, "/user/follow", {"userId": star.id}) for fan in fans]

    # Everybody taps twice.
    assert statuses(all_at_once(follow * 2)) == {200: 40}
    assert star.get("/user/me").json["stats"]["followers"] == 20

    unfollow = [partial(fan.delete, f"/user/follow/{star.id}") for fan in fans[:10]]
    assert statuses(all_at_once(unfollow * 2)) == {200: 20}
    assert star.get("/user/me").json["stats"]["followers"] == 10


def test_when_two_people_follow_and_block_each_other_at_once_no_follow_is_left(
    gateway: RemoteGateway,
) -> None:
    for _ in range(10):
        ana, ben = sign_up(gateway), sign_up(gateway)
        one, other, block = all_at_once(
            [
                partial(ana.post, "/user/follow", {"userId": ben.id}),
                partial(ben.post, "/user/follow", {"userId": ana.id}),
                partial(ana.post, "/user/block", {"userId": ben.id}),
            ]
        )
        assert block.status == 200, block.text
        assert {one.status, other.status} <= {200, 404}
        assert ana.get(f"/user/{ben.id}").status == 404
        assert ben.get(f"/user/{ana.id}").status == 404
        for person in (ana, ben):
            stats = person.get("/user/me").json["stats"]
            assert (stats["followers"], stats["following"]) == (0, 0)


def test_when_two_people_open_their_conversation_at_once_they_have_one(
    system: System, gateway: RemoteGateway
) -> None:
    some, others = ([sign_up(gateway) for _ in range(count)] for count in (5, 6))
    ids = []
    for ana, ben in product(some, others):
        one, other = all_at_once([partial(opened, ana, ben), partial(opened, ben, ana)])
        assert (one["with"]["id"], other["with"]["id"]) == (ben.id, ana.id)
        assert one["id"] == other["id"]
        ids.append(one["id"])

    openers = {person.id for person in (*some, *others)}
    rows = [row for row in system.rows("chat") if row.get("opened_by", {}).get("S") in openers]
    assert sorted(row["id"]["S"] for row in rows) == sorted(ids), "nothing is left of those late"
