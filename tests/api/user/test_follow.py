"""POST /user/follow and DELETE /user/follow/{id}."""

import pytest

from learn_exchange.ids import new_id
from learn_exchange.tables.store import update
from learn_exchange.tables.users import MAX_FOLLOWS, Follow, Stats
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person

STRANGERS = {"following": False, "followedBy": False, "blocked": False}


def totals(person: Person) -> tuple[int, int]:
    """Counts the people who follow a person, and how many they follow."""
    stats = person.get("/user/me").json["stats"]
    return stats["followers"], stats["following"]


def test_following_counts_on_both_sides(ana: Person, ben: Person) -> None:
    answer = ana.follow(ben)
    assert answer.status == 200
    assert answer.json == {**STRANGERS, "following": True}
    assert (totals(ana), totals(ben)) == ((0, 1), (1, 0))
    assert ana.listed("/user/me/following") == [ben.id]
    assert ben.listed("/user/me/followers") == [ana.id]


def test_following_twice_counts_once(ana: Person, ben: Person) -> None:
    first, second = ana.follow(ben), ana.follow(ben)
    assert (second.status, second.json) == (200, first.json)
    assert (totals(ana), totals(ben)) == ((0, 1), (1, 0))


def test_following_back_is_a_follow_of_its_own(ana: Person, ben: Person) -> None:
    ana.follow(ben)
    assert ben.follow(ana).json == {**STRANGERS, "following": True, "followedBy": True}
    assert (totals(ana), totals(ben)) == ((1, 1), (1, 1))


def test_a_follow_that_ends_is_counted_off_on_both_sides(ana: Person, ben: Person) -> None:
    ana.follow(ben)
    answer = ana.unfollow(ben)
    assert (answer.status, answer.json) == (200, STRANGERS)
    assert (totals(ana), totals(ben)) == ((0, 0), (0, 0))
    assert ana.listed("/user/me/following") == []
    assert ben.listed("/user/me/followers") == []


def test_unfollowing_whom_one_does_not_follow_changes_nothing(ana: Person, ben: Person) -> None:
    ben.follow(ana)
    for _ in range(2):
        answer = ana.unfollow(ben)
        assert (answer.status, answer.json) == (200, {**STRANGERS, "followedBy": True})
    assert (totals(ana), totals(ben)) == ((1, 0), (0, 1))


def test_one_can_follow_again(ana: Person, ben: Person) -> None:
    ana.follow(ben)
    ana.unfollow(ben)
    assert ana.follow(ben).json["following"] is True
    assert (totals(ana), totals(ben)) == ((0, 1), (1, 0))


def test_ids_are_taken_whatever_their_case(ana: Person, ben: Person) -> None:
    assert ana.post("/user/follow", {"userId": ben.id.upper()}).json["following"] is True
    assert ana.follow(ben).status == 200
    assert totals(ben) == (1, 0)
    assert ana.delete(f"/user/follow/{ben.id.upper()}").json == STRANGERS
    assert totals(ben) == (0, 0)


def test_nobody_follows_themselves(ana: Person) -> None:
    answer = ana.follow(ana)
    assert (answer.status, answer.problem) == (422, "invalid")
    assert answer.json["errors"] == [
        {"pointer": "/userId", "detail": "You cannot follow yourself."}
    ]
    assert ana.unfollow(ana).json == STRANGERS
    assert totals(ana) == (0, 0)


def test_nobody_follows_who_does_not_exist(ana: Person) -> None:
    nobody = new_id()
    for answer in (
        ana.post("/user/follow", {"userId": nobody}),
        ana.delete(f"/user/follow/{nobody}"),
    ):
        assert (answer.status, answer.problem) == (404, "not-found")
    assert totals(ana) == (0, 0)
    assert [*Follow.scan()] == []


@pytest.mark.parametrize("blocker", ["the follower", "the followed"])
def test_a_block_of_either_hides_both(ana: Person, ben: Person, blocker: str) -> None:
    if blocker == "the follower":
        ana.block(ben)
    else:
        ben.block(ana)
    for answer in (ana.follow(ben), ana.unfollow(ben)):
        assert (answer.status, answer.problem) == (404, "not-found")
    assert (totals(ana), totals(ben)) == ((0, 0), (0, 0))


def test_one_follows_two_thousand_people_at_most(ana: Person, ben: Person) -> None:
    assert MAX_FOLLOWS == 2000
    update(Stats.key(ana.id), Stats.following_count.set(1999))
    assert ana.follow(ben).status == 200
    again = ana.follow(ben)
    assert again.status == 200, "whom one follows already is not one more"
    ana.unfollow(ben)
    update(Stats.key(ana.id), Stats.following_count.set(2000))
    answer = ana.follow(ben)
    assert (answer.status, answer.problem) == (409, "too-many-follows")
    assert (totals(ana), totals(ben)) == ((0, 2000), (0, 0))
    assert ana.listed("/user/me/following") == []


def test_a_follow_that_ends_twice_at_once_is_counted_off_once(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.follow(ben)
    write_meanwhile(monkeypatch, lambda _: ana.unfollow(ben))
    assert ana.unfollow(ben).json == STRANGERS
    assert (totals(ana), totals(ben)) == ((0, 0), (0, 0))


def test_who_is_blocked_at_the_same_moment_does_not_follow(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_meanwhile(monkeypatch, lambda _: ben.block(ana))
    assert ana.follow(ben).problem == "not-found"
    assert (totals(ana), totals(ben)) == ((0, 0), (0, 0))
