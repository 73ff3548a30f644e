"""Publishing, editing and deleting posts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from feed.schemas import NewPost, PostChanges, WithMedia
from feed.tags import tags_of
from learn_exchange.account_limits import POSTS
from learn_exchange.attachments import attach, release, require_owned_media
from learn_exchange.identity import Identity
from learn_exchange.ids import new_id
from learn_exchange.people import hidden
from learn_exchange.posts import PostView, post_seen_by
from learn_exchange.problems import NotAllowed, NotFound
from learn_exchange.tables.attempts import CreateOnce
from learn_exchange.tables.feed import (
    EngagementCounts,
    FeedAttempt,
    FeedCounter,
    Like,
    Media,
    Post,
    Tagged,
    TimelineHead,
    month_of,
)
from learn_exchange.tables.store import (
    BatchResult,
    Key,
    Transaction,
    get_many,
    retry_on_conflict,
)
from learn_exchange.tables.users import Block, Profile, Stats, require_login


@retry_on_conflict
def publish(
    new: NewPost, author_id: str, once: CreateOnce, at: datetime, *, newcomer: bool
) -> PostView:
    """Publish a post: itself, its tags, its author's head and total, in one transaction.

    Two round trips. Sent again with the same `Idempotency-Key`, the post of the first time.

    Raises:
        Invalid: a file is not there, or is somebody else's.
        MediaNotReady, MediaInUse: a file cannot be shown.
        TooManyRequests: the author has published too much today.
        Unavailable: the author keeps publishing meanwhile.
    """
    post_id = new_id()
    keys: list[Key[Any]] = [Profile.key(author_id), TimelineHead.key(author_id)]
    keys += map(Media.key, new.shown_ids)
    found = get_many(keys, consistent=True)
    author = found.require(Profile.key(author_id))
    media = require_owned_media(found, author_id, new.shown_ids, new.media_pointer)
    post = Post.key(post_id).new(
        id=post_id,
        author_id=author_id,
        title=new.title,
        content=new.content,
        post_type=new.post_type,
        given_tags=new.tags,
        tags=tags_of(new.tags, new.content),
        media=[file.attachment(new.alt_texts.get(file.id)) for file in media],
        created_at=at,
        updated_at=at,
        listed_author=author_id,
        listed_month=month_of(at),
        listed_id=post_id,
    )
    counts = EngagementCounts.key(post_id).new(author_id=author_id)
    with once.transaction(FeedAttempt, post_id, at) as write:
        write.put(post)
        write.put(counts)
        write.replace({}, Tagged.rows_of(post))
        for file in media:
            attach(write, file, post_id)
        _put_head(write, found, author_id, lambda head: head.with_post(post_id))
        write.update(Stats.key(author_id), Stats.posts_count.add(1))
        POSTS.take_within(write, FeedCounter, author_id, at, newcomer=newcomer)
    if once.replayed_id:
        return post_seen_by(author_id, once.replayed_id)
    return PostView.of(post, author, counts, liked=False)


@retry_on_conflict
def edit(post_id: str, changes: PostChanges, editor: Identity, at: datetime) -> PostView:
    """Change the fields given of one's own post. Two round trips.

    Files that it no longer shows are removed. `createdAt` stays, `updatedAt` moves.

    Raises:
        LoginEnded: the editor's login has ended.
        NotFound: there is no such post, or it is hidden from the caller.
        NotAllowed: it is somebody else's.
        Invalid, MediaNotReady, MediaInUse: as for `publish`.
        Unavailable: the post keeps being changed meanwhile.
    """
    fields = changes.model_dump(exclude_unset=True, exclude={"media", "media_ids"})
    given_tags = fields.pop("tags", None)
    like = Like.key(post_id, None, editor.id)
    keys: list[Key[Any]] = [
        Post.key(post_id),
        EngagementCounts.key(post_id),
        like,
        Profile.key(editor.id),
    ]
    keys += map(Media.key, changes.shown_ids)
    found = get_many(keys, consistent=True)
    post = _own_post(found, post_id, editor.id)
    version, tagged = post.version, Tagged.rows_of(post)
    write = Transaction()
    require_login(write, editor.id, editor.family_id)
    if changes.model_fields_set & {"media", "media_ids"}:
        _change_media(write, post, found, changes)
    if given_tags is not None:
        post.given_tags = given_tags
    for name, value in fields.items():
        setattr(post, name, value)
    post.tags = tags_of(post.given_tags, post.content)
    post.updated_at, post.version = at, version + 1
    write.replace(tagged, Tagged.rows_of(post))
    write.put(post, condition=(Post.version == version) & Post.deleted_at.does_not_exist())
    write.commit()
    counts = found.require(EngagementCounts.key(post_id))
    return PostView.of(post, found.require(Profile.key(editor.id)), counts, liked=like in found)


def _change_media(write: Transaction, post: Post, found: BatchResult, changes: WithMedia) -> None:
    """Have a post show the files given and no others, as part of a transaction."""
    files = require_owned_media(found, post.author_id, changes.shown_ids, changes.media_pointer)
    before = {attachment.id: attachment.alt_text for attachment in post.media}
    for file in files:
        if file.id not in before:
            attach(write, file, post.id)
    for media_id in before.keys() - set(changes.shown_ids):
        release(write, media_id)
    # Clients that send ids alone know of no descriptions, and must not take them away.
    described = changes.alt_texts if changes.media else before
    post.media = [file.attachment(described.get(file.id)) for file in files]


@retry_on_conflict
def remove(post_id: str, remover: Identity, at: datetime) -> None:
    """Delete one's own post: at once it is gone for everybody. Two round trips.

    What hangs on it is removed in the background, by `feed.sweep`; without its counts nothing can
    be added to it meanwhile.

    Raises:
        LoginEnded: the remover's login has ended.
        NotFound: there is no such post, or it is hidden from the caller.
        NotAllowed: it is somebody else's.
        Unavailable: the author keeps publishing meanwhile.
    """
    found = get_many([Post.key(post_id), TimelineHead.key(remover.id)], consistent=True)
    post = _own_post(found, post_id, remover.id)
    write = Transaction()
    require_login(write, remover.id, remover.family_id)
    write.replace(Tagged.rows_of(post), {})
    for attachment in post.media:
        release(write, attachment.id)
    _put_head(write, found, remover.id, lambda head: head.without_post(post_id))
    write.update(Stats.key(remover.id), Stats.posts_count.add(-1))
    write.delete(EngagementCounts.key(post_id))
    tombstone = Post.key(post_id).new(
        id=post_id,
        author_id=remover.id,
        title="",
        content="",
        post_type=post.post_type,
        created_at=post.created_at,
        updated_at=at,
        version=post.version + 1,
        deleted_at=at,
    )
    write.put(
        tombstone, condition=(Post.version == post.version) & Post.deleted_at.does_not_exist()
    )
    write.commit()


def _own_post(found: BatchResult, post_id: str, caller_id: str) -> Post:
    post = found.require(Post.key(post_id))
    if post.deleted_at:
        raise NotFound
    if post.author_id != caller_id:
        blocks = get_many(Block.between(caller_id, post.author_id), consistent=True)
        raise NotFound if hidden(blocks, caller_id, post.author_id) else NotAllowed
    return post


def _put_head(
    write: Transaction,
    found: BatchResult,
    author_id: str,
    change: Callable[[TimelineHead], TimelineHead],
) -> None:
    key = TimelineHead.key(author_id)
    standing = found[key]
    unchanged = (
        TimelineHead.version == standing.version if standing else TimelineHead.pk.does_not_exist()
    )
    write.put(change(standing or key.new()), condition=unchanged)
