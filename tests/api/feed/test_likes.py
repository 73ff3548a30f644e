"""POST /feed/like and DELETE /feed/like/{postId}, of posts and of comments."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn_exchange.ids import new_id
from learn_exchange.tables.feed import EngagementCounts, Like
from learn_exchange.tables.store import update
from tests.support.gateway import Gateway, Json
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person, sign_up
from tests.support.posts import comment, like, like_of, publish, read, unlike
from tests.support.rows import all_rows, rows_of

KINDS = ["post", "comment"]
NewPerson = Callable[..., Person]


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, ana: Person, new_person: NewPerson) -> Json:
    """A post of Ana's, or a comment of hers on a post of another person."""
    return publish(ana) if request.param == "post" else comment(ana, publish(new_person()))


def seen(reader: Person, target: Json) -> tuple[bool, int]:
    """Returns whether a reader likes a post or a comment, and how many do, as all views show it."""
    if "postId" in target:
        page = reader.get(f"/feed/comments/{target['postId']}").json
        [shown] = [item for item in page["items"] if item["id"] == target["id"]]
    else:
        shown = read(reader, target)
    return shown["likedByMe"], shown["likeCount"]


def test_a_like_counts_at_once_and_is_the_likers_own(
    ana: Person, ben: Person, target: Json
) -> None:
    answer = like(ben, target)
    assert (answer.status, answer.json) == (200, {"liked": True, "likeCount": 1})
    assert (seen(ben, target), seen(ana, target)) == ((True, 1), (False, 1))
    assert like(ana, target).json == {"liked": True, "likeCount": 2}
    assert (seen(ben, target), seen(ana, target)) == ((True, 2), (True, 2))


def test_liking_twice_counts_once(ben: Person, target: Json) -> None:
    for _ in range(3):
        answer = like(ben, target)
        assert (answer.status, answer.json) == (200, {"liked": True, "likeCount": 1})
    assert seen(ben, target) == (True, 1)


def test_a_like_that_is_taken_back_is_counted_off_once(
    ana: Person, ben: Person, target: Json
) -> None:
    like(ana, target)
    like(ben, target)
    for _ in range(2):
        answer = unlike(ben, target)
        assert (answer.status, answer.json) == (200, {"liked": False, "likeCount": 1})
        assert (seen(ben, target), seen(ana, target)) == ((False, 1), (True, 1))
    assert like(ben, target).json == {"liked": True, "likeCount": 2}


def test_taking_back_what_was_never_liked_changes_nothing(ben: Person, target: Json) -> None:
    before = all_rows()
    assert unlike(ben, target).json == {"liked": False, "likeCount": 0}
    assert all_rows() == before


def test_a_post_and_its_comments_are_liked_apart(ana: Person, ben: Person) -> None:
    post = publish(ana)
    first, second = comment(ana, post), comment(ben, post)
    like(ben, first)
    assert [seen(ben, one) for one in (post, first, second)] == [(False, 0), (True, 1), (False, 0)]
    like(ben, post)
    unlike(ben, first)
    assert [seen(ben, one) for one in (post, first, second)] == [(True, 1), (False, 0), (False, 0)]


def test_no_comment_named_or_null_is_the_post(ana: Person, ben: Person) -> None:
    post = publish(ana)
    answer = ben.post("/feed/like", {"postId": post["id"], "commentId": None})
    assert answer.json == {"liked": True, "likeCount": 1}
    assert seen(ben, post) == (True, 1)


def test_ids_are_taken_whatever_their_case(ben: Person, target: Json) -> None:
    shouted = {
        name: value.upper() if name in ("id", "postId") else value for name, value in target.items()
    }
    assert like(ben, shouted).json == {"liked": True, "likeCount": 1}
    assert like(ben, target).json == {"liked": True, "likeCount": 1}
    assert unlike(ben, shouted).json == {"liked": False, "likeCount": 0}


def test_a_double_tap_counts_once(
    ben: Person, target: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_meanwhile(monkeypatch, lambda _: like(ben, target))
    assert like(ben, target).json == {"liked": True, "likeCount": 1}
    assert seen(ben, target) == (True, 1)


def test_a_double_tap_is_counted_off_once(
    ana: Person, ben: Person, target: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    like(ana, target)
    like(ben, target)
    write_meanwhile(monkeypatch, lambda _: unlike(ben, target))
    assert unlike(ben, target).json == {"liked": False, "likeCount": 1}
    assert (seen(ben, target), seen(ana, target)) == ((False, 1), (True, 1))


def test_likes_of_several_at_once_all_count(
    ana: Person, ben: Person, target: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        write_meanwhile(patch, lambda _: like(ana, target))
        assert like(ben, target).json["liked"]
    assert (seen(ben, target), seen(ana, target)) == ((True, 2), (True, 2))
    with monkeypatch.context() as patch:
        write_meanwhile(patch, lambda _: unlike(ana, target))
        assert not unlike(ben, target).json["liked"]
    assert (seen(ben, target), seen(ana, target)) == ((False, 0), (False, 0))


def test_there_is_nothing_to_like_where_there_is_nothing(ana: Person) -> None:
    post, nothing = publish(ana), new_id()
    reply = comment(ana, publish(ana))
    before = all_rows()
    for target in (
        {"id": nothing},
        {"postId": post["id"], "id": nothing},
        {"postId": nothing, "id": nothing},
        {"postId": nothing, "id": reply["id"]},
        {"postId": post["id"], "id": reply["id"]},  # a comment of another post
        {"postId": post["id"], "id": post["id"]},
    ):
        for answer in (like(ana, target), unlike(ana, target)):
            assert (answer.status, answer.problem) == (404, "not-found")
    assert all_rows() == before


def test_a_deleted_comment_is_not_liked(ana: Person, ben: Person) -> None:
    post = publish(ana)
    reply = comment(ana, post)
    like(ben, reply)
    ana.delete(f"/feed/comment/{post['id']}/{reply['id']}")
    for answer in (like(ana, reply), like(ben, reply), unlike(ben, reply)):
        assert (answer.status, answer.problem) == (404, "not-found")
    assert [row.sk for row in rows_of(EngagementCounts)] == ["COUNTS"]


@pytest.mark.parametrize("before", ["liked", "not liked"])
@pytest.mark.parametrize("blocker", ["the author", "the reader"])
def test_a_block_of_either_hides_what_could_be_liked(
    ana: Person, ben: Person, target: Json, blocker: str, before: str
) -> None:
    if before == "liked":
        like(ben, target)
    if blocker == "the author":
        ana.block(ben)
    else:
        ben.block(ana)
    for answer in (like(ben, target), unlike(ben, target)):
        assert (answer.status, answer.problem) == (404, "not-found")
    assert seen(ana, target) == (False, 1 if before == "liked" else 0)


@pytest.mark.parametrize("blocker", ["the author", "the reader"])
def test_a_block_hides_others_comments_on_the_post_too(
    ana: Person, ben: Person, new_person: NewPerson, blocker: str
) -> None:
    post = publish(ana)
    reply = comment(new_person(), post)
    like(ben, reply)
    if blocker == "the author":
        ana.block(ben)
    else:
        ben.block(ana)
    for answer in (like(ben, reply), unlike(ben, reply)):
        assert (answer.status, answer.problem) == (404, "not-found")
    assert seen(ana, reply) == (False, 1), "totals are the same for everyone"


def test_who_is_blocked_at_the_same_moment_does_not_like(
    ana: Person, ben: Person, target: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_meanwhile(monkeypatch, lambda _: ana.block(ben))
    assert like(ben, target).problem == "not-found"
    assert seen(ana, target) == (False, 0)
    assert rows_of(Like) == []


def test_liking_again_after_an_answer_was_lost_tells_how_it_stands_now(
    ana: Person, ben: Person, target: Json
) -> None:
    like(ben, target)  # Its answer is lost, and meanwhile others like it.
    like(ana, target)
    assert like(ben, target).json == {"liked": True, "likeCount": 2}


def test_a_like_adds_one_to_however_many_there_are(ana: Person, ben: Person, target: Json) -> None:
    named = like_of(target)
    counts = EngagementCounts.key(named["postId"], named.get("commentId"))
    update(counts, EngagementCounts.likes.set(41))
    assert like(ben, target).json["likeCount"] == 42
    assert seen(ana, target) == (False, 42)


TAPS = st.lists(
    st.tuples(st.sampled_from([like, unlike]), st.integers(0, 2), st.integers(0, 2)), max_size=12
)


@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(taps=TAPS)
def test_whatever_is_tapped_the_count_is_of_those_who_like(
    gateway: Gateway, taps: list[tuple[Any, int, int]]
) -> None:
    people = [sign_up(gateway) for _ in range(3)]
    post = publish(people[0])
    targets = [post, comment(people[1], post), comment(people[2], post)]
    likers: list[set[int]] = [set() for _ in targets]
    for tap, who, what in taps:
        answer = tap(people[who], targets[what])
        likers[what] |= {who}
        if tap is unlike:
            likers[what] -= {who}
        expected = {"liked": tap is like, "likeCount": len(likers[what])}
        assert (answer.status, answer.json) == (200, expected)
    for target, who_likes in zip(targets, likers, strict=True):
        for number, person in enumerate(people):
            assert seen(person, target) == (number in who_likes, len(who_likes))
