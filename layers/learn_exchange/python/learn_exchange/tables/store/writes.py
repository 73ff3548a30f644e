"""Writes of single items, of many, and of several in one transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from pynamodb.exceptions import VerboseClientError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from learn_exchange.concurrency import run_all
from learn_exchange.problems import Unavailable
from learn_exchange.settings import table_name
from learn_exchange.tables.store.client import connection
from learn_exchange.tables.store.items import I, Item, Key
from learn_exchange.tables.store.retries import ATTEMPTS, ConditionFailed, back_off

# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
BATCH_WRITE_LIMIT = 25
# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
PASSING_REASONS = {"TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError"}
OnConflict = Exception | Callable[[Any], Exception]


@dataclass(frozen=True)
class _Write:
    operation: str
    key: Key[Any]
    arguments: dict[str, Any]
    on_conflict: OnConflict | None

    def refusal(self, raw_item: dict[str, Any] | None) -> Exception:
        item = self.key.kind.from_raw_data(raw_item) if raw_item else None
        if self.on_conflict is None:
            return ConditionFailed(item)
        return (
            self.on_conflict if isinstance(self.on_conflict, Exception) else self.on_conflict(item)
        )


class Transaction:
    """Writes that happen together or not at all (TransactWriteItems): one round trip.

    `condition` is that of one write; `on_conflict` the problem to raise where it does not hold, or
    a function that makes the problem of the item that stands there instead.
    """

    def __init__(self) -> None:
        self._writes: list[_Write] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure is None:
            self.commit()

    def put(
        self,
        item: Item,
        *,
        condition: Condition | None = None,
        on_conflict: OnConflict | None = None,
    ) -> None:
        """Write the whole item."""
        arguments = item.get_save_kwargs_from_instance(
            condition=condition, return_values_on_condition_failure="ALL_OLD"
        )
        self._add("Put", Key(type(item), item.pk, item.sk), arguments, on_conflict)

    def update(
        self,
        key: Key[Any],
        *actions: Action,
        condition: Condition | None = None,
        on_conflict: OnConflict | None = None,
    ) -> None:
        """Change attributes of an item, which comes to be if there was none."""
        arguments = _arguments(key, condition, actions)
        self._add("Update", key, arguments, on_conflict)

    def delete(
        self,
        key: Key[Any],
        *,
        condition: Condition | None = None,
        on_conflict: OnConflict | None = None,
    ) -> None:
        """Remove an item; one that is not there is no error unless `condition` asks for it."""
        self._add("Delete", key, _arguments(key, condition), on_conflict)

    def check(
        self, key: Key[Any], *, condition: Condition, on_conflict: OnConflict | None = None
    ) -> None:
        """Only ask that a condition holds for an item while the others are written."""
        self._add("ConditionCheck", key, _arguments(key, condition), on_conflict)

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
            back_off(attempt)
        raise Unavailable(retry_after=1)

    def _add(
        self,
        operation: str,
        key: Key[Any],
        arguments: dict[str, Any],
        on_conflict: OnConflict | None,
    ) -> None:
        self._writes.append(_Write(operation, key, arguments, on_conflict))


def _passes(error: VerboseClientError) -> bool:
    """Returns whether the same transaction may succeed a moment later."""
    reasons = {reason.code for reason in error.cancellation_reasons if reason is not None}
    code = error.response["Error"]["Code"]
    return bool(reasons & PASSING_REASONS) or code == "TransactionInProgressException"


def update(
    key: Key[I],
    *actions: Action,
    condition: Condition | None = None,
    on_conflict: OnConflict | None = None,
) -> I:
    """Change attributes of one item and return it as it is then: one UpdateItem.

    Raises:
        Problem: `condition` does not hold; as `on_conflict` says.
        ConditionFailed: likewise, without `on_conflict`.
    """
    arguments = _arguments(key, condition, actions) | {"ReturnValues": "ALL_NEW"}
    answer = _write_one("UpdateItem", _Write("Update", key, arguments, on_conflict))
    return key.kind.from_raw_data(answer["Attributes"])


def put(
    item: Item, *, condition: Condition | None = None, on_conflict: OnConflict | None = None
) -> None:
    """Write one item: one PutItem. Raises as `update` does."""
    arguments = item.get_save_kwargs_from_instance(
        condition=condition, return_values_on_condition_failure="ALL_OLD"
    )
    _write_one("PutItem", _Write("Put", Key(type(item), item.pk, item.sk), arguments, on_conflict))


def delete(
    key: Key[Any], *, condition: Condition | None = None, on_conflict: OnConflict | None = None
) -> None:
    """Remove one item: one DeleteItem. Raises as `update` does."""
    arguments = _arguments(key, condition)
    _write_one("DeleteItem", _Write("Delete", key, arguments, on_conflict))


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
        back_off(attempt)
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
        back_off(attempt)
    raise Unavailable(retry_after=1)


def _arguments(
    key: Key[Any], condition: Condition | None, actions: Sequence[Action] = ()
) -> dict[str, Any]:
    arguments: dict[str, Any] = key.kind.in_table().get_operation_kwargs(
        key.pk,
        range_key=key.sk,
        actions=actions or None,
        condition=condition,
        return_values_on_condition_failure=None if condition is None else "ALL_OLD",
    )
    return arguments
