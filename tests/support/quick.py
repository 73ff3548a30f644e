"""Quicker versions of the slow parts of moto, above all of its DynamoDB."""

import copy
from collections import defaultdict
from functools import cache, lru_cache, wraps
from typing import Any

from moto.core import models, responses
from moto.core.utils import method_names_from_class
from moto.dynamodb.comparisons import ConditionExpressionParser, Func, Op
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.parsing.expressions import UpdateExpressionParser  # type: ignore[attr-defined]

Attribute = dict[str, Any]
KEPT = 100
# moto's own: a little more than what DynamoDB documents.
ITEM_LIMIT = 405_000


def quicken() -> None:
    """Make moto quick, for as long as this process lives. It answers as before."""
    _copy_no_item_that_stays()
    _look_only_into_the_partition()
    _measure_each_item_once()
    _compare_texts_as_they_are()
    _parse_each_expression_once()
    # Nothing here calls by `requests`, for which each test would begin with a thousand patterns.
    models.RESPONSES_METHODS.clear()
    vars(responses)["method_names_from_class"] = cache(method_names_from_class)


def _copy_no_item_that_stays() -> None:
    """For each transaction, which otherwise begins with a copy of all items of its tables.

    So items must not change: an update makes a new one.
    """
    update = DynamoDBBackend.update_item

    @wraps(update)
    def update_a_copy(
        backend: DynamoDBBackend, table_name: str, key: dict[str, Attribute], **how: Any
    ) -> Any:
        table = backend.get_table(table_name)
        of_partition = table.items[DynamoType(key["pk"])]
        place = DynamoType(key["sk"])
        if place in of_partition:
            of_partition[place] = copy.deepcopy(of_partition[place])
        return update(backend, table_name, key, **how)

    def copy_table(table: Table, _memo: dict[int, Any]) -> Table:
        copied = copy.copy(table)
        copied.items = defaultdict(dict, {pk: dict(rows) for pk, rows in table.items.items()})
        return copied

    DynamoDBBackend.update_item = update_a_copy  # type: ignore[assignment,method-assign]
    Table.__deepcopy__ = copy_table  # type: ignore[attr-defined]


def _look_only_into_the_partition() -> None:
    """For each query of a table, which otherwise sorts all of its items first."""
    query = Table.query

    @wraps(query)
    def query_partition(
        table: Table, hash_key: DynamoType | None, *how: Any, **named: Any
    ) -> tuple[list[Item], int, Attribute | None]:
        index_name = how[6]
        if hash_key is not None and index_name is None:
            table = copy.copy(table)
            table.items = {hash_key: table.items.get(hash_key, {})}  # type: ignore[assignment]
        return query(table, hash_key, *how, **named)

    Table.query = query_partition  # type: ignore[assignment,method-assign]


def _measure_each_item_once() -> None:
    """When it is whole; otherwise once again with each of its attributes."""

    def measured_once(
        item: Item, hash_key: DynamoType, range_key: DynamoType | None, attrs: Attribute
    ) -> None:
        item.hash_key, item.range_key = hash_key, range_key
        item.attrs = LimitedSizeDict()
        for name, value in attrs.items():
            dict.__setitem__(item.attrs, name, DynamoType(value))
        if item.size() > ITEM_LIMIT:
            raise ItemSizeTooLarge

    Item.__init__ = measured_once  # type: ignore[assignment,method-assign]


def _compare_texts_as_they_are() -> None:
    """Compares keys as text; moto looks through all other kinds of value first."""
    cast = DynamoType.cast_value.fget  # type: ignore[attr-defined]

    DynamoType.cast_value = property(  # type: ignore[assignment,method-assign]
        lambda value: value.value if value.type == "S" else cast(value)
    )


def _parse_each_expression_once() -> None:
    """Of a call, which otherwise parses its conditions and updates two or three times."""
    UpdateExpressionParser.make = cache(UpdateExpressionParser.make)
    parse = ConditionExpressionParser.parse

    @lru_cache(maxsize=KEPT)
    def parsed(condition: _Condition) -> tuple[Op | Func, list[str], list[str]]:
        parser = ConditionExpressionParser(*condition.parts)
        return parse(parser), parser.expr_attr_names_found, parser.expr_attr_values_found

    @wraps(parse)
    def parse_once(parser: ConditionExpressionParser) -> Op | Func:
        condition = _Condition(
            parser.condition_expression,
            parser.expression_attribute_names,
            parser.expression_attribute_values,
        )
        tree, names, values = parsed(condition)
        parser.expr_attr_names_found += names
        parser.expr_attr_values_found += values
        return tree

    ConditionExpressionParser.parse = parse_once  # type: ignore[assignment,method-assign]


class _Condition:
    """An expression with its names and values, which is the same as another that reads the same."""

    def __init__(self, *parts: Any) -> None:
        self.parts = parts
        self._text = repr(parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Condition) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)
