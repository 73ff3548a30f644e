"""Comments and likes of what was deleted are removed, whatever happens in between."""

import json
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from pynamodb.connection import Connection

from feed.handlers import sweep
from learn_exchange.tables.feed import Comment, Post
from tests.support.bus import Bus, consume
from tests.support.counting import counted_calls
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.posts import comment, like, publish
from tests.support.refusals import refused
from tests.support.rows import all_rows, nothing_written
from tests.support.stream import Stream

SWEEP = "feed.sweep"
SWEPT = {"PostDeleted", "CommentDeleted", "RemainsLeft"}
THROTTLED = refused("ThrottlingException")
NewPerson = Callable[..., Person]
Fails = Callable[..., list[str]]


@pytest.fixture
def people(ana: Person, ben: Person, new_person: NewPerson) -> list[Person]:
    """Ana, who has posted, Ben, and another."""
    return [ana, ben, new_person()]


@pytest.fixture
def post(people: list[Person]) -> Json:
    """A post with three comments; it and they have three likes each."""
    made = publish(people[0], tags=["fractals"])
    for target in [made, *(comment(person, made) for person in people)]:
        for person in people:
            like(person, target)
    return made


@pytest.fixture
def other(people: list[Person]) -> Json:
    """Another post of the same author, with a comment and likes."""
    made = publish(people[0])
    like(people[0], comment(people[1], made))
    return made


# A post, its counts and three likes; three comments with as many.
ROWS_BELOW_A_POST = 1 + 3 + 3 * (2 + 3)
# Each has a reverse row, in the partition of who likes.
LIKES = 3 + 3 * 3


def rounds_of(stream: Stream, bus: Bus) -> int:
    """Have all of it removed; returns in how many rounds there was something left to remove."""
    return stream.go_round(bus, is_swept)


def is_swept(event: Json) -> bool:
    """Returns whether an event has something removed; the others tell of what was removed."""
    return event["detail-type"] in SWEPT


def few_at_once(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let so many rows be removed at once."""
    monkeypatch.setattr(sweep, "AT_ONCE", number)


def rows_of(post: Json) -> list[Json]:
    """Returns all that the table has of a post and of what hangs on it."""
    return [row for row in all_rows("feed") if row["pk"]["S"] == f"POST#{post['id']}"]


def comments_of(reader: Person, post: Json) -> list[Json]:
    """Returns the comments of a post."""
    found: list[Json] = reader.get(f"/feed/comments/{post['id']}").json["items"]
    return found


def delete_post(author: Person, post: Json) -> None:
    """Delete a post."""
    assert author.delete(f"/feed/post/{post['id']}").status == 204


def delete_comment(remover: Person, written: Json) -> None:
    """Delete a comment."""
    path = f"/feed/comment/{written['postId']}/{written['id']}"
    assert remover.delete(path).status == 204


def test_nothing_is_left_of_a_deleted_post_and_others_stay(
    bus: Bus, ana: Person, post: Json, other: Json
) -> None:
    assert len(rows_of(post)) == 1 + ROWS_BELOW_A_POST
    stream, kept = Stream("feed"), rows_of(other)
    delete_post(ana, post)
    assert rounds_of(stream, bus) == 1
    assert post["id"] not in str(all_rows("feed"))
    assert rows_of(other) == kept
    assert ana.listed("/feed/userPosts/me") == [other["id"]]


def test_nothing_is_left_of_a_deleted_comment_and_others_stay(
    bus: Bus, ana: Person, post: Json
) -> None:
    first, second, third = comments_of(ana, post)
    stream = Stream("feed")
    delete_comment(ana, second)
    assert rounds_of(stream, bus) == 1
    assert second["id"] not in str(all_rows("feed"))
    assert comments_of(ana, post) == [first, third]
    assert len(rows_of(post)) == 1 + ROWS_BELOW_A_POST - 5
    assert ana.get(f"/feed/post/{post['id']}").json == {
        **post,
        "likeCount": 3,
        "commentCount": 2,
        "likedByMe": True,
    }


@pytest.mark.parametrize("at_once", [1, 4, 6, 17, 18, 19, 20])
def test_what_is_more_than_is_removed_at_once_follows_round_by_round(
    bus: Bus, ana: Person, post: Json, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_at_once(monkeypatch, at_once)
    stream = Stream("feed")
    delete_post(ana, post)
    left = len(rows_of(post)) - 1
    with counted_calls() as calls:
        rounds = rounds_of(stream, bus)
    assert rows_of(post) == []
    assert rounds == max(1, -(-left // at_once))
    removed = [
        len(requests)
        for operation, arguments in calls.requests
        if operation == "BatchWriteItem"
        for requests in arguments["RequestItems"].values()
    ]
    assert sum(removed) == left + LIKES
    assert max(removed) <= min(at_once, 25)


@pytest.mark.parametrize("at_once", [1, 2, 3, 4])
def test_likes_of_a_comment_follow_round_by_round(
    bus: Bus, ana: Person, post: Json, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_at_once(monkeypatch, at_once)
    [written, *others] = comments_of(ana, post)
    stream = Stream("feed")
    delete_comment(ana, written)
    assert rounds_of(stream, bus) == -(-3 // at_once)
    assert written["id"] not in str(all_rows("feed"))
    assert comments_of(ana, post) == others


def test_a_thousand_rows_are_removed_at_once(bus: Bus, ana: Person) -> None:
    assert sweep.AT_ONCE == 1000
    post = publish(ana)
    stream = Stream("feed")
    delete_post(ana, post)
    with counted_calls() as calls:
        stream.go_round(bus)
    [query] = [
        arguments
        for operation, arguments in calls.requests
        if operation == "Query" and arguments["TableName"].endswith("feed")
    ]
    assert query["Limit"] == 1001


@pytest.mark.parametrize(
    ("at_once", "operation", "errors", "rounds"),
    [
        (1000, "Query", [THROTTLED], 2),
        (1000, "BatchWriteItem", [THROTTLED], 2),
        (1000, "DeleteItem", [THROTTLED, THROTTLED], 3),
        (4, "BatchWriteItem", [None, THROTTLED, THROTTLED], 5 + 2),
        # What was removed before the failure need not be removed again.
        (4, "UpdateItem", [THROTTLED], 5),
        (4, "UpdateItem", [None, THROTTLED], 5),
    ],
    ids=str,
)
def test_what_fails_half_way_is_finished_by_the_retry(
    bus: Bus,
    ana: Person,
    post: Json,
    fails: Fails,
    monkeypatch: pytest.MonkeyPatch,
    *,
    at_once: int,
    operation: str,
    errors: list[Exception | None],
    rounds: int,
) -> None:
    few_at_once(monkeypatch, at_once)
    stream = Stream("feed")
    delete_post(ana, post)
    called = fails(operation, *errors)
    assert rounds_of(stream, bus) == rounds
    assert called.count(operation) >= len(errors)
    assert rows_of(post) == []


def leave_unprocessed(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let DynamoDB remove only the first row of each of the next calls."""
    dispatch, calls = Connection.dispatch, Counter[str]()

    def forgetful(connection: Connection, name: str, arguments: dict[str, Any]) -> Any:
        calls[name] += 1
        if name != "BatchWriteItem" or calls[name] > times:
            return dispatch(connection, name, arguments)
        [(table, requests)] = arguments["RequestItems"].items()
        answer = dispatch(connection, name, {"RequestItems": {table: requests[:1]}})
        return {**answer, "UnprocessedItems": {table: requests[1:]} if requests[1:] else {}}

    monkeypatch.setattr(Connection, "dispatch", forgetful)


def test_what_is_left_unprocessed_is_removed_in_the_end(
    bus: Bus, ana: Person, post: Json, naps: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Stream("feed")
    delete_post(ana, post)
    # Eight attempts of two deliveries remove a row each.
    leave_unprocessed(monkeypatch, times=16)
    assert rounds_of(stream, bus) == 3
    assert rows_of(post) == []
    assert len(naps) == 16


def test_while_rows_are_left_the_post_is_too_so_that_they_are_found_again(
    bus: Bus, ana: Person, post: Json, fails: Fails
) -> None:
    stream = Stream("feed")
    delete_post(ana, post)
    stream.announce()
    [event] = bus.waiting
    fails("BatchWriteItem", *[THROTTLED] * 5)
    for _ in range(5):
        assert consume(SWEEP, [json.dumps(event)]) == [0]
        assert Post.key(post["id"]).get() is not None
    assert consume(SWEEP, [json.dumps(event)]) == []
    assert rows_of(post) == []


def test_an_event_that_is_delivered_again_changes_nothing(
    bus: Bus, ana: Person, post: Json, other: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_at_once(monkeypatch, 4)
    stream, delivered = Stream("feed"), []
    delete_comment(ana, comments_of(ana, other)[0])
    delete_post(ana, post)
    stream.announce()
    while bus.waiting:
        delivered += bus.waiting
        bus.deliver()
        stream.announce()
    assert {event["detail-type"] for event in delivered} == {
        "CommentDeleted",
        "CommentGone",
        "CommentUnliked",
        "PostDeleted",
        "PostUnliked",
        "RemainsLeft",
    }
    with nothing_written():
        for event in filter(is_swept, delivered):
            assert consume(SWEEP, [json.dumps(event)]) == []


@pytest.mark.parametrize("seed", range(6))
def test_events_come_in_any_order_and_more_than_once(
    bus: Bus, ana: Person, post: Json, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)  # noqa: S311
    few_at_once(monkeypatch, random.choice([1, 2, 5, 1000]))
    stream = Stream("feed")
    for written in random.sample(comments_of(ana, post), k=random.randint(1, 3)):
        delete_comment(ana, written)
    stream.announce()
    delete_post(ana, post)
    stream.announce()
    while bus.waiting:
        random.shuffle(bus.waiting)
        event = bus.waiting.pop()
        if not is_swept(event):
            continue
        assert consume(SWEEP, [json.dumps(event)]) == []
        if random.random() < 0.5:
            bus.waiting.append(event)
        stream.announce()
    assert rows_of(post) == []


def test_an_event_of_what_is_long_gone_brings_nothing_back(
    bus: Bus, ana: Person, post: Json
) -> None:
    stream = Stream("feed")
    written = comments_of(ana, post)[0]
    delete_comment(ana, written)
    stream.announce()
    [late] = bus.waiting
    bus.waiting.clear()
    delete_post(ana, post)
    stream.go_round(bus)
    with nothing_written():
        assert consume(SWEEP, [json.dumps(late)]) == []
    assert Comment.key(post["id"], written["id"]).get() is None


def test_nothing_is_added_while_the_rest_is_being_removed(
    bus: Bus, ana: Person, ben: Person, post: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_at_once(monkeypatch, 4)
    replies = comments_of(ana, post)
    stream = Stream("feed")
    delete_post(ana, post)
    stream.announce()
    while bus.waiting:
        with nothing_written():
            for answer in (
                like(ben, post),
                *(like(ana, reply) for reply in replies),
                ben.post("/feed/comment", {"postId": post["id"], "content": "Hello?"}),
                ben.delete(f"/feed/comment/{post['id']}/{replies[1]['id']}"),
                ana.put(f"/feed/post/{post['id']}", {"title": "Back"}),
                ana.delete(f"/feed/post/{post['id']}"),
                ana.get(f"/feed/comments/{post['id']}"),
            ):
                assert (answer.status, answer.problem) == (404, "not-found")
        bus.deliver()
        stream.announce()
    assert rows_of(post) == []


def test_nothing_is_added_to_a_comment_while_its_likes_are_being_removed(
    bus: Bus, ana: Person, ben: Person, post: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_at_once(monkeypatch, 1)
    written = comments_of(ana, post)[0]
    stream = Stream("feed")
    delete_comment(ana, written)
    stream.announce()
    while bus.waiting:
        with nothing_written():
            for person in (ana, ben):
                assert like(person, written).problem == "not-found"
        bus.deliver()
        stream.announce()
    assert written["id"] not in str(all_rows("feed"))
