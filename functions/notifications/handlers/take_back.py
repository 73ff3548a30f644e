"""Takes out of notifications what was deleted or taken back, and shows that to who is connected.

Idempotent: what was taken out is noted, and what is done again meanwhile stays.
"""

from learn_exchange.consuming import consumer
from learn_exchange.events import (
    CommentDeleted,
    CommentGone,
    CommentUnliked,
    PersonUnfollowed,
    PostDeleted,
    PostUnliked,
)
from learn_exchange.tables.feed import Comment, Like, Post
from learn_exchange.tables.store import Found, Key, get_many
from learn_exchange.tables.users import Follow
from notifications import retractions
from notifications.retractions import Part

Event = PostDeleted | PostUnliked | CommentDeleted | CommentGone | CommentUnliked | PersonUnfollowed


def take_back(event: Event) -> None:
    """Take it out of the notifications of those who were told of it."""
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
                retractions.take_out(part)


def _take_back_like(
    event: PostUnliked | CommentUnliked, found: Found, liked: Post | Comment | None, like: Key[Like]
) -> None:
    # Of what was deleted, all goes; and who likes it again is still counted.
    if liked and not liked.deleted_at and like not in found and liked.author_id != event.person_id:
        retractions.take_out(Part(liked.author_id, "like", liked.id, event.person_id))


def _take_back_comment(event: CommentDeleted) -> None:
    keys = Post.key(event.post_id), Comment.key(event.post_id, event.comment_id)
    found = get_many(keys, consistent=True)
    post, comment = found[keys[0]], found[keys[1]]
    author_id = event.author_id or (comment.author_id if comment else None)
    if author_id:
        retractions.remove_all_about(author_id, event.comment_id)
    if post and post.author_id != author_id:
        retractions.take_out(Part(post.author_id, "comment", post.id, event.comment_id))


handler = consumer(take_back)
