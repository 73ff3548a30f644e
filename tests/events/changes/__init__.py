"""Changes of rows of tables, and the events that they announce."""

from collections.abc import Iterable
from typing import Any

from learn_exchange.tables.store import Item

# Names and content of events.
Events = dict[str, dict[str, Any]]
# The row before, the row after, and what is announced.
RowChange = tuple[Item | None, Item | None, Events]


def changes_of(silent: Iterable[tuple[Item, Item]]) -> list[RowChange]:
    """Returns all that can happen to kinds of row whose changes mean nothing to others.

    Of each kind it takes a row before and after a change.
    """
    return [
        (before, after, {})
        for one, other in silent
        for before, after in ((None, one), (one, other), (other, None))
    ]
