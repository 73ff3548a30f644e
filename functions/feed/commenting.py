"""Comments: writing, listing and deleting them."""

from datetime import datetime
from functools import partial
from typing import Any

from feed.schemas import CommentView, NewComment
from learn_exchange import cursor as cursors
from learn_exchange.account_limits import COMMENTS, COMMENTS_TO_ONE, pair
from learn_exchange.blocks import blocks_of
from learn_exchange.concurrency import run_concurrently
from learn_exchange.http import Page
from learn_exchange.identity import Identity
from learn_exchange.ids import new_id
from learn_exchange.likes import likes_among
from learn_exchange.people import hidden
from learn_exchange.problems import NotAllowed, NotFound
from learn_exchange.tables.attempts import CreateOnce
from learn_exchange.tables.feed import Comment, EngagementCounts, FeedAttempt, FeedCounter, Like
from learn_exchange.tables.store import Key, Transaction, get_many
from learn_exchange.tables.users import Block, Profile, require_login


def write(
    new: NewComment, author_id: str, once: CreateOnce, at: datetime, *, newcomer: bool
) -> CommentView:
    """Write a comment below a post, which counts it. Two round trips.

    Sent again with the same `Idempotency-Key`, the comment of the first time.

    Raises:
        NotFound: there is no such post, or its author is hidden from the commenter.
        TooManyRequests: the commenter has written too often, to this author or all together.
    """
    comment_id, post = new_id(), EngagementCounts.key(new.post_id)
    found = get_many([post, Profile.key(author_id)], consistent=True)
    author, post_author = found.require(Profile.key(author_id)), found.require(post).author_id
    comment = Comment.key(new.post_id, comment_id).new(
        id=comment_id,
        post_id=new.post_id,
        author_id=author_id,
        content=new.content,
        created_at=at,
    )
    with once.transaction(FeedAttempt, comment_id, at) as transaction:
        transaction.put(comment)
        transaction.put(EngagementCounts.key(new.post_id, comment_id).new(author_id=author_id))
        transaction.update(
            post,
            EngagementCounts.comments.add(1),
            condition=EngagementCounts.pk.exists(),
            on_conflict=NotFound(),
        )
        if post_author != author_id:
            for block in Block.between(author_id, post_author):
                transaction.check(
                    block, condition=Block.pk.does_not_exist(), on_conflict=NotFound()
                )
            both = pair(author_id, post_author)
            COMMENTS_TO_ONE.take_within(transaction, FeedCounter, both, at, newcomer=newcomer)
        COMMENTS.take_within(transaction, FeedCounter, author_id, at, newcomer=newcomer)
    if once.replayed_id:
        return _written_before(new.post_id, once.replayed_id, author)
    return CommentView.of(comment, author, likes=0, liked=False)


def _written_before(post_id: str, comment_id: str, author: Profile) -> CommentView:
    keys = Comment.key(post_id, comment_id), EngagementCounts.key(post_id, comment_id)
    like = Like.key(post_id, comment_id, author.id)
    found = get_many([*keys, like], consistent=True)
    comment, counts = found.require(keys[0]), found.require(keys[1])
    return CommentView.of(comment, author, likes=int(counts.likes), liked=like in found)


def listed(post_id: str, viewer_id: str, *, cursor: str | None, limit: int) -> Page[CommentView]:
    """Returns the comments of a post, the oldest first, without those hidden from the viewer.

    Two round trips.

    Raises:
        NotFound: there is no such post, or it is hidden from the viewer.
        MalformedRequest: the cursor belongs to another list.
    """
    scope = f"comments#{post_id}"
    after = cursors.decode_id(scope, cursor)
    post, rows, blocks = run_concurrently(
        EngagementCounts.key(post_id).require,
        lambda: list(Comment.of_post(post_id, after, limit + 1)),
        partial(blocks_of, viewer_id),
    )
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.id)
    comments = [comment for comment in shown if not comment.deleted_at]
    authors = {comment.author_id for comment in comments}
    keys: list[Key[Any]] = [EngagementCounts.key(post_id, comment.id) for comment in comments]
    keys += [*map(Profile.key, authors), *blocks.keys({*authors, post.author_id})]
    likes = {comment.id: Like.key(post_id, comment.id, viewer_id) for comment in comments}
    found, liked = run_concurrently(
        partial(get_many, keys), partial(likes_among, [*likes.values()], viewer_id)
    )
    if blocks.hide(post.author_id, found):
        raise NotFound
    views = []
    for comment in comments:
        author = found[Profile.key(comment.author_id)]
        counts = found[EngagementCounts.key(post_id, comment.id)]
        if author and counts and not blocks.hide(author.id, found):
            is_liked = likes[comment.id] in liked
            views.append(CommentView.of(comment, author, likes=int(counts.likes), liked=is_liked))
    return Page(items=views, next_cursor=next_cursor)


def remove(post_id: str, comment_id: str, remover: Identity, at: datetime) -> None:
    """Delete a comment: one's own, or any below one's own post. Two round trips.

    Its likes are removed in the background, by `feed.sweep`.

    Raises:
        LoginEnded: the remover's login has ended.
        NotFound: there is no such comment, or it is hidden from the caller.
        NotAllowed: neither the comment nor the post is the caller's.
    """
    key, post = Comment.key(post_id, comment_id), EngagementCounts.key(post_id)
    found = get_many([key, post], consistent=True)
    comment, post_author = found.require(key), found.require(post).author_id
    if comment.deleted_at:
        raise NotFound
    if remover.id not in (comment.author_id, post_author):
        authors = (comment.author_id, post_author)
        blocks = get_many(
            [block for author in authors for block in Block.between(remover.id, author)],
            consistent=True,
        )
        unseen = any(hidden(blocks, remover.id, author) for author in authors)
        raise NotFound if unseen else NotAllowed
    with Transaction() as transaction:
        require_login(transaction, remover.id, remover.family_id)
        transaction.update(
            key,
            Comment.deleted_at.set(at),
            Comment.deleted_by.set(remover.id),
            Comment.content.set(""),
            condition=Comment.pk.exists() & Comment.deleted_at.does_not_exist(),
            on_conflict=NotFound(),
        )
        transaction.update(
            post,
            EngagementCounts.comments.add(-1),
            condition=EngagementCounts.pk.exists(),
            on_conflict=NotFound(),
        )
        transaction.delete(EngagementCounts.key(post_id, comment_id))
