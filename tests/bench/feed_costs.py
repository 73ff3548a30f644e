"""The costs of a page of the feed and of a post in DynamoDB, by both designs.

*Pulled* is this system's design (`feed.timeline`), *pushed* the other one (`feed_inbox`). The sizes
are of items as the code writes them; tests/api/feed/test_feed_costs.py holds all of it against the
calls that the code makes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from learn_exchange.account_limits import POSTS
from learn_exchange.ids import EXAMPLE, new_id
from learn_exchange.tables.feed import (
    HEAD_LENGTH,
    EngagementCounts,
    FeedCounter,
    Listed,
    OwnLike,
    Post,
    Tagged,
    TimelineHead,
    month_of,
)
from learn_exchange.tables.store import Item
from learn_exchange.tables.users import Block, Follow, ListedSkill, Profile, Stats
from tests.bench.feed_inbox import Inbox
from tests.bench.units import Units, index_entry, item_size, read_units, write_units

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
TAGS = ("javascript", "databases")


def sample_post(post_id: str, author_id: str, at: datetime) -> Post:
    """Returns a post as long as those of the demo data are on average, without files."""
    return Post.key(post_id).new(
        id=post_id,
        author_id=author_id,
        title="A title of forty letters, more or less".ljust(40, "."),
        content="x" * 640,
        post_type="tutorial",
        given_tags=list(TAGS),
        tags=list(TAGS),
        created_at=at,
        updated_at=at,
        listed_author=author_id,
        listed_month=month_of(at),
        listed_id=post_id,
    )


def rows_of_posts(author_ids: Iterable[str], at: datetime) -> Iterator[Item]:
    """Yields the rows that are there when each of these authors has published a post."""
    heads: dict[str, TimelineHead] = {}
    for author_id in author_ids:
        post = sample_post(new_id(), author_id, at)
        heads[author_id] = heads.get(author_id, TimelineHead.key(author_id).new()).with_post(
            post.id
        )
        yield post
        yield EngagementCounts.key(post.id).new(author_id=author_id)
        yield from Tagged.rows_of(post).values()
    yield from heads.values()


def sample_profile(person_id: str, number: int, at: datetime) -> Profile:
    """Someone with a few lines about themselves and three skills."""
    return Profile.key(person_id).new(
        id=person_id,
        email=f"person{number:07}@example.com",
        username=f"person{number:07}",
        first_name="Firstname",
        last_name="Lastname",
        bio="x" * 300,
        time_zone="Europe/Lisbon",
        created_at=at,
        skills=[
            ListedSkill.of(skill, "expert", offering=offering)
            for skill, offering in (("Spanish", True), ("Guitar", True), ("SQL", False))
        ],
    )


def _raw(item: Item) -> dict[str, dict[str, object]]:
    raw: dict[str, dict[str, object]] = item.serialize()
    return raw


_POST = sample_post(EXAMPLE, EXAMPLE, AT)
POST = _raw(_POST)
COUNTS = _raw(EngagementCounts.key(EXAMPLE).new(author_id=EXAMPLE))
TAGGED = [_raw(row) for row in Tagged.rows_of(_POST).values()]
PROFILE = _raw(sample_profile(EXAMPLE, 0, AT))
STATS = _raw(Stats.key(EXAMPLE).new())
LIMIT = _raw(POSTS.key(FeedCounter, EXAMPLE, POSTS.window_end(AT)).new(taken=1, expires_at=AT))
FOLLOW = _raw(Follow.of(EXAMPLE, EXAMPLE, AT))
HEAD = _raw(TimelineHead.key(EXAMPLE).new(packed_ids=bytes(16 * HEAD_LENGTH)))
INBOX = _raw(Inbox.of(EXAMPLE, Listed(EXAMPLE, EXAMPLE)))
OWN_LIKE = _raw(OwnLike.key(EXAMPLE, EXAMPLE, None).new())
BLOCK = _raw(Block.key(EXAMPLE, EXAMPLE).new(blocked_id=EXAMPLE, created_at=AT))


def _read(*items: dict[str, dict[str, object]]) -> float:
    return sum(read_units(item_size(item)) for item in items)


def pull(follows: float) -> Units:
    """Find a page: whom the reader follows, by a query, the heads of those, and the reader's."""
    return Units(read_units(follows * item_size(FOLLOW)) + (follows + 1) * _read(HEAD))


def take(rows: int) -> Units:
    """Find a page in the reader's inbox."""
    return Units(read_units(rows * item_size(INBOX)))


def show(posts: float, others: float, *, own: float, liked: float = 0, blocks: float = 0) -> Units:
    """Show a page of posts by others, so many of them, and the reader (`own` is 1, or how likely).

    The reader's blocks are one query, and so are their likes between the first and the last post:
    `liked` are those likes, on the page or not. The same for both designs.
    """
    queries = read_units(liked * item_size(OWN_LIKE)) + read_units(blocks * item_size(BLOCK))
    return Units(posts * _read(POST, COUNTS) + (others + own) * _read(PROFILE) + queries)


def show_to(reader_id: str, author_ids: Sequence[str], *, liked: int = 0, blocks: int = 0) -> Units:
    """Show a page of posts by these authors."""
    others = {*author_ids} - {reader_id}
    own = reader_id in author_ids
    return show(len(author_ids), len(others), own=own, liked=liked, blocks=blocks)


def greet() -> Units:
    """Returns what the first page adds: who the reader is. The same for both designs."""
    return Units(read_units(item_size(PROFILE), consistent=True))


def suggest(tagged: Iterable[float], recent: Iterable[float]) -> Units:
    """Returns what the first page of a new reader adds: rows with each tag, and of each month.

    The same for both designs.
    """
    row, entry = item_size(TAGGED[0]), item_size(index_entry(POST, "recent"))
    return Units(
        sum(read_units(rows * row) for rows in tagged)
        + sum(read_units(rows * entry) for rows in recent)
    )


def publish() -> Units:
    """Publish a post, whatever the design.

    Itself, its counts and tags, its author's total, and how many they have published today.
    """
    written = sum(map(write_units, (POST, COUNTS, *TAGGED, STATS, LIMIT)))
    return Units(read_units(item_size(PROFILE), consistent=True), 2 * written)


def head() -> Units:
    """Returns what a post adds for feeds that are pulled: its author's head is read and written."""
    return Units(read_units(item_size(HEAD), consistent=True), 2 * write_units(HEAD))


def push(followers: float) -> Units:
    """Returns what a post adds for pushed feeds: a row for each follower and for the author."""
    found = read_units(followers * item_size(index_entry(FOLLOW, "followers")))
    return Units(found, (followers + 1) * write_units(INBOX))
