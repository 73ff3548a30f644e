"""Reads of many items: by keys, across tables, and by queries."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition

from learn_exchange.concurrency import run_all
from learn_exchange.problems import NotFound, Unavailable
from learn_exchange.settings import table_name
from learn_exchange.tables.store.client import connection
from learn_exchange.tables.store.items import I, Item, Key
from learn_exchange.tables.store.retries import ATTEMPTS, back_off

# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
BATCH_GET_LIMIT = 100
# How many items a query with a filter looks at in a call; a call ends after 1 MB in any case.
FILTERED_AT_ONCE = 1000


class BatchResult:
    """The items that a batch read found, by key."""

    def __init__(self, items: dict[tuple[str, str, str], Item]) -> None:
        self._items = items

    def __getitem__(self, key: Key[I]) -> I | None:
        item = self._items.get((key.kind.Meta.table, key.pk, key.sk))
        return item if isinstance(item, key.kind) else None

    def require(self, key: Key[I]) -> I:
        """Returns the item at the key, which must be there.

        Raises:
            NotFound: it is not.
        """
        item = self[key]
        if item is None:
            raise NotFound
        return item

    def __contains__(self, key: Key[Any]) -> bool:
        return self[key] is not None

    def __or__(self, other: "BatchResult") -> "BatchResult":
        return BatchResult(self._items | other._items)


def get_many(keys: Iterable[Key[Any]], *, consistent: bool = False) -> BatchResult:
    """Read items of any kinds and tables: BatchGetItem, 100 keys a call, calls side by side.

    What DynamoDB leaves unprocessed is asked for again.

    Raises:
        Unavailable: DynamoDB still leaves keys unprocessed after several attempts.
    """
    kinds = {(key.kind.Meta.table, key.pk, key.sk): key.kind for key in keys}
    names = {table: table_name(table) for table, _, _ in kinds}
    tables = {name: table for table, name in names.items()}
    wanted = [(names[table], pk, sk) for table, pk, sk in kinds]
    chunks = [wanted[i : i + BATCH_GET_LIMIT] for i in range(0, len(wanted), BATCH_GET_LIMIT)]
    answers = run_all(partial(_batch_get, chunk, consistent=consistent) for chunk in chunks)
    found: dict[tuple[str, str, str], Item] = {}
    for answer in answers:
        for table, rows in answer.items():
            for row in rows:
                place = (tables[table], row["pk"]["S"], row["sk"]["S"])
                found[place] = kinds[place].from_raw_data(row)
    return BatchResult(found)


def _batch_get(
    places: Sequence[tuple[str, str, str]], *, consistent: bool
) -> dict[str, list[dict[str, Any]]]:
    request: dict[str, Any] = {}
    for table, pk, sk in places:
        keys = request.setdefault(table, {"Keys": [], "ConsistentRead": consistent})["Keys"]
        keys.append({"pk": {"S": pk}, "sk": {"S": sk}})
    rows: dict[str, list[dict[str, Any]]] = {}
    for attempt in range(ATTEMPTS):
        answer = connection().dispatch("BatchGetItem", {"RequestItems": request})
        for table, found in answer["Responses"].items():
            rows.setdefault(table, []).extend(found)
        request = answer.get("UnprocessedKeys") or {}
        if not request:
            return rows
        back_off(attempt)
    raise Unavailable(retry_after=1)


def query(
    kind: type[I],
    pk: str,
    *,
    between: tuple[str, str],
    index: str | None = None,
    sort_key: UnicodeAttribute = Item.sk,
    filter_condition: Condition | None = None,
    newest_first: bool = False,
    consistent: bool = False,
    limit: int | None = None,
) -> Iterator[I]:
    """Returns items of one partition whose sort key lies between two values, both included.

    `index` names an index, `pk` and `sort_key` are then its own. `filter_condition` leaves out some
    of what is read. Reads on lazily until `limit` items are found or the partition ends.
    """
    return iter(
        kind.query(
            pk,
            sort_key.between(*between),
            index_name=index,
            filter_condition=filter_condition,
            scan_index_forward=not newest_first,
            consistent_read=consistent,
            limit=limit,
            # What is filtered out is read too: a page of it must not cost a call of its own.
            page_size=limit if filter_condition is None else FILTERED_AT_ONCE,
        )
    )
