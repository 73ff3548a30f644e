"""Lists of posts: a reader's feed, and the posts of one person.

The feed is pulled: nothing is written for a reader when someone posts. Whom the reader follows, the
newest ids of each in one small item (their head), merged by id, which is by time. So following,
blocking, editing and deleting show at once (docs/adr/0010).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from heapq import merge
from itertools import chain, islice, takewhile

from feed.schemas import MAX_COUNTED, FeedPost
from learn_exchange import cursor as cursors
from learn_exchange.blocks import Blocks, blocks_of
from learn_exchange.catalogue import canonical
from learn_exchange.concurrency import run_all, run_concurrently
from learn_exchange.http import Page
from learn_exchange.people import hidden
from learn_exchange.posts import PostView, posts_seen_by
from learn_exchange.problems import NotFound
from learn_exchange.tables.feed import Listed, Post, Tagged, TimelineHead, month_of
from learn_exchange.tables.store import BatchResult, get_many
from learn_exchange.tables.users import MAX_FOLLOWS, Block, Follow, Profile

# Who follows fewer people is new here: their feed is filled up with suggestions.
SETTLED_FOLLOWS = 20
SKILLS_SUGGESTED_FOR = 5


def feed(reader_id: str, at: datetime, *, cursor: str | None, limit: int) -> Page[FeedPost]:
    """Lists the posts of a reader and of the people they follow, the newest first.

    Three round trips: whom they follow and who is hidden from them, those people's heads, and what
    the page shows. A page that reads past a head asks the author's index for what is older: one
    round trip more, as does one that spans more than 200 likes of the reader. The first
    page of a new reader is filled up with posts on their skills, then with the newest of all.

    Raises:
        MalformedRequest: the cursor belongs to another list.
    """
    scope = f"feed#{reader_id}"
    before = cursors.decode_id(scope, cursor)
    follows, blocks, profile = run_concurrently(
        lambda: list(Follow.of_follower(reader_id, None, MAX_FOLLOWS)),
        partial(blocks_of, reader_id),
        Profile.key(reader_id).get if before is None else lambda: None,
    )
    authors = _authors(reader_id, follows)
    new_here = len(follows) < SETTLED_FOLLOWS
    heads, suggested = run_concurrently(
        partial(get_many, [TimelineHead.key(author) for author in authors]),
        lambda: _suggestions(profile, at, limit) if profile and new_here else [],
    )
    rows = _newest(heads, authors, before, limit + 1)
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.id)
    others = (row for row in suggested if row.author_id not in authors)
    filling = list(islice(dict.fromkeys(others), limit - len(shown)))
    posts = posts_seen_by(blocks, [*shown, *filling])
    fillers = {row.id for row in filling}
    items = [FeedPost.model_construct(**dict(p), suggested=p.id in fillers) for p in posts]
    return Page(items=items, next_cursor=next_cursor)


def count_new(reader_id: str, after: str | None) -> int:
    """Count the posts that stand above a position in a reader's feed. Two round trips.

    Heads are enough: a block ends follows, and a post that is deleted leaves its author's head. An
    author's posts beyond their newest 50 are not looked at.
    """
    authors = _authors(reader_id, Follow.of_follower(reader_id, None, MAX_FOLLOWS))
    heads = get_many(TimelineHead.key(author) for author in authors)
    newest_first = (
        head.post_ids for author in authors if (head := heads[TimelineHead.key(author)])
    )
    newer = (takewhile(lambda post_id: post_id > (after or ""), ids) for ids in newest_first)
    return sum(1 for _ in islice(chain.from_iterable(newer), MAX_COUNTED))


def posts_of(author_id: str, viewer_id: str, *, cursor: str | None, limit: int) -> Page[PostView]:
    """Lists a person's posts, the newest first. Two round trips.

    Raises:
        NotFound: there is no such person, or they are hidden from the viewer.
        MalformedRequest: the cursor belongs to another list.
    """
    scope = f"posts#{author_id}"
    before = cursors.decode_id(scope, cursor)
    found, rows = run_concurrently(
        partial(get_many, [Profile.key(author_id), *Block.between(viewer_id, author_id)]),
        partial(Post.of_author, author_id, before, limit + 1),
    )
    if Profile.key(author_id) not in found or hidden(found, viewer_id, author_id):
        raise NotFound
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.id)
    not_hidden = Blocks(viewer_id, frozenset())
    return Page(items=posts_seen_by(not_hidden, shown), next_cursor=next_cursor)


def _authors(reader_id: str, follows: Iterable[Follow]) -> list[str]:
    """Returns the ids of the authors in a reader's feed."""
    return [reader_id, *(follow.followed_id or "" for follow in follows)]


def _newest(
    heads: BatchResult, authors: Iterable[str], before: str | None, count: int
) -> list[Listed]:
    """Returns the newest posts before a position, of all authors together."""
    known = [head for author in authors if (head := heads[TimelineHead.key(author)])]
    newest = _merged((head.listed_before(before) for head in known), count)
    # A head tells nothing of what is older than its oldest post.
    down_to = newest[-1].id if len(newest) == count else ""
    deep = [head for head in known if head.has_older and head.oldest > down_to]
    if not deep:
        return newest
    older = run_all(partial(_older_than_head, head, before, count) for head in deep)
    return _merged((newest, *older), count)


def _older_than_head(head: TimelineHead, before: str | None, count: int) -> list[Listed]:
    position = min(before, head.oldest) if before else head.oldest
    return Post.of_author(head.author_id, position, count)


def _merged(lists: Iterable[Iterable[Listed]], count: int) -> list[Listed]:
    return list(islice(merge(*lists, reverse=True), count))


def _suggestions(reader: Profile, at: datetime, count: int) -> list[Listed]:
    """Reads posts on the skills that a reader seeks, then offers, then the newest of all."""
    skills = sorted(reader.skills, key=lambda skill: bool(skill.offering))
    tags = list(dict.fromkeys(canonical(skill.name) for skill in skills))[:SKILLS_SUGGESTED_FOR]
    this_month, last_month = month_of(at), month_of(at.replace(day=1) - timedelta(days=1))
    # The reader's own posts, which are no suggestion, may be among them.
    ahead = 2 * count
    *tagged, this, last = run_all(
        [
            *(partial(Tagged.with_tag, tag, ahead) for tag in tags),
            partial(Post.of_month, this_month, ahead),
            partial(Post.of_month, last_month, ahead),
        ]
    )
    on_skills = sorted({row for rows in tagged for row in rows}, reverse=True)
    return [*on_skills, *this, *last]
