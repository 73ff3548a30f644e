"""GET /feed/newCount: how many posts stand above one in a feed."""

from collections.abc import Callable
from typing import Any

import pytest

from learn_exchange.ids import EXAMPLE, new_id
from tests.support.counting import counted_calls
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.posts import publish, put_posts

NewPerson = Callable[..., Person]


def new_count(reader: Person, after: str | None = None) -> int:
    """Returns how many posts stand above one in a reader's feed, or how many there are."""
    answer = reader.get("/feed/newCount", query={"after": after} if after else {})
    assert answer.status == 200, answer.text
    assert answer.json.keys() == {"count"}
    count: int = answer.json["count"]
    return count


def shown(reader: Person) -> list[str]:
    """Returns the ids of what those have posted whom a reader follows, and the reader."""
    items: list[Json] = reader.get("/feed/latest", query={"limit": "50"}).json["items"]
    return [item["id"] for item in items if not item["suggested"]]


def test_nothing_is_new_where_nothing_was_posted(ana: Person) -> None:
    assert new_count(ana) == new_count(ana, new_id()) == 0


def test_it_counts_what_stands_above_the_post_in_the_feed(
    ana: Person, ben: Person, new_person: NewPerson
) -> None:
    cleo, stranger = new_person(), new_person()
    ana.follow(ben)
    ana.follow(cleo)
    for author in (ben, stranger, cleo, ana, ben, stranger, cleo):
        publish(author)
    feed = shown(ana)
    assert len(feed) == 5
    assert [new_count(ana, post_id) for post_id in feed] == [0, 1, 2, 3, 4]
    assert new_count(ana, feed[2].upper()) == 2
    assert new_count(ana) == 5


def test_what_changes_the_feed_changes_the_count_at_once(ana: Person, ben: Person) -> None:
    seen, theirs, own = publish(ana), publish(ben), publish(ana)
    assert new_count(ana, seen["id"]) == 1
    ana.follow(ben)
    assert new_count(ana, seen["id"]) == 2
    ana.delete(f"/feed/post/{own['id']}")
    assert new_count(ana, seen["id"]) == 1
    ben.delete(f"/feed/post/{theirs['id']}")
    assert new_count(ana, seen["id"]) == 0
    publish(ben)
    assert new_count(ana, seen["id"]) == 1
    ana.unfollow(ben)
    assert new_count(ana, seen["id"]) == 0


@pytest.mark.parametrize("blocker", ["the author", "the reader"])
def test_who_is_blocked_either_way_does_not_count(ana: Person, ben: Person, blocker: str) -> None:
    ana.follow(ben)
    seen = publish(ana)
    publish(ben)
    if blocker == "the author":
        ben.block(ana)
    else:
        ana.block(ben)
    assert new_count(ana, seen["id"]) == len(shown(ana)) - 1 == 0


def test_a_post_that_was_deleted_since_still_says_where_the_reader_was(ana: Person) -> None:
    first, seen, last = (publish(ana) for _ in range(3))
    ana.delete(f"/feed/post/{seen['id']}")
    assert shown(ana) == [last["id"], first["id"]]
    assert new_count(ana, seen["id"]) == 1


def test_what_is_suggested_does_not_count(ana: Person, ben: Person) -> None:
    seen = publish(ana)
    publish(ben)
    assert len(ana.get("/feed/latest").json["items"]) == 2
    assert new_count(ana, seen["id"]) == 0


@pytest.mark.parametrize("each", [49, 50, 51, 60])
def test_fifty_are_counted_at_most(ana: Person, ben: Person, each: int) -> None:
    ana.follow(ben)
    seen = new_id()
    put_posts(ben.id, each)
    assert new_count(ana, seen) == min(each, 50)
    put_posts(ana.id, each)
    assert new_count(ana, seen) == new_count(ana) == 50


def test_it_takes_two_round_trips_however_many_one_follows(ana: Person) -> None:
    with counted_calls() as calls:
        new_count(ana, new_id())
    assert calls.operations == ["Query", "BatchGetItem"]


BAD_IDS: list[Any] = [
    *("", "1", "me", "null", "..", " ", EXAMPLE[:-1], f"{EXAMPLE}0", EXAMPLE.replace("-", "")),
    *(f"{{{EXAMPLE}}}", EXAMPLE.replace("7", "g"), f" {EXAMPLE}", f"{EXAMPLE}\n", "A" * 2000),
    *(EXAMPLE.replace("0", "\uff10"), "\U0001f3b8", f"\u200b{EXAMPLE}", f"\u202e{EXAMPLE}"),
]


@pytest.mark.parametrize("bad", BAD_IDS)
def test_the_post_is_named_by_an_id(ana: Person, bad: str) -> None:
    answer = ana.get("/feed/newCount", query={"after": bad})
    assert (answer.status, answer.pointers) == (422, ["/query/after"])
