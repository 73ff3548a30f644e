"""Reads and writes items: one connection, reads across tables, transactions.

pynamodb opens a botocore client per model, which costs 55 to 140 ms each at a cold start; here all
models share one connection.
"""

import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial, wraps
from typing import Any, Generic, ParamSpec, Self, TypeVar

from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import VerboseClientError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from learn_exchange.concurrency import run_all
from learn_exchange.problems import NotFound, Unavailable
from learn_exchange.settings import has_table, some_table, table_name
from learn_exchange.tables.deserializing import instantiate

# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
BATCH_GET_LIMIT = 100
# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
BATCH_WRITE_LIMIT = 25
# How many items a query with a filter looks at in a call; a call ends after 1 MB in any case.
FILTERED_AT_ONCE = 1000
# The row in `users` that says that all likes and blocks have their reverse rows.
BACKFILL = ("BACKFILL", "REVERSE_ROWS")
# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
PASSING_REASONS = {"TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError"}
ATTEMPTS = 8


@cache
def connection() -> Connection:
    """Returns the connection that all models share.

    A call takes a second at most before it is retried.
    """
    return Connection(
        connect_timeout_seconds=1,
        read_timeout_seconds=3,
        retry_configuration={"total_max_attempts": 3, "mode": "standard"},
        max_pool_connections=16,
    )


def prime_connection() -> None:
    """Open the connection by a read: of the backfill's mark, or else of what is not there."""
    if has_table("users"):
        look_for_backfill()
    elif table := some_table():
        nowhere = {"S": "prime"}
        key = {"pk": nowhere, "sk": nowhere}
        connection().dispatch("GetItem", {"TableName": table, "Key": key})


_is_backfilled = threading.Event()


def is_backfilled() -> bool:
    """Returns whether all likes and blocks are known to have reverse rows. Calls nothing.

    While it is false they are looked up by their own keys, as in version 1.0: those that it wrote
    have none until `local.reverse_rows` has made them (docs/adr/0036).
    """
    return _is_backfilled.is_set()


def look_for_backfill() -> None:
    """Read the backfill's mark unless it was seen before: one GetItem."""
    if not is_backfilled():
        pk, sk = BACKFILL
        key = {"pk": {"S": pk}, "sk": {"S": sk}}
        answer = connection().dispatch("GetItem", {"TableName": table_name("users"), "Key": key})
        if answer.get("Item"):
            _is_backfilled.set()


class Item(Model):
    """A row of one of our tables. `Meta.table` names the table; the environment, its real name."""

    class Meta:
        table: str
        table_name: str = "set when first used"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)

    @classmethod
    def in_table(cls) -> TableConnection:
        """Returns the kind's table, by the connection that all tables share."""
        cls.Meta.table_name = table_name(cls.Meta.table)
        table = super()._get_connection()
        if table.connection is not connection():
            definition = table.get_meta_table()
            table.connection = connection()
            with suppress(ValueError):  # Another kind of item has added the table.
                connection().add_meta_table(definition)
        return table

    _get_connection = in_table

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """Makes an item of what DynamoDB has sent, as pynamodb does, in one pass."""
        return instantiate(cls, data)


I = TypeVar("I", bound=Item)  # noqa: E741
T = TypeVar("T")
P = ParamSpec("P")
I_co = TypeVar("I_co", bound=Item, covariant=True)


@dataclass(frozen=True)
class Key(Generic[I_co]):
    """The key of one item of a kind, whether or not there is one."""

    kind: type[I_co]
    pk: str
    sk: str

    def new(self, **attributes: Any) -> I_co:
        """Returns a fresh item at this key, not yet written."""
        return self.kind(self.pk, self.sk, **attributes)

    def get(self, *, consistent: bool = True) -> I_co | None:
        """Read the item: one GetItem. None where there is none."""
        answer = self.kind.in_table().get_item(
            self.pk, range_key=self.sk, consistent_read=consistent
        )
        return self.kind.from_raw_data(answer["Item"]) if answer.get("Item") else None

    def require(self) -> I_co:
        """Read an item that must be there.

        Raises:
            NotFound: it is not, or is no longer.
        """
        item = self.get()
        if item is None:
            raise NotFound
        return item


def by_key(rows: Iterable[I]) -> dict[Key[I], I]:
    """Returns items by where they are, or would be."""
    return {Key(type(row), row.pk, row.sk): row for row in rows}


class Found:
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

    def __or__(self, other: "Found") -> "Found":
        return Found(self._items | other._items)


def get_many(keys: Iterable[Key[Any]], *, consistent: bool = False) -> Found:
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
    return Found(found)


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
        _back_off(attempt)
    raise Unavailable(retry_after=1)


Otherwise = Exception | Callable[[Any], Exception]


class ConditionFailed(Exception):
    """A conditional write found something else, and names no problem for it.

    `item` is what stands there instead, if anything.
    """

    def __init__(self, item: Item | None) -> None:
        super().__init__("a condition of the write does not hold")
        self.item = item


@dataclass(frozen=True)
class _Write:
    operation: str
    key: Key[Any]
    arguments: dict[str, Any]
    otherwise: Otherwise | None

    def refusal(self, raw_item: dict[str, Any] | None) -> Exception:
        item = self.key.kind.from_raw_data(raw_item) if raw_item else None
        if self.otherwise is None:
            return ConditionFailed(item)
        return self.otherwise if isinstance(self.otherwise, Exception) else self.otherwise(item)


class Transaction:
    """Writes that happen together or not at all (TransactWriteItems): one round trip.

    `when` is the condition of one write; `otherwise` the problem to raise where it does not hold,
    or a function that makes the problem of the item that stands there instead.
    """

    def __init__(self) -> None:
        self._writes: list[_Write] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure is None:
            self.commit()

    def put(
        self, item: Item, *, when: Condition | None = None, otherwise: Otherwise | None = None
    ) -> None:
        """Write the whole item."""
        arguments = item.get_save_kwargs_from_instance(
            condition=when, return_values_on_condition_failure="ALL_OLD"
        )
        self._add("Put", Key(type(item), item.pk, item.sk), arguments, otherwise)

    def update(
        self,
        key: Key[Any],
        *actions: Action,
        when: Condition | None = None,
        otherwise: Otherwise | None = None,
    ) -> None:
        """Change attributes of an item, which comes to be if there was none."""
        arguments = _arguments(key, when, actions)
        self._add("Update", key, arguments, otherwise)

    def delete(
        self,
        key: Key[Any],
        *,
        when: Condition | None = None,
        otherwise: Otherwise | None = None,
    ) -> None:
        """Remove an item; one that is not there is no error unless `when` asks for it."""
        self._add("Delete", key, _arguments(key, when), otherwise)

    def check(self, key: Key[Any], *, when: Condition, otherwise: Otherwise | None = None) -> None:
        """Only ask that a condition holds for an item while the others are written."""
        self._add("ConditionCheck", key, _arguments(key, when), otherwise)

    def replace(self, before: Mapping[Key[I], I], after: Mapping[Key[I], I]) -> None:
        """Delete the items that are no more, and write those that are new or other than before."""
        for key in before.keys() - after.keys():
            self.delete(key)
        for key, item in after.items():
            if key not in before or before[key].attribute_values != item.attribute_values:
                self.put(item)

    def commit(self) -> None:
        """Write everything. Conflicts with other transactions, and throttling, are retried.

        Raises:
            Problem: the first write whose condition does not hold said so.
            ConditionFailed: likewise, where that write names no problem.
            Unavailable: others keep writing the same items, or DynamoDB keeps throttling.
        """
        items = [{write.operation: write.arguments} for write in self._writes]
        for attempt in range(ATTEMPTS):
            try:
                connection().dispatch("TransactWriteItems", {"TransactItems": items})
            except VerboseClientError as error:
                for write, reason in zip(self._writes, error.cancellation_reasons, strict=False):
                    if reason is not None and reason.code == "ConditionalCheckFailed":
                        raise write.refusal(reason.raw_item) from error
                if not _passes(error):
                    raise
            else:
                return
            _back_off(attempt)
        raise Unavailable(retry_after=1)

    def _add(
        self, operation: str, key: Key[Any], arguments: dict[str, Any], otherwise: Otherwise | None
    ) -> None:
        self._writes.append(_Write(operation, key, arguments, otherwise))


def _passes(error: VerboseClientError) -> bool:
    """Returns whether the same transaction may succeed a moment later."""
    reasons = {reason.code for reason in error.cancellation_reasons if reason is not None}
    code = error.response["Error"]["Code"]
    return bool(reasons & PASSING_REASONS) or code == "TransactionInProgressException"


def update(
    key: Key[I],
    *actions: Action,
    when: Condition | None = None,
    otherwise: Otherwise | None = None,
) -> I:
    """Change attributes of one item and return it as it is then: one UpdateItem.

    Raises:
        Problem: `when` does not hold; as `otherwise` says.
        ConditionFailed: likewise, without `otherwise`.
    """
    arguments = _arguments(key, when, actions) | {"ReturnValues": "ALL_NEW"}
    answer = _write_one("UpdateItem", _Write("Update", key, arguments, otherwise))
    return key.kind.from_raw_data(answer["Attributes"])


def put(item: Item, *, when: Condition | None = None, otherwise: Otherwise | None = None) -> None:
    """Write one item: one PutItem. Raises as `update` does."""
    arguments = item.get_save_kwargs_from_instance(
        condition=when, return_values_on_condition_failure="ALL_OLD"
    )
    _write_one("PutItem", _Write("Put", Key(type(item), item.pk, item.sk), arguments, otherwise))


def delete(
    key: Key[Any], *, when: Condition | None = None, otherwise: Otherwise | None = None
) -> None:
    """Remove one item: one DeleteItem. Raises as `update` does."""
    arguments = _arguments(key, when)
    _write_one("DeleteItem", _Write("Delete", key, arguments, otherwise))


def delete_many(keys: Iterable[Key[Any]]) -> None:
    """Remove items that may be gone already: BatchWriteItem, 25 keys a call, calls side by side.

    Raises:
        Unavailable: DynamoDB still leaves keys unprocessed after several attempts.
    """
    wanted = list(keys)
    chunks = [wanted[i : i + BATCH_WRITE_LIMIT] for i in range(0, len(wanted), BATCH_WRITE_LIMIT)]
    run_all(partial(_batch_delete, chunk) for chunk in chunks)


def _batch_delete(keys: Sequence[Key[Any]]) -> None:
    request: dict[str, Any] = {}
    for key in keys:
        deletion = {"DeleteRequest": {"Key": {"pk": {"S": key.pk}, "sk": {"S": key.sk}}}}
        request.setdefault(table_name(key.kind.Meta.table), []).append(deletion)
    for attempt in range(ATTEMPTS):
        answer = connection().dispatch("BatchWriteItem", {"RequestItems": request})
        request = answer.get("UnprocessedItems") or {}
        if not request:
            return
        _back_off(attempt)
    raise Unavailable(retry_after=1)


def _write_one(operation: str, write: _Write) -> dict[str, Any]:
    for attempt in range(ATTEMPTS):
        try:
            answer: dict[str, Any] = connection().dispatch(operation, dict(write.arguments))
        except VerboseClientError as error:
            code = error.response["Error"]["Code"]
            if code == "ConditionalCheckFailedException":
                cause = error.__cause__
                raise write.refusal(getattr(cause, "response", {}).get("Item")) from error
            if code != "TransactionConflictException":
                raise
        else:
            return answer
        _back_off(attempt)
    raise Unavailable(retry_after=1)


def _arguments(
    key: Key[Any], when: Condition | None, actions: Sequence[Action] = ()
) -> dict[str, Any]:
    arguments: dict[str, Any] = key.kind.in_table().get_operation_kwargs(
        key.pk,
        range_key=key.sk,
        actions=actions or None,
        condition=when,
        return_values_on_condition_failure=None if when is None else "ALL_OLD",
    )
    return arguments


def retry_on_conflict(attempt: Callable[P, T]) -> Callable[P, T]:
    """Makes a function that reads, and writes on condition, start again where others came between.

    An attempt that raises ConditionFailed is made again after a pause, with what is read then.

    Raises:
        Unavailable: others keep coming first.
    """

    @wraps(attempt)
    def retrying(*args: P.args, **kwargs: P.kwargs) -> T:
        for number in range(ATTEMPTS):
            try:
                return attempt(*args, **kwargs)
            except ConditionFailed:
                _back_off(number)
        raise Unavailable(retry_after=1)

    return retrying


def _back_off(attempt: int) -> None:
    # Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311


def query(
    kind: type[I],
    pk: str,
    *,
    between: tuple[str, str],
    index: str | None = None,
    sort_key: UnicodeAttribute = Item.sk,
    only: Condition | None = None,
    newest_first: bool = False,
    consistent: bool = False,
    limit: int | None = None,
) -> Iterator[I]:
    """Returns items of one partition whose sort key lies between two values, both included.

    `index` names an index, `pk` and `sort_key` are then its own. `only` filters what is read. Reads
    on lazily until `limit` items are found or the partition ends.
    """
    return iter(
        kind.query(
            pk,
            sort_key.between(*between),
            index_name=index,
            filter_condition=only,
            scan_index_forward=not newest_first,
            consistent_read=consistent,
            limit=limit,
            # What is filtered out is read too: a page of it must not cost a call of its own.
            page_size=limit if only is None else FILTERED_AT_ONCE,
        )
    )
