"""GET /explore/trending: the tags that are used most."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from explore import trends
from learn_exchange import ids
from learn_exchange.events import (
    CommentPosted,
    ExchangeAccepted,
    ExchangeRequested,
    PostLiked,
    PostPublished,
)
from learn_exchange.tables.feed import EngagementCounts, Post
from learn_exchange.tables.store import put
from tests.support.bus import Bus, tell
from tests.support.clock import SetClock
from tests.support.exchanges import requested
from tests.support.gateway import Gateway
from tests.support.people import Person
from tests.support.skills import lists


@pytest.fixture
def at_dawn(time_passes: SetClock) -> SetClock:
    """A clock at the beginning of a day, so that none ends meanwhile."""
    time_passes.forward_to_the_day()
    return time_passes


@pytest.fixture
def ana(at_dawn: SetClock, new_person: Callable[..., Person]) -> Person:
    """Somebody who signs up today."""
    return new_person()


def trending(person: Person, **query: str) -> list[tuple[str, int]]:
    """Returns the tags that trend, with how many people have used each today."""
    answer = person.get("/explore/trending", query=query)
    assert answer.status == 200, answer.text
    return [(item["tagName"], item["dailyCount"]) for item in answer.json["items"]]


def publish(author: Person, *tags: str, at: datetime) -> Post:
    """Returns a post with tags, of which nobody has heard yet."""
    post_id = ids.new_id()
    post = Post.key(post_id).new(
        id=post_id,
        author_id=author.id,
        title="Joins",
        content="All about them",
        post_type="tutorial",
        tags=list(tags),
        created_at=at,
        updated_at=at,
    )
    put(post)
    put(EngagementCounts.key(post_id).new(author_id=author.id))
    return post


def test_nothing_trends_at_first(ana: Person) -> None:
    answer = ana.get("/explore/trending")
    assert (answer.status, answer.json) == (200, {"items": []})


def test_skills_that_people_list_trend(ana: Person, ben: Person, at_dawn: SetClock) -> None:
    lists(ana, {"SQL": "expert", "JS": "expert"})
    at_dawn.forward(seconds=10)
    lists(ben, seeks={"JavaScript": "beginner"})
    items = ana.get("/explore/trending").json["items"]
    assert [item["tagName"] for item in items] == ["JS", "SQL"]
    assert [item["dailyCount"] for item in items] == [2, 1]
    first, second = (datetime.fromisoformat(item["lastUpdatedAt"]) for item in items)
    assert 9 < (first - second).total_seconds() < 60


def test_a_tag_trends_as_it_was_first_written(
    ana: Person, ben: Person, at_dawn: SetClock, new_person: Callable[..., Person]
) -> None:
    spellings = ("Straße", "Σοφός", "ทำอาหาร", "Łucznictwo", "İplik eğirme", "JS")
    typed = ("STRASSE", "ΣΟΦΟΣ", "ทำอาหาร", "lucznictwo", "iplik egirme", "JavaScript")
    for author, tags in ((ana, spellings), (ben, typed)):
        post = publish(author, *tags, at=at_dawn.now())
        tell(PostPublished(id=author.id, at=at_dawn.now(), post_id=post.id, author_id=author.id))
    assert {*trending(ana)} == {(spelling, 2) for spelling in spellings}
    at_dawn.forward(days=1)
    cleo = new_person()
    lists(cleo, dict.fromkeys(typed, "expert"))
    assert {*trending(cleo)} == {(spelling, 1) for spelling in spellings}


def test_posting_liking_and_commenting_count_each_person_once_a_day(
    ana: Person, ben: Person, at_dawn: SetClock
) -> None:
    post = publish(ana, "sql", "joins", at=at_dawn.now())
    happened: dict[str, Any] = {"at": at_dawn.now(), "post_id": post.id}
    events = [
        PostPublished(id="1", author_id=ana.id, **happened),
        PostLiked(id="2", person_id=ana.id, **happened),
        PostLiked(id="3", person_id=ben.id, **happened),
        PostLiked(id="3", person_id=ben.id, **happened),
        CommentPosted(id="4", author_id=ben.id, comment_id=ids.new_id(), **happened),
    ]
    for event in events:
        tell(event)
    assert trending(ana) == [("joins", 2), ("sql", 2)]
    lists(ben, {"SQL": "beginner", "Go": "beginner"})
    assert trending(ana) == [("joins", 2), ("sql", 2), ("Go", 1)]


def test_a_post_that_is_gone_counts_nothing(ana: Person, at_dawn: SetClock) -> None:
    deleted = publish(ana, "sql", at=at_dawn.now())
    deleted.deleted_at = at_dawn.now()
    put(deleted)
    for post_id in (deleted.id, ids.new_id()):
        tell(PostLiked(id="1", at=at_dawn.now(), post_id=post_id, person_id=ana.id))
    assert trending(ana) == []


def test_yesterdays_tags_go_on_trending_with_no_count_of_today(
    ana: Person, ben: Person, at_dawn: SetClock, new_person: Callable[..., Person]
) -> None:
    for person in (ana, ben):
        lists(person, {"SQL": "expert"})
    at_dawn.forward(days=1)
    cleo = new_person()
    assert trending(cleo) == [("SQL", 0)]
    lists(cleo, {"Go": "expert"})
    assert trending(cleo) == [("SQL", 0), ("Go", 1)]
    at_dawn.forward(days=5)
    assert [tag for tag, _ in trending(new_person())] == ["SQL", "Go"]
    at_dawn.forward(days=1)
    assert trending(new_person()) == [("Go", 0)]
    at_dawn.forward(days=1)
    assert trending(new_person()) == []


def test_the_list_holds_a_hundred_tags_of_which_twenty_are_shown(
    ana: Person, at_dawn: SetClock
) -> None:
    tags = [f"tag {number:03}" for number in range(120)]
    for half in (tags[:60], tags[60:]):
        trends.count(half, ana.id, at=at_dawn.now(), now=at_dawn.now())
        trends.bring_list_up_to_date(half, at_dawn.now())
    assert [tag for tag, _ in trending(ana)] == tags[:20]
    assert [tag for tag, _ in trending(ana, limit="3")] == tags[:3]
    assert [tag for tag, _ in trending(ana, limit="100")] == tags[:100]


def test_everyone_sees_the_same(gateway: Gateway, ana: Person, ben: Person) -> None:
    lists(ana, {"SQL": "expert"})
    ben.block(ana)
    answers = [
        ana.get("/explore/trending"),
        ben.get("/explore/trending"),
        gateway.get("/explore/trending"),
        gateway.get("/explore/trending", token="expired.or.made.up"),
    ]
    assert [answer.status for answer in answers] == [200] * 4
    assert {answer.text for answer in answers} == {answers[0].text}
    assert [item["tagName"] for item in answers[0].json["items"]] == ["SQL"]


def test_the_list_may_be_cached_for_a_minute_and_a_refusal_may_not(gateway: Gateway) -> None:
    assert gateway.get("/explore/trending").headers["Cache-Control"] == "public, max-age=60"
    refused = gateway.get("/explore/trending", query={"limit": "0"})
    assert refused.problem == "invalid"
    assert "public" not in refused.headers.get("Cache-Control", "")


def test_who_asks_for_an_exchange_and_who_agrees_use_its_skills(
    bus: Bus, ana: Person, ben: Person, at_dawn: SetClock
) -> None:
    exchange_id = requested(ana, ben, "JS", "SQL")
    what: dict[str, Any] = {
        "at": at_dawn.now(),
        "exchange_id": exchange_id,
        "initiator_id": ana.id,
        "receiver_id": ben.id,
    }
    for _ in range(2):
        tell(ExchangeRequested(id="1", actor_id=ana.id, revision=1, **what))
        assert trending(ana) == [("JS", 1), ("SQL", 1)]
    for _ in range(2):
        tell(ExchangeAccepted(id="2", actor_id=ben.id, revision=2, **what))
        assert trending(ana) == [("JS", 2), ("SQL", 2)]
