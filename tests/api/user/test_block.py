"""POST /user/block, DELETE /user/block/{id} and GET /user/blocked."""

from collections.abc import Callable

import pytest

from learn_exchange import clock
from learn_exchange.ids import new_id
from learn_exchange.tables.store import put
from learn_exchange.tables.users import Block, Follow
from tests.support.clock import SetClock
from tests.support.gateway import Answer
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person
from tests.support.rows import put_all

STRANGERS = {"following": False, "followedBy": False, "blocked": False}
BLOCKED = {**STRANGERS, "blocked": True}

Reading = Callable[[Person, Person], Answer]

# All that one can do with another person whom one can see.
MEETINGS: dict[str, Reading] = {
    "profile": lambda one, other: one.profile_of(other),
    "followers": lambda one, other: one.get(f"/user/{other.id}/followers"),
    "following": lambda one, other: one.get(f"/user/{other.id}/following"),
    "follow": lambda one, other: one.follow(other),
    "unfollow": lambda one, other: one.unfollow(other),
}


def totals(person: Person) -> tuple[int, int]:
    """Counts the people who follow a person, and how many they follow."""
    stats = person.get("/user/me").json["stats"]
    return stats["followers"], stats["following"]


def test_blocking_ends_the_follows_both_ways(ana: Person, ben: Person) -> None:
    ana.follow(ben)
    ben.follow(ana)
    answer = ana.block(ben)
    assert (answer.status, answer.json) == (200, BLOCKED)
    assert (totals(ana), totals(ben)) == ((0, 0), (0, 0))
    assert [*Follow.scan()] == []


@pytest.mark.parametrize("follower", ["the blocker", "the blocked"])
def test_blocking_ends_the_one_follow_that_there_is(
    ana: Person, ben: Person, follower: str
) -> None:
    if follower == "the blocker":
        ana.follow(ben)
    else:
        ben.follow(ana)
    assert ana.block(ben).json == BLOCKED
    assert (totals(ana), totals(ben)) == ((0, 0), (0, 0))


@pytest.mark.parametrize("meet", MEETINGS.values(), ids=MEETINGS)
def test_each_is_to_the_other_like_someone_who_does_not_exist(
    ana: Person, ben: Person, meet: Reading
) -> None:
    assert meet(ana, ben).status == 200
    ana.block(ben)
    nobody = Person(ana.gateway, new_id(), "", "", "", "")
    for one, other in ((ana, ben), (ben, ana)):
        answer, answer_for_nobody = meet(one, other), meet(one, nobody)
        assert answer.status == 404
        assert answer.json == answer_for_nobody.json


def test_each_is_left_out_of_the_lists_that_the_other_sees(
    ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    cleo = new_person(firstName="Cleo")
    for one, other in ((ana, cleo), (ben, cleo), (cleo, ana), (cleo, ben)):
        one.follow(other)
    ana.block(ben)
    for path in (f"/user/{cleo.id}/followers", f"/user/{cleo.id}/following"):
        assert ana.listed(path) == [ana.id]
        assert ben.listed(path) == [ben.id]
        assert set(cleo.listed(path)) == {ana.id, ben.id}


def test_totals_are_the_same_for_everyone(
    ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    cleo = new_person(firstName="Cleo")
    for one, other in ((ana, cleo), (ben, cleo), (cleo, ana), (cleo, ben)):
        one.follow(other)
    before = cleo.get("/user/me").json["stats"]
    ana.block(ben)
    assert cleo.get("/user/me").json["stats"] == before
    assert ana.profile_of(cleo).json["stats"] == before
    assert ben.profile_of(cleo).json["stats"] == before
    assert (totals(ana), totals(ben)) == ((1, 1), (1, 1))


def test_who_is_blocked_cannot_tell_by_blocking_or_unblocking(ana: Person, ben: Person) -> None:
    ana.block(ben)
    for answer in (ben.block(ana), ben.unblock(ana)):
        assert (answer.status, answer.problem) == (404, "not-found")
    assert ben.get("/user/blocked").json["items"] == []
    assert ana.unblock(ben).json == STRANGERS


def test_blocking_twice_is_no_error(ana: Person, ben: Person) -> None:
    for _ in range(2):
        answer = ana.block(ben)
        assert (answer.status, answer.json) == (200, BLOCKED)
    assert ana.listed("/user/blocked") == [ben.id]


def test_a_block_is_taken_back_and_the_follows_do_not_return(ana: Person, ben: Person) -> None:
    ana.follow(ben)
    ana.block(ben)
    for _ in range(2):
        answer = ana.unblock(ben)
        assert (answer.status, answer.json) == (200, STRANGERS)
    assert ana.profile_of(ben).json["relationship"] == STRANGERS
    assert ben.profile_of(ana).json["relationship"] == STRANGERS
    assert (totals(ana), totals(ben)) == ((0, 0), (0, 0))
    assert ana.get("/user/blocked").json == {"items": [], "nextCursor": None}


def test_unblocking_whom_one_has_not_blocked_tells_how_one_stands(ana: Person, ben: Person) -> None:
    ana.follow(ben)
    assert ana.unblock(ben).json == {**STRANGERS, "following": True}
    assert totals(ben) == (1, 0)


def test_of_two_who_blocked_each_other_each_must_take_it_back(ana: Person, ben: Person) -> None:
    ana.block(ben)
    put_all(Block.rows_of(ben.id, ana.id, clock.now()))
    assert ana.listed("/user/blocked") == [ben.id]
    assert ben.listed("/user/blocked") == [ana.id]
    assert ana.unblock(ben).json == STRANGERS
    assert ana.profile_of(ben).problem == "not-found"
    assert ben.profile_of(ana).problem == "not-found"
    ben.unblock(ana)
    assert ana.profile_of(ben).status == ben.profile_of(ana).status == 200


def test_nobody_blocks_themselves(ana: Person) -> None:
    answer = ana.block(ana)
    assert (answer.status, answer.problem) == (422, "invalid")
    assert answer.json["errors"] == [{"pointer": "/userId", "detail": "You cannot block yourself."}]
    assert ana.unblock(ana).json == STRANGERS
    assert ana.get("/user/me").status == 200


def test_nobody_blocks_who_does_not_exist(ana: Person) -> None:
    nobody = new_id()
    for answer in (
        ana.post("/user/block", {"userId": nobody}),
        ana.delete(f"/user/block/{nobody}"),
    ):
        assert (answer.status, answer.problem) == (404, "not-found")
    assert [*Block.scan()] == []


def test_ids_are_taken_whatever_their_case(ana: Person, ben: Person) -> None:
    assert ana.post("/user/block", {"userId": ben.id.upper()}).json == BLOCKED
    assert ben.profile_of(ana).status == 404
    assert ana.delete(f"/user/block/{ben.id.upper()}").json == STRANGERS
    assert ben.profile_of(ana).status == 200


def test_a_follow_that_comes_at_the_same_moment_ends_too(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_meanwhile(monkeypatch, lambda _: ben.follow(ana))
    assert ana.block(ben).json == BLOCKED
    assert (totals(ana), totals(ben)) == ((0, 0), (0, 0))
    assert [*Follow.scan()] == []


def test_a_follow_that_ends_at_the_same_moment_is_counted_off_once(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben.follow(ana)
    write_meanwhile(monkeypatch, lambda _: ben.unfollow(ana))
    assert ana.block(ben).json == BLOCKED
    assert (totals(ana), totals(ben)) == ((0, 0), (0, 0))


def test_who_keeps_following_and_unfollowing_meanwhile_makes_one_come_back(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch, time_passes: SetClock
) -> None:
    def follow_or_not(number: int) -> None:
        key = Follow.key(ben.id, ana.id)
        if number % 2:
            put(Follow.of(ben.id, ana.id, time_passes.now()))
        else:
            key.require().delete()

    write_meanwhile(monkeypatch, follow_or_not, times=100)
    answer = ana.block(ben)
    assert (answer.status, answer.problem) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "1"
    assert [*Block.scan()] == []
