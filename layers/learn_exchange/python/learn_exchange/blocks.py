"""Blocks around one person: who is hidden from them, by one Query or by keys."""

from collections.abc import Iterable
from dataclasses import dataclass

from learn_exchange.tables.store import BatchResult, Key, is_backfilled, look_for_backfill
from learn_exchange.tables.users import Block, blocks_around

# More rows cost more than the keys of a page, and somebody may be blocked by 10,000.
MAX_ROWS = 200


@dataclass(frozen=True)
class Blocks:
    """The blocks between a person and others.

    `others` are all of the others; None where they are too many, or some lack their reverse rows:
    then blocks are looked up by their keys.
    """

    person_id: str
    others: frozenset[str] | None

    def keys(self, others: Iterable[str]) -> list[Key[Block]]:
        """Returns the keys that are still to be read to tell who of some people is hidden."""
        if self.others is not None:
            return []
        return [
            key
            for other in others
            if other != self.person_id
            for key in Block.between(self.person_id, other)
        ]

    def hide(self, other: str, found: BatchResult) -> bool:
        """Returns whether another is hidden from the person; `found` is from a read of `keys`."""
        if self.others is not None:
            return other in self.others
        return any(key in found for key in Block.between(self.person_id, other))


def blocks_of(person_id: str, *, consistent: bool = False) -> Blocks:
    """Reads the blocks around a person. One round trip.

    It reads at most 200 rows; where there are more, nothing is known but that.
    """
    if not is_backfilled():
        look_for_backfill()
        return Blocks(person_id, None)
    rows = list(blocks_around(person_id, limit=MAX_ROWS, consistent=consistent))
    if len(rows) == MAX_ROWS:
        return Blocks(person_id, None)
    others = (row.blocked_id if isinstance(row, Block) else row.blocker_id for row in rows)
    return Blocks(person_id, frozenset(others))
