"""Removes from notifications what was deleted or taken back, and shows that live.

Idempotent: a removal is noted, and a like or follow that exists again by now stays.
"""

from learn_exchange.event_handler import consumer
from learn_exchange.events import (
    CommentDeleted,
    CommentGone,
    CommentUnliked,
    PersonUnfollowed,
    PostDeleted,
    PostUnliked,
)
from learn_exchange.tables.feed import Comment, Like, Post
from learn_exchange.tables.store import BatchResult, Key, get_many
from learn_exchange.tables.users import Follow
from notifications import retractions
from notifications.retractions import Part

Event = PostDeleted | PostUnliked | CommentDeleted | CommentGone | CommentUnliked | PersonUnfollowed


def take_back(event: Event) -> None:
    """Remove it from the notifications of everyone who was notified of it."""
    match event:
        case PostDeleted():
            retractions.remove_all_about(event.author_id, event.post_id)
        case CommentGone():
            retractions.remove_all_about(event.author_id, event.comment_id)
        case CommentDeleted():
            _take_back_comment(event)
        case PostUnliked():
            post = Post.key(event.post_id)
            like = Like.key(event.post_id, None, event.person_id)
            found = get_many([post, like], consistent=True)
            _take_back_like(event, found, found[post], like)
        case CommentUnliked():
            comment = Comment.key(event.post_id, event.comment_id)
            like = Like.key(event.post_id, event.comment_id, event.person_id)
            found = get_many([comment, like], consistent=True)
            _take_back_like(event, found, found[comment], like)
        case PersonUnfollowed():
            if Follow.key(event.follower_id, event.followed_id).get() is None:
                part = Part(event.followed_id, "follow", "follow", event.follower_id)
                retractions.retract(part)


def _take_back_like(
    event: PostUnliked | CommentUnliked,
    found: BatchResult,
    liked: Post | Comment | None,
    like: Key[Like],
) -> None:
    # Another event removes all about a deleted post or comment; a like that exists again counts.
    if liked and not liked.deleted_at and like not in found and liked.author_id != event.person_id:
        retractions.retract(Part(liked.author_id, "like", liked.id, event.person_id))


def _take_back_comment(event: CommentDeleted) -> None:
    keys = Post.key(event.post_id), Comment.key(event.post_id, event.comment_id)
    found = get_many(keys, consistent=True)
    post, comment = found[keys[0]], found[keys[1]]
    author_id = event.author_id or (comment.author_id if comment else None)
    if author_id:
        retractions.remove_all_about(author_id, event.comment_id)
    if post and post.author_id != author_id:
        retractions.retract(Part(post.author_id, "comment", post.id, event.comment_id))


handler = consumer(take_back)
