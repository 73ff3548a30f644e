"""Follows and blocks: the rules, in writes that keep every count exact."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from learn_exchange.account_limits import FOLLOWS
from learn_exchange.concurrency import run_concurrently
from learn_exchange.identity import Identity
from learn_exchange.people import Relationship, hidden
from learn_exchange.problems import Invalid, NotFound, Problem
from learn_exchange.tables.store import (
    BatchResult,
    ConditionFailed,
    Key,
    Transaction,
    get_many,
    retry_on_conflict,
)
from learn_exchange.tables.users import (
    MAX_FOLLOWS,
    Block,
    BlockedBy,
    Follow,
    Stats,
    UsersCounter,
    require_login,
)


class TooManyFollows(
    Problem,
    status=409,
    type="too-many-follows",
    title=f"You follow {MAX_FOLLOWS} people, which is the maximum",
):
    """A feed is read from those whom its reader follows, so their number is bounded."""


def follow(follower_id: str, followed_id: str, at: datetime, *, newcomer: bool) -> Relationship:
    """Let one follow the other. Doing it again changes nothing. One round trip.

    Raises:
        Invalid: they are the same person.
        NotFound: there is no such person, or one of the two has blocked the other.
        TooManyFollows: the follower follows as many as one can.
        TooManyRequests: they have begun to follow too many today.
    """
    if follower_id == followed_id:
        raise Invalid.at("/userId", "You cannot follow yourself.")
    write = Transaction()
    write.put(Follow.of(follower_id, followed_id, at), condition=Follow.pk.does_not_exist())
    for block in Block.between(follower_id, followed_id):
        write.check(block, condition=Block.pk.does_not_exist(), on_conflict=NotFound())
    write.update(
        Stats.key(followed_id),
        Stats.followers_count.add(1),
        condition=Stats.pk.exists(),
        on_conflict=NotFound(),
    )
    write.update(
        Stats.key(follower_id),
        Stats.following_count.add(1),
        condition=Stats.following_count < MAX_FOLLOWS,
        on_conflict=TooManyFollows(),
    )
    FOLLOWS.take_within(write, UsersCounter, follower_id, at, newcomer=newcomer)

    def commit() -> None:
        with suppress(ConditionFailed):  # The follow stands already.
            write.commit()

    _, followed_back = run_concurrently(commit, Follow.key(followed_id, follower_id).get)
    return Relationship(following=True, followed_by=followed_back is not None)


def unfollow(follower: Identity, followed_id: str) -> Relationship:
    """Let one no longer follow the other. Where there is no follow, nothing changes.

    Raises:
        LoginEnded: the follower's login has ended.
        NotFound: there is no such person, or they are hidden from the follower.
    """
    follower_id = follower.id
    found = _standing(follower_id, followed_id)
    if Stats.key(followed_id) not in found or hidden(found, follower_id, followed_id):
        raise NotFound
    if Follow.key(follower_id, followed_id) in found:
        write = Transaction()
        require_login(write, follower.id, follower.family_id)
        _end_follows(write, [(follower_id, followed_id)])
        with suppress(ConditionFailed):  # It ended since it was read, which was asked for.
            write.commit()
    return Relationship(followed_by=Follow.key(followed_id, follower_id) in found)


@retry_on_conflict
def block(blocker_id: str, blocked_id: str, at: datetime) -> Relationship:
    """Hide two people from each other, and end the follows between them.

    Raises:
        Invalid: they are the same person.
        NotFound: there is no such person, or they have blocked the caller.
        Unavailable: follows between the two keep changing meanwhile.
    """
    if blocker_id == blocked_id:
        raise Invalid.at("/userId", "You cannot block yourself.")
    own, others = Block.between(blocker_id, blocked_id)
    found = _standing(blocker_id, blocked_id)
    if own in found:
        return Relationship(blocked=True)
    if Stats.key(blocked_id) not in found or others in found:
        raise NotFound
    write = Transaction()
    for row in Block.rows_of(blocker_id, blocked_id, at):
        write.put(row)
    both_ways = [(blocker_id, blocked_id), (blocked_id, blocker_id)]
    _end_follows(write, [pair for pair in both_ways if Follow.key(*pair) in found])
    for pair in both_ways:
        if Follow.key(*pair) not in found:
            write.check(Follow.key(*pair), condition=Follow.pk.does_not_exist())
    write.commit()
    return Relationship(blocked=True)


def unblock(blocker: Identity, blocked_id: str) -> Relationship:
    """Take back a block. Where there is none, nothing changes.

    Raises:
        LoginEnded: the blocker's login has ended.
        NotFound: there is no such person, or they have blocked the caller, who has not.
    """
    blocker_id = blocker.id
    found = _standing(blocker_id, blocked_id)
    own, _ = Block.between(blocker_id, blocked_id)
    if own in found:
        with Transaction() as write:
            require_login(write, blocker.id, blocker.family_id)
            write.delete(own)
            write.delete(BlockedBy.key(blocked_id, blocker_id))
        return Relationship()
    if Stats.key(blocked_id) not in found or hidden(found, blocker_id, blocked_id):
        raise NotFound
    return relationship(found, blocker_id, blocked_id)


def relationship(found: BatchResult, viewer_id: str, person_id: str) -> Relationship:
    """Returns the viewer's relationship to a person, from what a read of `standing_keys` found."""
    return Relationship(
        following=Follow.key(viewer_id, person_id) in found,
        followed_by=Follow.key(person_id, viewer_id) in found,
        blocked=Block.key(viewer_id, person_id) in found,
    )


def standing_keys(one: str, other: str) -> tuple[Key[Follow] | Key[Block], ...]:
    """Returns all that can stand between two people."""
    return (Follow.key(one, other), Follow.key(other, one), *Block.between(one, other))


def _standing(caller_id: str, other_id: str) -> BatchResult:
    keys = (Stats.key(other_id), *standing_keys(caller_id, other_id))
    return get_many(keys, consistent=True)


def _end_follows(write: Transaction, pairs: Iterable[tuple[str, str]]) -> None:
    """End follows (follower, followed) that were seen; a transaction writes each item once."""
    followers, following = Counter[str](), Counter[str]()
    for follower, followed in pairs:
        write.delete(Follow.key(follower, followed), condition=Follow.pk.exists())
        following[follower] -= 1
        followers[followed] -= 1
    for person in {*followers, *following}:
        write.update(
            Stats.key(person),
            Stats.followers_count.add(followers[person]),
            Stats.following_count.add(following[person]),
        )
