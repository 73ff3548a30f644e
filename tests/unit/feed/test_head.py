"""The head of an author: whatever they publish and delete, it agrees with a plain list."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn_exchange import ids
from learn_exchange.cursor import LAST
from learn_exchange.tables import feed
from learn_exchange.tables.feed import HEAD_LENGTH, Listed, TimelineHead

ANA = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11"
SHORT = 5

checked = settings(deadline=None, derandomize=True, max_examples=300)
places = st.integers(0, 9)
steps = st.lists(st.tuples(st.sampled_from(["publish", "delete"]), places), max_size=50)


def post_id(number: int) -> str:
    """Returns an id; that of a higher number is later."""
    return f"01930a5e-7c1b-7000-8000-{number:012x}"


@dataclass
class Author:
    """An author whose posts are kept twice: by their head, and in a plain list."""

    head: TimelineHead = field(default_factory=lambda: TimelineHead.key(ANA).new())
    posts: list[str] = field(default_factory=list)
    ids_used: set[str] = field(default_factory=set)

    def publish(self, place: int) -> None:
        """Publish a post with one of the next ids, which come out of order now and then.

        What is published is newer than what the head knows no longer.
        """
        forgotten = set(self.posts) - set(self.head.post_ids)
        following = set(map(post_id, range(len(self.ids_used) + 4))) - self.ids_used
        allowed = sorted(one for one in following if one > max(forgotten, default=""))
        new = allowed[place % len(allowed)]
        self.ids_used.add(new)
        self.posts = sorted([*self.posts, new], reverse=True)
        self.head = self.head.with_post(new)

    def delete(self, place: int) -> None:
        """Delete one of the newest posts, if there are that many."""
        if place < len(self.posts):
            self.head = self.head.without_post(self.posts.pop(place))


@pytest.fixture(autouse=True, scope="module")
def short_heads() -> Iterator[None]:
    """Few posts are enough to fill a head."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feed, "HEAD_LENGTH", SHORT)
        yield


@checked
@given(steps)
def test_a_head_has_the_newest_posts_and_says_whether_there_are_others(
    steps: list[tuple[str, int]],
) -> None:
    author = Author()
    for step, place in steps:
        getattr(author, step)(place)
        known = author.head.post_ids
        assert known == author.posts[: len(known)]
        assert len(known) <= SHORT
        assert known == author.posts or author.head.has_older
        assert author.head.oldest == (known[-1] if known else LAST)


@checked
@given(steps, st.integers(0, 60))
def test_a_head_reads_on_from_any_position(steps: list[tuple[str, int]], number: int) -> None:
    author = Author()
    for step, place in steps:
        getattr(author, step)(place)
    before = post_id(number)

    listed = list(author.head.listed_before(before))

    assert listed == [Listed(one, ANA) for one in author.head.post_ids if one < before]
    assert list(author.head.listed_before(post_id(10**6))) == list(author.head.listed_before(None))


def test_a_head_that_is_not_full_knows_all_posts() -> None:
    author = Author()
    for _ in range(SHORT):
        author.publish(0)
        assert not author.head.has_older
    author.publish(0)

    assert author.head.has_older
    assert author.head.post_ids == [post_id(number) for number in (5, 4, 3, 2, 1)]


def test_a_head_that_was_emptied_still_says_that_there_are_older_posts() -> None:
    author = Author()
    for _ in range(SHORT + 1):
        author.publish(0)
    for _ in range(SHORT):
        author.delete(0)

    assert (author.head.post_ids, author.head.has_older) == ([], True)
    assert author.head.oldest > post_id(10**6), "all posts are older than what it has"


def test_publishing_and_deleting_again_changes_only_the_version() -> None:
    author = Author()
    for _ in range(3):
        author.publish(0)
    head = author.head

    again = head.with_post(post_id(1)).without_post(post_id(7))

    assert (again.packed_ids, again.has_older) == (head.packed_ids, False)
    assert [head.version, again.version] == [3, 5]


def test_a_change_makes_a_new_head_and_leaves_the_old_one() -> None:
    head = TimelineHead.key(ANA).new()
    changed = head.with_post(post_id(1))

    assert (head.post_ids, head.version) == ([], 0)
    assert (changed.post_ids, changed.author_id) == ([post_id(1)], ANA)
    assert (changed.pk, changed.sk) == (head.pk, head.sk)


def test_a_full_head_is_read_for_one_unit() -> None:
    packed = b"".join(ids.to_bytes(post_id(number)) for number in range(HEAD_LENGTH))
    head = TimelineHead.key(ANA).new(packed_ids=packed, has_older=True, version=10**6)

    sizes = [
        len(name) + len(value) if isinstance(value, str | bytes) else len(name) + 1
        for name, typed in head.serialize().items()
        for value in typed.values()
    ]

    assert len(packed) == 50 * 16
    assert sum(sizes) < 1024
