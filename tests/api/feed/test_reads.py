"""Pages read likes and blocks by one Query each: of rows of both sides, and 200 at most."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from learn_exchange import clock
from learn_exchange.blocks import MAX_ROWS
from learn_exchange.ids import new_id
from learn_exchange.tables.feed import Like, OwnLike
from learn_exchange.tables.store import Item, Key, put
from learn_exchange.tables.users import Backfill, Block, BlockedBy
from tests.support.counting import Calls, counted_calls
from tests.support.gateway import Answer, Json
from tests.support.people import Person
from tests.support.posts import comment, like, publish, put_posts, unlike
from tests.support.rows import put_all, rows_of


def own_likes(person: Person, post_ids: list[str]) -> list[OwnLike]:
    """Returns the reverse rows of likes of posts."""
    return [OwnLike.key(person.id, post_id, None).new() for post_id in post_ids]


def both_rows_of_likes(person: Person, post_ids: list[str]) -> list[Item]:
    """Both rows of likes of posts."""
    at = clock.now()
    likes: list[Item] = [
        Like.key(post_id, None, person.id).new(post_id=post_id, person_id=person.id, created_at=at)
        for post_id in post_ids
    ]
    return [*likes, *own_likes(person, post_ids)]


def without_reverse_rows(backfilled: threading.Event) -> None:
    """Have the state of version 1.0: no reverse rows, and no mark that they are there."""
    for kind in (OwnLike, BlockedBy):
        for row in rows_of(kind):
            row.delete()
    backfilled.clear()


def read_of(call: Callable[[], Answer]) -> tuple[list[Json], Calls]:
    """Returns the items of a list, and the calls that it takes."""
    with counted_calls() as calls:
        answer = call()
    assert answer.status == 200, answer.json
    return answer.json["items"], calls


def liked(items: list[Json]) -> set[str]:
    """Returns the ids of those that the viewer likes."""
    return {item["id"] for item in items if item["likedByMe"]}


def asked_of(calls: Calls, kind: type[Like] | type[Block]) -> list[Key[Item]]:
    """Returns the keys of likes or blocks that were read by key."""
    begins = {Like: "LIKE#", Block: "BLOCK#"}[kind]
    return [
        Key(kind, key["pk"]["S"], key["sk"]["S"])
        for operation, request in calls.requests
        if operation == "BatchGetItem"
        for table in request["RequestItems"].values()
        for key in table["Keys"]
        if key["sk"]["S"].startswith(begins)
    ]


def queries_of(calls: Calls, partition: str) -> list[dict[str, Any]]:
    """Returns the queries of a partition."""
    return [
        request
        for operation, request in calls.requests
        if operation == "Query"
        and {"S": partition} in request["ExpressionAttributeValues"].values()
    ]


def test_a_like_and_its_reverse_row_come_and_go_together(ana: Person, ben: Person) -> None:
    post = publish(ben)
    written = comment(ben, post)
    for target in (post, written):
        assert like(ana, target).status == like(ana, target).status == 200
    assert {row.like for row in rows_of(OwnLike)} == {
        Key(Like, row.pk, row.sk) for row in rows_of(Like)
    }
    assert len(rows_of(OwnLike)) == 2
    for target in (post, written):
        assert unlike(ana, target).status == unlike(ana, target).status == 200
    assert [*rows_of(OwnLike), *rows_of(Like)] == []


def test_a_block_and_its_reverse_row_come_and_go_together(ana: Person, ben: Person) -> None:
    for _ in range(2):
        ana.block(ben)
    assert [(row.blocker_id, row.blocked_id) for row in rows_of(BlockedBy)] == [(ana.id, ben.id)]
    for _ in range(2):
        ana.unblock(ben)
    assert [*rows_of(BlockedBy), *rows_of(Block)] == []


def test_likes_of_a_page_are_one_query(ana: Person, ben: Person) -> None:
    posts = [publish(ben) for _ in range(5)]
    ana.follow(ben)
    for post in posts[1:4]:
        like(ana, post)
    items, calls = read_of(lambda: ana.get("/feed/latest"))
    assert liked(items) == {post["id"] for post in posts[1:4]}
    assert (asked_of(calls, Like), calls.round_trips) == ([], 3)


def test_likes_of_comments_are_one_query_that_sees_no_other_likes(ana: Person, ben: Person) -> None:
    post, other = publish(ben), publish(ben)
    written = [comment(ben, post) for _ in range(4)]
    for target in (post, other, comment(ben, other), *written[:2]):
        like(ana, target)
    items, calls = read_of(lambda: ana.get(f"/feed/comments/{post['id']}"))
    assert liked(items) == {one["id"] for one in written[:2]}
    assert (asked_of(calls, Like), calls.round_trips) == ([], 2)


@pytest.mark.parametrize("others", [MAX_ROWS - 2, MAX_ROWS - 1, MAX_ROWS + 50])
def test_of_a_heavy_liker_200_rows_are_read_and_then_keys(
    ana: Person, ben: Person, others: int
) -> None:
    ana.follow(ben)
    older = put_posts(ben.id, 3)
    between = [new_id() for _ in range(others)]
    newer = put_posts(ben.id, 2)
    put_all(own_likes(ana, between))
    put_all(both_rows_of_likes(ana, [older[1], newer[0]]))
    items, calls = read_of(lambda: ana.get("/feed/latest"))
    assert len(items) == 5
    assert liked(items) == {older[1], newer[0]}
    by_key = {key.pk.removeprefix("POST#") for key in asked_of(calls, Like)}
    reached_all = others + 2 == MAX_ROWS
    # The newest 200 end with the older of both that are liked, or do not reach it.
    assert by_key == ({older[2]} if reached_all else {*older})
    assert calls.round_trips == 4
    assert [request["Limit"] for request in queries_of(calls, f"LIKER#{ana.id}")] == [MAX_ROWS]


@pytest.mark.parametrize(("rows", "by_key"), [(MAX_ROWS - 1, False), (MAX_ROWS + 1, True)])
def test_of_200_blocks_and_more_only_those_of_the_page_are_read(
    ana: Person, ben: Person, new_person: Callable[..., Person], rows: int, *, by_key: bool
) -> None:
    cleo = new_person()
    for author in (ben, cleo):
        ana.follow(author)
    hidden, shown = publish(cleo), publish(ben)
    strangers = [new_id() for _ in range(rows - 1)]
    put_all(row for one in strangers for row in Block.rows_of(one, ana.id, clock.now()))
    put_all(Block.rows_of(cleo.id, ana.id, clock.now()))
    items, calls = read_of(lambda: ana.get("/feed/latest"))
    [_, of_blocks] = sorted(request["Limit"] for request in queries_of(calls, f"PERSON#{ana.id}"))[
        ::-1
    ]
    assert of_blocks == MAX_ROWS
    assert shown["id"] in {item["id"] for item in items}
    assert hidden["id"] not in {item["id"] for item in items}
    assert (bool(asked_of(calls, Block)), calls.round_trips) == (by_key, 3)


def test_what_older_versions_wrote_is_read_by_keys(
    ana: Person, ben: Person, new_person: Callable[..., Person], backfilled: threading.Event
) -> None:
    cleo = new_person()
    ana.follow(ben)
    posts = [publish(ben) for _ in range(3)]
    written = [comment(ben, posts[0]) for _ in range(2)]
    for target in (posts[1], written[0]):
        like(ana, target)
    hidden = comment(cleo, posts[0])
    publish(cleo)
    cleo.block(ana)
    without_reverse_rows(backfilled)
    items, calls = read_of(lambda: ana.get("/feed/latest"))
    assert liked(items) == {posts[1]["id"]}
    assert cleo.id not in {item["author"]["id"] for item in items}
    assert calls.round_trips == 3
    items, calls = read_of(lambda: ana.get(f"/feed/comments/{posts[0]['id']}"))
    assert liked(items) == {written[0]["id"]}
    assert hidden["id"] not in {item["id"] for item in items}
    assert calls.round_trips == 2
    assert not backfilled.is_set()


def test_the_mark_is_looked_for_until_it_is_found(
    ana: Person, ben: Person, backfilled: threading.Event
) -> None:
    put_posts(ben.id, 3)
    ana.follow(ben)
    backfilled.clear()
    looked = [read_of(lambda: ana.get("/feed/latest"))[1].operations.count("GetItem")]
    put(Backfill.key().new(completed_at=clock.now()))
    for _ in range(2):
        items, calls = read_of(lambda: ana.get("/feed/latest"))
        assert len(items) == 3
        looked.append(calls.operations.count("GetItem"))
    # The profile is one of them.
    assert looked == [2, 2, 1]
    assert backfilled.is_set()
