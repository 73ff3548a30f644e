"""Likes of posts and comments, and the counts that stand for them."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from feed.schemas import LikeView
from learn_exchange.account_limits import LIKES
from learn_exchange.identity import Identity
from learn_exchange.people import hidden
from learn_exchange.problems import NotFound
from learn_exchange.tables.feed import EngagementCounts, FeedCounter, Like, OwnLike
from learn_exchange.tables.store import ConditionFailed, Key, Transaction, get_many
from learn_exchange.tables.users import Block, require_login


@dataclass(frozen=True)
class _Target:
    """A post or a comment to like or unlike, as it was read."""

    post: Key[EngagementCounts]
    counts: Key[EngagementCounts]
    like: Key[Like]
    likes: int
    liked: bool
    person_id: str
    authors: frozenset[str]

    @classmethod
    def read(cls, post_id: str, comment_id: str | None, person_id: str) -> "_Target":
        post, counts = EngagementCounts.key(post_id), EngagementCounts.key(post_id, comment_id)
        like = Like.key(post_id, comment_id, person_id)
        found = get_many([post, counts, like], consistent=True)
        authors = {found.require(post).author_id, found.require(counts).author_id}
        return cls(
            post=post,
            counts=counts,
            like=like,
            likes=int(found.require(counts).likes),
            liked=like in found,
            person_id=person_id,
            authors=frozenset(authors - {person_id}),
        )

    def write(self, by: int) -> Transaction:
        """Returns a transaction that changes the count, if the target is there and visible."""
        write = Transaction()
        write.update(
            self.counts,
            EngagementCounts.likes.add(by),
            condition=EngagementCounts.pk.exists(),
            on_conflict=NotFound(),
        )
        if self.post != self.counts:
            write.check(self.post, condition=EngagementCounts.pk.exists(), on_conflict=NotFound())
        for author in self.authors:
            for block in Block.between(self.person_id, author):
                write.check(block, condition=Block.pk.does_not_exist(), on_conflict=NotFound())
        return write

    def standing(self) -> LikeView:
        """Returns the present state, if the target is visible."""
        keys = [key for author in self.authors for key in Block.between(self.person_id, author)]
        found = get_many(keys, consistent=True)
        if any(hidden(found, self.person_id, author) for author in self.authors):
            raise NotFound
        return LikeView(liked=self.liked, like_count=self.likes)


def like(
    post_id: str, comment_id: str | None, person_id: str, at: datetime, *, newcomer: bool
) -> LikeView:
    """Let someone like a post or a comment. Doing it again changes nothing. Two round trips.

    Raises:
        NotFound: there is no such post or comment, or its author is hidden from the person.
        TooManyRequests: they have liked too much.
    """
    target = _Target.read(post_id, comment_id, person_id)
    if target.liked:
        return target.standing()
    write = target.write(+1)
    new = target.like.new(
        post_id=post_id, comment_id=comment_id, person_id=person_id, created_at=at
    )
    write.put(new, condition=Like.pk.does_not_exist())
    write.put(new.own.new())
    LIKES.take_within(write, FeedCounter, person_id, at, newcomer=newcomer)
    with suppress(ConditionFailed):  # A second tap of the same person came first.
        write.commit()
    return LikeView(liked=True, like_count=target.likes + 1)


def unlike(post_id: str, comment_id: str | None, person: Identity) -> LikeView:
    """Let someone no longer like it. Where they did not, nothing changes. Two round trips.

    Raises:
        LoginEnded: the person's login has ended.
        NotFound: there is no such post or comment, or its author is hidden from the person.
    """
    target = _Target.read(post_id, comment_id, person.id)
    if not target.liked:
        return target.standing()
    write = target.write(-1)
    write.delete(target.like, condition=Like.pk.exists())
    write.delete(OwnLike.key(person.id, post_id, comment_id))
    require_login(write, person.id, person.family_id)
    with suppress(ConditionFailed):  # A second tap of the same person came first.
        write.commit()
    return LikeView(liked=False, like_count=target.likes - 1)
