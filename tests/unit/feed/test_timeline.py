"""Feeds are merged of heads and of what is older: the same as if all posts were sorted."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feed import timeline
from learn_exchange.tables import feed
from learn_exchange.tables.feed import Listed, Post, TimelineHead
from learn_exchange.tables.store import BatchResult

TABLE = TimelineHead.Meta.table
SHORT = 3
AUTHORS = "abcd"

checked = settings(deadline=None, derandomize=True, max_examples=300)
# Who publishes one after the other; then which of the posts are deleted.
histories = st.lists(st.sampled_from(AUTHORS), max_size=30)
deletions = st.sets(st.integers(0, 29), max_size=10)


@pytest.fixture(autouse=True, scope="module")
def short_heads() -> Iterator[None]:
    """Few posts are enough to fill a head."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feed, "HEAD_LENGTH", SHORT)
        yield


def post_id(number: int) -> str:
    """Returns an id; that of a higher number is later."""
    return f"01930a5e-7c1b-7000-8000-{number:012x}"


@checked
@given(
    history=histories,
    deleted=deletions,
    followed=st.sets(st.sampled_from(AUTHORS)),
    position=st.none() | st.integers(0, 31),
    count=st.integers(1, 12),
)
def test_a_page_has_the_newest_posts_of_all_authors_together(
    history: list[str], deleted: set[int], followed: set[str], position: int | None, count: int
) -> None:
    heads = {author: TimelineHead.key(author).new() for author in AUTHORS}
    posts = [Listed(post_id(number), author) for number, author in enumerate(history)]
    for post in posts:
        heads[post.author_id] = heads[post.author_id].with_post(post.id)
    for number in deleted & set(range(len(posts))):
        author = history[number]
        heads[author] = heads[author].without_post(post_id(number))
    standing = sorted((p for n, p in enumerate(posts) if n not in deleted), reverse=True)
    asked: list[str] = []

    def of_author(author_id: str, before: str, limit: int) -> list[Listed]:
        asked.append(author_id)
        older = (post for post in standing if post.author_id == author_id and post.id < before)
        return list(older)[:limit]

    before = None if position is None else post_id(position)
    known = (head for author, head in heads.items() if author in history)
    found = BatchResult({(TABLE, head.pk, head.sk): head for head in known})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Post, "of_author", of_author)
        page = timeline._newest(found, sorted(followed), before, count)

    expected = [
        post
        for post in standing
        if post.author_id in followed and (before is None or post.id < before)
    ]
    assert page == expected[:count]
    assert len(asked) == len(set(asked))
    assert all(heads[author].has_older for author in asked)
