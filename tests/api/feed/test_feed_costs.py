"""The bench computes of pages and posts exactly what the code asks of DynamoDB."""

from collections.abc import Callable
from typing import Any

import pytest

from learn_exchange import clock
from learn_exchange.ids import new_id
from learn_exchange.tables.feed import Listed, OwnLike, Post, Tagged
from learn_exchange.tables.store import Item
from learn_exchange.tables.users import Block, Follow
from tests.bench import feed_costs, feed_inbox
from tests.bench.units import Units, content_now, demand_here, item_size
from tests.support.counting import counted_calls
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.posts import created, like
from tests.support.rows import put_all, rows_of

PAGE = 20


@pytest.fixture
def reader(ana: Person) -> Person:
    """Somebody who wants to learn what all posts are about."""
    skill = {"skillName": "JavaScript", "skillLevel": "beginner", "isOffering": False}
    assert ana.put("/user/skills", {"skills": [skill]}).status == 200
    return ana


def follow_authors(reader: Person, count: int) -> None:
    """Let a reader follow people who have published two posts each."""
    authors = [new_id() for _ in range(count)]
    write_posts(authors)
    put_all(Follow.of(reader.id, author, clock.now()) for author in authors)


def write_posts(author_ids: list[str]) -> None:
    """Write people, and two posts of each."""
    at = clock.now()
    people = enumerate(author_ids)
    put_all(feed_costs.sample_profile(person, number, at) for number, person in people)
    put_all(feed_costs.rows_of_posts(author_ids * 2, at))


def units_of(call: Callable[[], Any]) -> tuple[Units, Any]:
    """Returns what a call takes, counted from its requests, and what it returns."""
    content = content_now()
    with counted_calls() as calls:
        result = call()
    return demand_here(calls, content).units, result


def shown(reader: Person, page: Json) -> Units:
    """Returns what it takes to show a page, once it is found."""
    return feed_costs.show_to(reader.id, [post["author"]["id"] for post in page["items"]])


@pytest.mark.parametrize("follows", [20, 60, 120])
def test_a_page_takes_the_units_that_are_computed(reader: Person, follows: int) -> None:
    follow_authors(reader, follows)
    taken, page = units_of(lambda: reader.get("/feed/latest").json)
    assert len(page["items"]) == PAGE
    assert taken == feed_costs.pull(follows) + feed_costs.greet() + shown(reader, page)

    query = {"cursor": page["nextCursor"]}
    taken, page = units_of(lambda: reader.get("/feed/latest", query=query).json)
    assert len(page["items"]) == PAGE
    assert taken == feed_costs.pull(follows) + shown(reader, page)


def test_a_page_of_20_posts_at_20_follows_reads_46_units_at_most(reader: Person) -> None:
    follow_authors(reader, 20)
    liked = [post.id for post in rows_of(Post)][:20]
    put_all(OwnLike.key(reader.id, post_id, None).new() for post_id in liked)
    put_all(row for _ in range(10) for row in Block.rows_of(reader.id, new_id(), clock.now()))
    content = content_now()
    with counted_calls() as calls:
        page = reader.get("/feed/latest").json
    assert len(page["items"]) == PAGE
    assert calls.round_trips == 3
    assert demand_here(calls, content).units.read <= 46


@pytest.mark.parametrize(("liked", "blocks"), [(3, 2), (90, 60)])
def test_likes_and_blocks_of_a_page_take_the_units_that_are_computed(
    reader: Person, liked: int, blocks: int
) -> None:
    follow_authors(reader, 20)
    posts = sorted(post.id for post in rows_of(Post))[-PAGE:]
    others = [f"{posts[5][:-12]}{number:012x}" for number in range(liked)]
    put_all(OwnLike.key(reader.id, post_id, None).new() for post_id in others)
    put_all(row for _ in range(blocks) for row in Block.rows_of(reader.id, new_id(), clock.now()))
    taken, page = units_of(lambda: reader.get("/feed/latest").json)
    authors = [post["author"]["id"] for post in page["items"]]
    shown = feed_costs.show_to(reader.id, authors, liked=liked, blocks=blocks)
    assert taken == feed_costs.pull(20) + feed_costs.greet() + shown


@pytest.mark.parametrize("follows", [0, 3, 19])
def test_the_first_page_of_a_new_reader_takes_suggestions_too(reader: Person, follows: int) -> None:
    write_posts([new_id() for _ in range(PAGE)])
    follow_authors(reader, follows)
    created(reader.post("/feed/createPost", new_post()))
    taken, page = units_of(lambda: reader.get("/feed/latest").json)
    assert len(page["items"]) == PAGE
    suggested = feed_costs.suggest(tagged=[2 * PAGE], recent=[2 * PAGE, 0])
    found = feed_costs.pull(follows) + feed_costs.greet() + suggested
    assert taken == found + shown(reader, page)


def test_a_page_of_an_inbox_takes_the_units_that_are_computed(reader: Person) -> None:
    follow_authors(reader, 20)
    for post in rows_of(Post):
        feed_inbox.push(Listed(post.id, post.author_id))
    pulled = reader.get("/feed/latest").json
    taken, posts = units_of(lambda: feed_inbox.feed(reader.id, PAGE))
    assert [post.id for post in posts] == [post["id"] for post in pulled["items"]]
    assert taken == feed_costs.take(PAGE + 1) + shown(reader, pulled)


def new_post() -> Json:
    """Returns the sample of a post, as its author sends it."""
    post = feed_costs.sample_post(new_id(), new_id(), clock.now())
    given = {"postType": post.post_type, "tags": list(post.given_tags)}
    return {"title": post.title, "content": post.content, **given}


@pytest.mark.parametrize("posts_before", [0, 50])
def test_a_post_takes_the_units_that_are_computed(ana: Person, posts_before: int) -> None:
    put_all(feed_costs.rows_of_posts([ana.id] * posts_before, clock.now()))
    taken, _ = units_of(lambda: created(ana.post("/feed/createPost", new_post())))
    assert taken == feed_costs.publish() + feed_costs.head()


@pytest.mark.parametrize("followers", [0, 1, 30])
def test_to_push_a_post_takes_the_units_that_are_computed(ana: Person, followers: int) -> None:
    put_all(Follow.of(new_id(), ana.id, clock.now()) for _ in range(followers))
    post = created(ana.post("/feed/createPost", new_post()))
    taken, _ = units_of(lambda: feed_inbox.push(Listed(post["id"], ana.id)))
    assert taken == feed_costs.push(followers)


def test_the_items_are_as_large_as_those_that_the_code_writes(
    ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    ana.follow(ben)
    post = created(ben.post("/feed/createPost", new_post()))
    like(ana, post)
    ana.block(new_person())

    def size(row: Item) -> int:
        return item_size(row.serialize())

    assert {size(row) for row in rows_of(Follow)} == {item_size(feed_costs.FOLLOW)}
    assert {size(row) for row in rows_of(Post)} == {item_size(feed_costs.POST)}
    computed = sorted(map(item_size, feed_costs.TAGGED))
    assert sorted(size(row) for row in rows_of(Tagged)) == computed
    assert {size(row) for row in rows_of(OwnLike)} == {item_size(feed_costs.OWN_LIKE)}
    assert {size(row) for row in rows_of(Block)} == {item_size(feed_costs.BLOCK)}
