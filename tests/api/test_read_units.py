"""Units that lists read in DynamoDB: no key for each block and like that is not there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from learn_exchange import clock
from learn_exchange.ids import new_id
from learn_exchange.tables.feed import Comment, EngagementCounts
from learn_exchange.tables.users import Follow, Skill
from tests.bench.units import content_now, demand_here
from tests.support.counting import counted_calls
from tests.support.exchanges import requested
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.posts import publish, put_posts
from tests.support.rows import put_all
from tests.support.skills import put_profile

PAGE = 20


@contextmanager
def units_at_most(most: float) -> Iterator[None]:
    """Check how many units the block reads."""
    content = content_now()
    with counted_calls() as calls:
        yield
    assert demand_here(calls, content).units.read <= most


def items(person: Person, path: str, **query: str) -> list[Json]:
    """Returns the items of a list."""
    answer = person.get(path, query=query)
    assert answer.status == 200, answer.text
    found: list[Json] = answer.json["items"]
    return found


@pytest.fixture
def strangers(ana: Person) -> list[str]:
    """The ids of 20 people who offer a skill, and follow Ana."""
    people = [new_id() for _ in range(PAGE)]
    for person in people:
        profile = put_profile(person, {"SQL": "expert"}, {"Spanish": "beginner"})
        put_all(Skill.rows_of(person, profile.skills, rank=0).values())
    put_all(Follow.of(person, ana.id, clock.now()) for person in people)
    return people


def test_a_page_of_comments(ana: Person, ben: Person, strangers: list[str]) -> None:
    post = publish(ana)
    for author_id in strangers:
        comment_id, at = new_id(), clock.now()
        what: dict[str, Any] = {"post_id": post["id"], "author_id": author_id, "created_at": at}
        row = Comment.key(post["id"], comment_id).new(id=comment_id, content="How?", **what)
        put_all([row, EngagementCounts.key(post["id"], comment_id).new(author_id=author_id)])
    # The post's counts, comments, counts and authors; one Query each of likes and blocks.
    with units_at_most(1 + 1 + PAGE / 2 + PAGE / 2 + 1):
        assert len(items(ben, f"/feed/comments/{post['id']}")) == PAGE


def test_a_page_of_somebodys_posts(ana: Person, ben: Person) -> None:
    put_posts(ana.id, PAGE)
    # The author with both blocks, the list; posts with counts, the author again, and likes.
    with units_at_most(1.5 + 0.5 + PAGE + 0.5 + 0.5):
        assert len(items(ben, f"/feed/userPosts/{ana.id}")) == PAGE


@pytest.mark.usefixtures("strangers")
def test_a_page_of_followers(ana: Person, ben: Person) -> None:
    # The person with both blocks, the follows, the caller's blocks; then profiles alone.
    with units_at_most(1.5 + 1.5 + 0.5 + PAGE / 2):
        assert len(items(ben, f"/user/{ana.id}/followers")) == PAGE


@pytest.mark.usefixtures("strangers")
def test_a_page_of_people_who_teach(ben: Person) -> None:
    # Who offers the skill, the caller and their blocks; profiles, totals and follows.
    with units_at_most(1.5 + 0.5 + 0.5 + 3 * PAGE / 2):
        assert len(items(ben, "/explore/people", skill="SQL")) == PAGE


def test_a_list_of_exchanges(ana: Person, new_person: Callable[..., Person]) -> None:
    for _ in range(4):
        requested(ana, new_person(), "Spanish", "SQL")
    # The list, consistent, the caller and their blocks; of each the exchange and the partner.
    with units_at_most(1 + 1 + 1 + 4 * 2):
        assert len(items(ana, "/exchange/list")) == 4
