"""Changes of rows of the feed table, and the events that they announce."""

from datetime import UTC, datetime, timedelta
from typing import Any

from learn_exchange.tables.feed import (
    Comment,
    EngagementCounts,
    FeedAttempt,
    FeedCounter,
    Like,
    Media,
    OwnLike,
    Post,
    Tagged,
    TimelineHead,
)
from learn_exchange.tables.store import Item
from tests.events.changes import RowChange, changes_of

ANA = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11"
BEN = "01930a5f-1d2c-7a4b-8c3d-6e1f3c9a0b22"
POST = "01930a61-3f4e-7c6d-8e5f-8a3b5e1c2d44"
COMMENT = "01930a62-4a5f-7d7e-9f60-9b4c6f2d3e55"
UPLOAD = "01930a63-5b60-7e8f-a071-ac5d703e4f66"
AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
LATER = AT + timedelta(minutes=1)


def post(**changes: Any) -> Post:
    """Ana's post."""
    attributes = {
        "id": POST,
        "author_id": ANA,
        "title": "Fractals",
        "content": "A secret about #fractals",
        "post_type": "tutorial",
        "tags": ["fractals"],
        "created_at": AT,
        "updated_at": AT,
        **changes,
    }
    return Post.key(POST).new(**attributes)


def deleted_post(**changes: Any) -> Post:
    """Returns what stays of it for a while."""
    empty = {"title": "", "content": "", "tags": [], "version": 2, "deleted_at": LATER}
    return post(**empty, **changes)


def comment(**changes: Any) -> Comment:
    """Ben's comment on it."""
    attributes = {
        "id": COMMENT,
        "post_id": POST,
        "author_id": BEN,
        "content": "Another secret",
        "created_at": AT,
        **changes,
    }
    return Comment.key(POST, COMMENT).new(**attributes)


def deleted_comment(**changes: Any) -> Comment:
    """Returns what stays of it for a while, if Ana has deleted it."""
    return comment(content="", deleted_at=LATER, deleted_by=ANA, **changes)


def like(comment_id: str | None = None, created_at: datetime = AT) -> Like:
    """Ben likes the post, or a comment."""
    what = {"post_id": POST, "comment_id": comment_id, "person_id": BEN}
    return Like.key(POST, comment_id, BEN).new(**what, created_at=created_at)


def media(**changes: Any) -> Media:
    """Ana's upload."""
    attributes = {
        "id": UPLOAD,
        "owner_id": ANA,
        "content_type": "image/jpeg",
        "size": 1000,
        "file_name": "secret.jpg",
        "folder": "a-secret-folder",
        "created_at": AT,
        **changes,
    }
    return Media.key(UPLOAD).new(**attributes)


BY_ANA = {"actorId": ANA, "authorId": ANA, "postId": POST}
BY_BEN = {"actorId": BEN, "authorId": BEN, "postId": POST, "commentId": COMMENT}
LIKED = {"actorId": BEN, "personId": BEN, "postId": POST}
COMMENT_DELETED = {"actorId": ANA, "authorId": BEN, "postId": POST, "commentId": COMMENT}
COMMENT_GONE = {"actorId": None, "authorId": BEN, "postId": POST, "commentId": COMMENT}
REMAINS_OF_POST = {"actorId": None, "postId": POST, "commentId": None}
REMAINS_OF_COMMENT = {**REMAINS_OF_POST, "commentId": COMMENT}
REQUESTED = {"actorId": ANA, "ownerId": ANA, "mediaId": UPLOAD}
CHANGED = {**REQUESTED, "actorId": None}

CHANGES: list[RowChange] = [
    (None, post(), {"PostPublished": BY_ANA}),
    (post(), post(), {}),
    (post(), post(title="Better", version=2, updated_at=LATER), {"PostEdited": BY_ANA}),
    (post(), deleted_post(), {"PostDeleted": BY_ANA}),
    (
        deleted_post(),
        deleted_post(sweeps=1),
        {"RemainsLeft": {**REMAINS_OF_POST, "sweep": 1}},
    ),
    (
        deleted_post(sweeps=1),
        deleted_post(sweeps=2),
        {"RemainsLeft": {**REMAINS_OF_POST, "sweep": 2}},
    ),
    (deleted_post(sweeps=2), None, {}),
    (post(), None, {}),
    (None, comment(), {"CommentPosted": BY_BEN}),
    (comment(), comment(), {}),
    (comment(), deleted_comment(), {"CommentDeleted": COMMENT_DELETED}),
    (
        deleted_comment(),
        deleted_comment(sweeps=1),
        {"RemainsLeft": {**REMAINS_OF_COMMENT, "sweep": 1}},
    ),
    (deleted_comment(), None, {}),
    (comment(), None, {"CommentGone": COMMENT_GONE}),
    (None, like(), {"PostLiked": LIKED}),
    (None, like(COMMENT), {"CommentLiked": {**LIKED, "commentId": COMMENT}}),
    (like(), like(created_at=LATER), {}),
    (like(), None, {"PostUnliked": LIKED}),
    (like(COMMENT), None, {"CommentUnliked": {**LIKED, "commentId": COMMENT}}),
    (None, media(), {"MediaRequested": REQUESTED}),
    (media(), media(status="ready", folder="another-folder"), {"MediaReady": CHANGED}),
    (
        media(),
        media(status="rejected", reason="It is no picture."),
        {"MediaRejected": CHANGED},
    ),
    (media(status="ready"), media(status="ready", attached_to=POST), {}),
    (
        media(status="ready", attached_to=POST),
        media(status="released", attached_to=POST),
        {"MediaReleased": CHANGED},
    ),
    (media(), media(status="released"), {"MediaReleased": CHANGED}),
    (media(status="released"), media(status="released", reason="Late"), {}),
    (media(status="released"), None, {}),
]

# Kinds of row whose changes mean nothing to others, before and after one.
SILENT: list[tuple[Item, Item]] = [
    (
        EngagementCounts.key(POST).new(author_id=ANA),
        EngagementCounts.key(POST).new(author_id=ANA, likes=1),
    ),
    (OwnLike.key(ANA, POST, None).new(), OwnLike.key(ANA, POST, None).new()),
    (TimelineHead.key(ANA).new(), TimelineHead.key(ANA).new().with_post(POST)),
    (
        Tagged.key("fractals", post()).new(post_id=POST, author_id=ANA),
        Tagged.key("fractals", post()).new(post_id=POST, author_id=BEN),
    ),
    (
        FeedCounter("LIMIT#a", "b", taken=1, expires_at=AT),
        FeedCounter("LIMIT#a", "b", taken=2, expires_at=AT),
    ),
    (
        FeedAttempt("ATTEMPT#a", "b", body_hash="c", resource_id="d", expires_at=AT),
        FeedAttempt("ATTEMPT#a", "b", body_hash="e", resource_id="d", expires_at=AT),
    ),
]
CHANGES += changes_of(SILENT)
