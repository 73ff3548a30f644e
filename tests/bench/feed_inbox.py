"""The other design of the feed, to compare with: pushed.

When someone posts, each of their followers gets a row into an inbox, and so do they; a page is read
from there. What changes afterwards is not mended here: follows that end, rows that grow old.
"""

from pynamodb.attributes import UnicodeAttribute

from learn_exchange.blocks import blocks_of
from learn_exchange.concurrency import run_concurrently
from learn_exchange.cursor import range_before
from learn_exchange.posts import PostView, posts_seen_by
from learn_exchange.tables.feed import Listed
from learn_exchange.tables.store import Item, Key, query
from learn_exchange.tables.users import Follow
from tests.support.rows import put_all

MAX_FOLLOWERS = 1_000_000


class Inbox(Item):
    """A post is in a reader's feed."""

    class Meta:
        table = "feed"

    post_id = UnicodeAttribute()
    author_id = UnicodeAttribute()

    @staticmethod
    def of(reader_id: str, post: Listed) -> "Inbox":
        """Returns the row that puts a post into a reader's feed."""
        key = Key(Inbox, f"INBOX#{reader_id}", f"POST#{post.id}")
        return key.new(post_id=post.id, author_id=post.author_id)


def push(post: Listed) -> None:
    """Put a post into the feeds of its author and of all who follow them."""
    followers = Follow.of_followed(post.author_id, None, MAX_FOLLOWERS)
    readers = [post.author_id, *(follow.follower_id for follow in followers)]
    put_all(Inbox.of(reader, post) for reader in readers)


def feed(reader_id: str, limit: int) -> list[PostView]:
    """Returns the first page of a reader's feed.

    One row more is read: it tells whether there are more.
    """
    newest = range_before("POST#", None)
    rows, blocks = run_concurrently(
        lambda: list(
            query(Inbox, f"INBOX#{reader_id}", between=newest, newest_first=True, limit=limit + 1)
        ),
        lambda: blocks_of(reader_id),
    )
    listed = [Listed(row.post_id, row.author_id) for row in rows]
    return posts_seen_by(blocks, listed[:limit])
