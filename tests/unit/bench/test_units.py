"""Request units as DynamoDB counts them."""

import base64
from typing import Any

import pytest

from tests.bench import feed_costs
from tests.bench.stub import Call, Content
from tests.bench.units import Units, demand, item_size, read_units, write_units

ITEM = {"pk": {"S": "PERSON#1"}, "sk": {"S": "PROFILE"}}


def large(size: int, **attributes: Any) -> dict[str, Any]:
    """Returns an item of so many bytes."""
    item = {**ITEM, **attributes, "x": {"S": ""}}
    return item | {"x": {"S": "x" * (size - item_size(item))}}


def taken(operation: str, body: dict[str, Any], *items: dict[str, Any]) -> Units:
    """Returns the units of a call, where a table has these items."""
    content = Content({("table", item["pk"]["S"], item["sk"]["S"]): item for item in items})
    return demand([Call(f"DynamoDB_20120810.{operation}", body)], content).units


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ({"S": ""}, 0),
        ({"S": "né"}, 3),
        ({"N": "0"}, 1),
        ({"N": "7"}, 2),
        ({"N": "1200"}, 2),
        ({"N": "-12.345"}, 4),
        ({"B": bytes(32)}, 32),
        ({"B": base64.b64encode(bytes(32)).decode()}, 32),
        ({"BOOL": True}, 1),
        ({"NULL": True}, 1),
        ({"L": []}, 3),
        ({"L": [{"S": "ab"}, {"BOOL": False}]}, 3 + (1 + 2) + (1 + 1)),
        ({"M": {"name": {"S": "ab"}}}, 3 + (1 + 4 + 2)),
    ],
    ids=str,
)
def test_an_attribute_has_the_bytes_of_its_name_and_value(value: dict[str, Any], size: int) -> None:
    assert item_size({"attribute": value}) == len("attribute") + size


@pytest.mark.parametrize(
    ("size", "units"), [(0, 0.5), (1, 0.5), (4096, 0.5), (4097, 1), (9000, 1.5)]
)
def test_a_read_takes_half_a_unit_for_each_four_kilobytes(size: int, units: float) -> None:
    assert read_units(size) == units
    assert read_units(size, consistent=True) == 2 * units


@pytest.mark.parametrize(("size", "units"), [(100, 1), (1024, 1), (1025, 2)])
def test_a_write_takes_a_unit_for_each_kilobyte_and_as_much_in_each_index(
    size: int, units: int
) -> None:
    assert write_units(large(size)) == units
    indexed = {"followed_id": {"S": "2"}, "followed_at": {"S": "now"}}
    assert write_units(large(size, **indexed)) == 2 * units


def test_an_index_takes_only_what_is_projected() -> None:
    post = feed_costs.POST | {"content": {"S": "x" * 10_000}}
    both_indexes = 2
    assert write_units(post) == 11 + both_indexes


def test_the_items_of_a_batch_are_read_one_by_one_and_those_of_a_query_together() -> None:
    items = [large(3000) | {"sk": {"S": f"FOLLOW#{number}"}} for number in range(4)]
    keys = [{"pk": item["pk"], "sk": item["sk"]} for item in items]
    nowhere = {"pk": {"S": "PERSON#2"}, "sk": {"S": "PROFILE"}}
    batch = {"RequestItems": {"table": {"Keys": [*keys, nowhere]}}}
    assert taken("BatchGetItem", batch, *items) == Units(read=5 * 0.5)
    query = {
        "TableName": "table",
        "KeyConditionExpression": "#0 = :0 AND #1 BETWEEN :1 AND :2",
        "ExpressionAttributeNames": {"#0": "pk", "#1": "sk"},
        "ExpressionAttributeValues": {
            ":0": ITEM["pk"],
            ":1": {"S": "FOLLOW#1"},
            ":2": {"S": "FOLLOW#9"},
        },
    }
    assert taken("Query", query, *items) == Units(read=3 * 0.5)
    assert taken("Query", query | {"Limit": 1}, *items) == Units(read=0.5)


def test_a_transaction_takes_twice_the_units_of_its_writes() -> None:
    put = {"Put": {"TableName": "table", "Item": large(1500)}}
    update = {"Update": {"TableName": "table", "Key": ITEM}}
    writes = {"TransactItems": [put, update]}
    assert taken("TransactWriteItems", writes, large(900)) == Units(write=2 * (2 + 1))


def test_a_batch_of_writes_takes_the_units_of_each() -> None:
    put, delete = {"PutRequest": {"Item": large(1500)}}, {"DeleteRequest": {"Key": ITEM}}
    writes = {"RequestItems": {"table": [put, delete]}}
    assert taken("BatchWriteItem", writes, large(3000)) == Units(write=2 + 3)


def test_the_read_that_primes_a_function_does_not_count() -> None:
    prime = {"TableName": "table", "Key": {"pk": {"S": "prime"}, "sk": {"S": "prime"}}}
    assert taken("GetItem", prime) == Units()
    mark = {"pk": {"S": "BACKFILL"}, "sk": {"S": "REVERSE_ROWS"}}
    assert taken("GetItem", prime | {"Key": mark}) == Units()
    assert taken("GetItem", prime | {"Key": ITEM}) == Units(read=0.5)
