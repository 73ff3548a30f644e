"""Domain events that changes in the `feed` table stand for."""

from collections.abc import Iterable, Iterator

from learn_exchange.events import (
    CommentDeleted,
    CommentGone,
    CommentLiked,
    CommentPosted,
    CommentUnliked,
    DomainEvent,
    MediaReady,
    MediaRejected,
    MediaReleased,
    MediaRequested,
    PostDeleted,
    PostEdited,
    PostLiked,
    PostPublished,
    PostUnliked,
    RemainsLeft,
)
from learn_exchange.stream_publisher import Announcement, Change, announcer, nothing
from learn_exchange.tables.feed import (
    Comment,
    EngagementCounts,
    FeedAttempt,
    FeedCounter,
    FeedItem,
    Like,
    Media,
    OwnLike,
    Post,
    Tagged,
    TimelineHead,
)


def post(change: Change[Post]) -> Iterator[DomainEvent]:
    """Tells that a post was published, edited or deleted, or is not yet removed whole."""
    if new := change.inserted:
        yield change.event(PostPublished, **_by_author(new))
    if change.modified:
        before, after = change.modified
        if after.deleted_at and not before.deleted_at:
            yield change.event(PostDeleted, **_by_author(after))
        elif after.sweeps != before.sweeps:
            yield change.event(RemainsLeft, post_id=after.id, sweep=int(after.sweeps))
        elif after.version != before.version:
            yield change.event(PostEdited, **_by_author(after))


def _by_author(row: Post) -> dict[str, str]:
    return {"actor_id": row.author_id, "author_id": row.author_id, "post_id": row.id}


def like(change: Change[Like]) -> Iterator[DomainEvent]:
    """Tells that someone likes something, or no longer does."""
    if row := change.inserted or change.removed:
        who = {"actor_id": row.person_id, "person_id": row.person_id, "post_id": row.post_id}
        if row.comment_id:
            kind = CommentLiked if change.inserted else CommentUnliked
            yield change.event(kind, **who, comment_id=row.comment_id)
        else:
            yield change.event(PostLiked if change.inserted else PostUnliked, **who)


def comment(change: Change[Comment]) -> Iterator[DomainEvent]:
    """Tells that a comment was written or deleted, went with its post, or has likes left."""
    if new := change.inserted:
        yield change.event(
            CommentPosted,
            actor_id=new.author_id,
            author_id=new.author_id,
            post_id=new.post_id,
            comment_id=new.id,
        )
    if (gone := change.removed) and not gone.deleted_at:
        which = {"post_id": gone.post_id, "comment_id": gone.id}
        yield change.event(CommentGone, **which, author_id=gone.author_id)
    if change.modified:
        before, after = change.modified
        which = {"post_id": after.post_id, "comment_id": after.id}
        if after.deleted_at and not before.deleted_at:
            who = {"actor_id": after.deleted_by, "author_id": after.author_id}
            yield change.event(CommentDeleted, **who, **which)
        elif after.sweeps != before.sweeps:
            yield change.event(RemainsLeft, **which, sweep=int(after.sweeps))


MEDIA_EVENTS: dict[str, type[MediaReady | MediaRejected | MediaReleased]] = {
    "ready": MediaReady,
    "rejected": MediaRejected,
    "released": MediaReleased,
}


def media(change: Change[Media]) -> Iterable[DomainEvent]:
    """Tells that a file is to be uploaded, was looked at, or is no longer shown."""
    if new := change.inserted:
        who = {"actor_id": new.owner_id, "owner_id": new.owner_id}
        yield change.event(MediaRequested, **who, media_id=new.id)
    if change.modified:
        before, after = change.modified
        if after.status != before.status:
            event = MEDIA_EVENTS[after.status]
            yield change.event(event, media_id=after.id, owner_id=after.owner_id)


ANNOUNCEMENTS: dict[type[FeedItem], Announcement] = {
    Post: post,
    Like: like,
    OwnLike: nothing,
    Comment: comment,
    Media: media,
    EngagementCounts: nothing,
    TimelineHead: nothing,
    Tagged: nothing,
    FeedCounter: nothing,
    FeedAttempt: nothing,
}

handler = announcer(FeedItem, ANNOUNCEMENTS)
