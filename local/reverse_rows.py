"""Reverse rows of likes and blocks: made where they are missing, removed where they stand alone.

Those that version 1.0 wrote have none. Each deployment makes them, once, and then writes the mark
that lets functions read by them; until then functions look likes and blocks up by their own keys.
`make reconcile` looks through all of them again.
"""

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from typing import Any, Final

from learn_exchange.tables.feed import Like, OwnLike
from learn_exchange.tables.store import (
    BATCH_GET_LIMIT,
    ConditionFailed,
    Item,
    Key,
    Transaction,
    get_many,
    put,
)
from learn_exchange.tables.users import Backfill, Block, BlockedBy
from local.stage import name_tables

_THREADS: Final = 8


@dataclass(frozen=True)
class RowCorrection:
    """A reverse row that was missing, or stood there without its like or block."""

    key: Key[Any]
    was_missing: bool

    def __str__(self) -> str:
        fault = "was missing" if self.was_missing else "stood alone"
        return f"{self.key.pk} {self.key.sk}: {fault}"


def backfill() -> list[RowCorrection]:
    """Make the reverse rows of all likes and blocks, unless the mark tells that it was done.

    Functions that write both rows must be deployed already. Cut off, it can be repeated.
    """
    return [] if Backfill.key().get() else complete()


def complete() -> list[RowCorrection]:
    """Make all reverse rows that are missing, and remove those that stand alone. Then mark it.

    It can run at any time: each is written on condition that its like or block is there, or is not.
    """
    with ThreadPoolExecutor(_THREADS) as threads:
        corrections = [
            *_corrected(threads, chain(Like.scan(), Block.scan()), is_reverse=False),
            *_corrected(threads, chain(OwnLike.scan(), BlockedBy.scan()), is_reverse=True),
        ]
    put(Backfill.key().new(completed_at=datetime.now(UTC)))
    return corrections


def _corrected(
    threads: ThreadPoolExecutor, rows: Iterable[Item], *, is_reverse: bool
) -> Iterator[RowCorrection]:
    correct = partial(_correct, is_reverse=is_reverse)
    remaining = iter(rows)
    batches = iter(lambda: list(islice(remaining, BATCH_GET_LIMIT)), [])
    return chain.from_iterable(threads.map(correct, batches))


def _correct(rows: Iterable[Item], *, is_reverse: bool) -> list[RowCorrection]:
    """Give rows their other row, or where these are reverse rows, remove those without one."""
    others = {Key(type(row), row.pk, row.sk): _other(row) for row in rows}
    found = get_many(others.values(), consistent=True)
    corrections = []
    for key, other in others.items():
        if other in found:
            continue
        # The one that it hangs on may come or go meanwhile.
        with suppress(ConditionFailed):
            with Transaction() as write:
                if is_reverse:
                    write.check(other, condition=Item.pk.does_not_exist())
                    write.delete(key)
                else:
                    write.check(key, condition=Item.pk.exists())
                    write.put(other.new())
            corrections.append(RowCorrection(key if is_reverse else other, not is_reverse))
    return corrections


def _other(row: Item) -> Key[Any]:
    """Returns the key of the reverse row of a row, or of the row of a reverse row."""
    match row:
        case Like():
            return row.own
        case OwnLike():
            return row.like
        case Block():
            return BlockedBy.key(row.blocked_id, row.pk.removeprefix("PERSON#"))
        case BlockedBy():
            return Block.key(row.blocker_id, row.blocked_id)
    raise TypeError(row)


def main(stage: str) -> None:
    """Backfill a stage that the environment's AWS settings reach."""
    name_tables(stage)
    if made := backfill():
        print(f"{len(made)} reverse rows of likes and blocks made")


if __name__ == "__main__":
    main(sys.argv[1])
