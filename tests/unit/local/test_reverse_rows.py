"""Likes and blocks of older versions get their reverse rows, once, and functions then use them."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from learn_exchange import clock
from learn_exchange.ids import new_id
from learn_exchange.tables.feed import Like, OwnLike
from learn_exchange.tables.store import Item, Key, get_many, put
from learn_exchange.tables.users import Backfill, Block, BlockedBy
from local import reverse_rows
from local.reverse_rows import RowCorrection, backfill, complete
from tests.support.people import Person
from tests.support.posts import comment, like, publish, unlike
from tests.support.rows import all_rows, rows_of


@pytest.fixture
def targets(ana: Person, ben: Person) -> list[Any]:
    """A post of Ben's and a comment of it, which Ana likes."""
    post = publish(ben)
    targets = [post, comment(ben, post)]
    for target in targets:
        assert like(ana, target).status == 200
    return targets


@pytest.fixture
def old_state(
    ana: Person, targets: list[Any], new_person: Callable[..., Person], backfilled: threading.Event
) -> list[Any]:
    """The state that version 1.0 leaves, and all rows as this version would have written them."""
    ana.block(new_person())
    whole = all_rows("feed", "users")
    for row in (*rows_of(OwnLike), *rows_of(BlockedBy)):
        row.delete()
    backfilled.clear()
    return whole


def rows_but_the_mark() -> list[Any]:
    """Returns all rows of likes and blocks and around them, without the mark."""
    return [row for row in all_rows("feed", "users") if row["pk"]["S"] != "BACKFILL"]


def test_all_likes_and_blocks_get_their_reverse_rows(old_state: list[Any]) -> None:
    made = backfill()
    assert rows_but_the_mark() == old_state
    reverse = {Key(type(row), row.pk, row.sk) for row in (*rows_of(OwnLike), *rows_of(BlockedBy))}
    assert {one.key for one in made} == reverse
    assert len(made) == 3
    assert all(str(one).endswith("was missing") for one in made)
    assert Backfill.key().require()


@pytest.mark.usefixtures("old_state")
def test_it_is_done_once() -> None:
    assert backfill()
    for row in rows_of(OwnLike):
        row.delete()
    assert backfill() == []
    assert rows_of(OwnLike) == []
    assert len(complete()) == 2
    assert complete() == []


@pytest.mark.usefixtures("old_state")
def test_a_backfill_that_was_cut_off_is_finished_by_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def cut_off(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reverse_rows, "put", cut_off)
        with pytest.raises(KeyboardInterrupt):
            backfill()
    assert Backfill.key().get() is None
    rows_of(BlockedBy)[0].delete()
    assert len(backfill()) == 1
    assert Backfill.key().get()


def test_reverse_rows_that_stand_alone_are_removed(ana: Person, targets: list[Any]) -> None:
    alone: list[Item] = [
        OwnLike.key(ana.id, new_id(), None).new(),
        OwnLike.key(ana.id, targets[0]["id"], new_id()).new(),
        BlockedBy.key(ana.id, new_id()).new(),
    ]
    for row in alone:
        put(row)
    expected = {RowCorrection(Key(type(row), row.pk, row.sk), was_missing=False) for row in alone}
    corrections = complete()
    assert set(corrections) == expected
    assert all(str(one).endswith("stood alone") for one in corrections)
    assert len(rows_of(OwnLike)) == 2


def test_what_changes_meanwhile_is_left_as_it_is(
    ana: Person, targets: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    post, written = targets
    OwnLike.key(ana.id, post["id"], None).require().delete()
    Like.key(post["id"], written["id"], ana.id).require().delete()

    def read_too_early(keys: Iterable[Key[Any]], **how: Any) -> Any:
        found = get_many(list(keys), **how)
        assert unlike(ana, post).status == 200
        return found

    monkeypatch.setattr(reverse_rows, "get_many", read_too_early)
    corrections = complete()
    assert {one.key.kind for one in corrections} == {OwnLike}
    assert [*rows_of(Like), *rows_of(OwnLike)] == []


def test_a_block_of_an_older_version_hides_both_ways_afterwards(
    ana: Person, ben: Person, backfilled: threading.Event
) -> None:
    post = publish(ben)
    put(Block.key(ben.id, ana.id).new(blocked_id=ana.id, created_at=clock.now()))
    backfill()
    assert backfilled.is_set()
    assert post["id"] not in {item["id"] for item in ana.get("/feed/latest").json["items"]}
