"""Lists of people: who follows whom, and whom one has blocked."""

from collections.abc import Callable
from typing import TypeVar

from learn_exchange import cursor as cursors
from learn_exchange.blocks import Blocks, blocks_of
from learn_exchange.concurrency import run_concurrently
from learn_exchange.http import Page
from learn_exchange.people import UserCard, cards, hidden
from learn_exchange.problems import NotFound
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Block, Follow, Profile, Stats

T = TypeVar("T")


def followers(person_id: str, *, seen_by: str, cursor: str | None, limit: int) -> Page[UserCard]:
    """Lists the followers of a person, the newest first. Two round trips.

    Raises:
        NotFound: there is no such person, or they are hidden from the viewer.
        MalformedRequest: the cursor belongs to another list.
    """
    scope = f"followers#{person_id}"
    before = cursors.decode(scope, cursor)
    rows, blocks = _if_visible(
        person_id, seen_by, lambda: list(Follow.of_followed(person_id, before, limit + 1))
    )
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.position)
    people = cards([row.follower_id for row in shown], blocks)
    return Page(items=people, next_cursor=next_cursor)


def following(person_id: str, *, seen_by: str, cursor: str | None, limit: int) -> Page[UserCard]:
    """Lists whom a person follows. Two round trips. Raises as `followers` does."""
    scope = f"following#{person_id}"
    after = cursors.decode(scope, cursor)
    rows, blocks = _if_visible(
        person_id, seen_by, lambda: list(Follow.of_follower(person_id, after, limit + 1))
    )
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.followed_id or "")
    people = cards([row.followed_id or "" for row in shown], blocks)
    return Page(items=people, next_cursor=next_cursor)


def blocked(person_id: str, *, cursor: str | None, limit: int) -> Page[UserCard]:
    """Lists whom a person has blocked. Two round trips. Raises as `followers` does."""
    scope = f"blocked#{person_id}"
    after = cursors.decode(scope, cursor)
    rows = Block.of_blocker(person_id, after, limit + 1)
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.blocked_id)
    found = get_many(Profile.key(row.blocked_id) for row in shown)
    profiles = (found[Profile.key(row.blocked_id)] for row in shown)
    people = [UserCard.of(profile) for profile in profiles if profile is not None]
    return Page(items=people, next_cursor=next_cursor)


def _if_visible(
    person_id: str, viewer_id: str, read: Callable[[], list[T]]
) -> tuple[list[T], Blocks]:
    """Reads a person's rows, and the blocks of the viewer. One round trip."""
    keys = (Stats.key(person_id), *Block.between(viewer_id, person_id))
    found, rows, blocks = run_concurrently(
        lambda: get_many(keys), read, lambda: blocks_of(viewer_id)
    )
    if Stats.key(person_id) not in found or hidden(found, viewer_id, person_id):
        raise NotFound
    return rows, blocks
