"""Removes what hung on a post or a comment that was deleted.

Idempotent: what is gone already is no error. It goes on wherever an attempt before has stopped,
since the deleted post or comment itself goes last.
"""

from contextlib import suppress

from learn_exchange.cursor import range_after
from learn_exchange.event_handler import consumer
from learn_exchange.events import CommentDeleted, PostDeleted, RemainsLeft
from learn_exchange.tables.feed import Comment, FeedItem, Like, Post, partition
from learn_exchange.tables.store import (
    ConditionFailed,
    Item,
    Key,
    delete,
    delete_many,
    query,
    update,
)

AT_ONCE = 1000


def sweep(event: PostDeleted | CommentDeleted | RemainsLeft) -> None:
    """Remove a thousand items at most; where more is left, that is announced."""
    deleted: Key[Post | Comment]
    if isinstance(event, PostDeleted) or event.comment_id is None:
        deleted, between = Post.key(event.post_id), ("COMMENT#", "LIKE$")
    else:
        deleted = Comment.key(event.post_id, event.comment_id)
        between = range_after(f"LIKE#{event.comment_id}#", None)
    rows = query(FeedItem, partition(event.post_id), between=between, limit=AT_ONCE + 1)
    found = list(rows)
    removed = found[:AT_ONCE]
    # Before the likes, which tell where these are.
    delete_many(row.own for row in removed if isinstance(row, Like))
    delete_many(Key(FeedItem, row.pk, row.sk) for row in removed)
    if len(found) <= AT_ONCE:
        delete(deleted)
        return
    with suppress(ConditionFailed):  # Another delivery of the event has removed the rest.
        update(deleted, deleted.kind.sweeps.add(1), condition=Item.pk.exists())


handler = consumer(sweep)
