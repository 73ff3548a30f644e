"""Calls and request units of DynamoDB, counted from the requests of a call.

After https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html:
a read takes half a unit for each 4 KB, a consistent one twice that; a query reads its items as if
they were one; a write takes one for each KB, and again in each index that the item is in; in a
transaction, twice that.
"""

from base64 import b64decode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, Self

from infra.tables import TABLES
from learn_exchange.tables.store import BACKFILL, connection
from tests.bench.stub import Body, Call, Content, Item, queried
from tests.support.counting import Calls

READ_BYTES = 4096
WRITE_BYTES = 1024
INDEXES: Mapping[str, Mapping[str, Any]] = {
    index["index_name"]: index
    for items in TABLES.values()
    for index in items._get_schema()["global_secondary_indexes"]
}
WRITES = {"PutItem": "Put", "UpdateItem": "Update", "DeleteItem": "Delete"}


# On demand, standard table class, us-east-1: https://aws.amazon.com/dynamodb/pricing/on-demand/
DOLLARS_A_READ_UNIT = 0.125e-6
DOLLARS_A_WRITE_UNIT = 0.625e-6


@dataclass(frozen=True)
class Units:
    """Request units."""

    read: float = 0.0
    write: float = 0.0

    def __add__(self, other: Self) -> "Units":
        return Units(self.read + other.read, self.write + other.write)

    def __mul__(self, times: float) -> "Units":
        return Units(self.read * times, self.write * times)

    @property
    def dollars(self) -> float:
        """Returns what they are charged at."""
        return self.read * DOLLARS_A_READ_UNIT + self.write * DOLLARS_A_WRITE_UNIT


@dataclass(frozen=True)
class Demand:
    """The calls to DynamoDB of one request, and their units."""

    calls: Counter[str]
    units: Units

    @property
    def calls_in_words(self) -> str:
        """Such as `1 Query, 2 BatchGetItem`."""
        return ", ".join(f"{count} {operation}" for operation, count in self.calls.items())


def demand(calls: Iterable[Call], content: Content) -> Demand:
    """Returns what these calls take, without the read that primes the function.

    Writes are counted as if they changed every index that the item is in.
    """
    counted: Counter[str] = Counter()
    reads, writes = 0.0, 0
    for call in calls:
        service, _, operation = call.operation.rpartition(".")
        if not service.startswith("DynamoDB") or _primes(call.body):
            continue
        counted[operation] += 1
        if operation == "TransactWriteItems":
            parts = [part for item in call.body["TransactItems"] for part in item.items()]
            writes += sum(2 * _units_of_write(kind, body, content) for kind, body in parts)
        elif operation == "BatchWriteItem":
            writes += _units_of_batch(call.body, content)
        elif operation in WRITES:
            writes += _units_of_write(WRITES[operation], call.body, content)
        else:
            reads += _units_of_read(operation, call.body, content)
    return Demand(counted, Units(reads, writes))


def demand_here(calls: Calls, content: Content) -> Demand:
    """Returns the same of calls that were made in this process."""
    requests = (Call(f"DynamoDB_20120810.{name}", body) for name, body in calls.requests)
    return demand(requests, content)


def content_now() -> Content:
    """Returns what all tables have, in the environment of the functions."""
    items: dict[tuple[str, str, str], Item] = {}
    for kind in TABLES.values():
        name = kind.in_table().table_name
        request: Body = {"TableName": name}
        while request:
            answer = connection().dispatch("Scan", request)
            items |= {(name, row["pk"]["S"], row["sk"]["S"]): row for row in answer["Items"]}
            last = answer.get("LastEvaluatedKey")
            request = {"TableName": name, "ExclusiveStartKey": last} if last else {}
    return Content(items)


def read_units(size: float, *, consistent: bool = False) -> float:
    """Returns the units to read so many bytes; to find nothing takes as much as the least item."""
    return max(1, ceil(size / READ_BYTES)) * (1 if consistent else 0.5)


def write_units(item: Item) -> int:
    """Returns the units to write an item and its entries in indexes, outside of a transaction."""
    entries = [entry for index in INDEXES if (entry := index_entry(item, index))]
    return sum(_whole_units(each) for each in (item, *entries))


def index_entry(item: Item, name: str) -> Item:
    """Returns an item's entry in an index; nothing where the item lacks one of the index's keys."""
    keys = {key["AttributeName"] for key in INDEXES[name]["key_schema"]}
    if not keys <= item.keys():
        return {}
    projection = INDEXES[name]["projection"]
    if projection["ProjectionType"] == "ALL":
        return item
    kept = {"pk", "sk", *keys, *projection.get("NonKeyAttributes", ())}
    return {name: value for name, value in item.items() if name in kept}


def item_size(item: Item) -> int:
    """Returns the bytes of an item.

    After https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
    """
    return sum(len(name.encode()) + _size(value) for name, value in item.items())


def _size(value: Mapping[str, Any]) -> int:
    [(kind, content)] = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            digits = str(content).lstrip("-").replace(".", "").strip("0")
            return ceil(len(digits) / 2) + 1
        case "B":
            return len(content if isinstance(content, bytes) else b64decode(content))
        case "L":
            return 3 + sum(1 + _size(element) for element in content)
        case "M":
            return 3 + len(content) + item_size(content)
        case _:  # A Boolean, or null.
            return 1


def _whole_units(item: Item) -> int:
    return max(1, ceil(item_size(item) / WRITE_BYTES))


def _primes(body: Body) -> bool:
    return body.get("Key", {}).get("pk") in ({"S": "prime"}, {"S": BACKFILL[0]})


def _units_of_read(operation: str, body: Body, content: Content) -> float:
    consistent = bool(body.get("ConsistentRead"))
    if operation == "BatchGetItem":
        return sum(
            read_units(
                item_size(_found(content, table, key)),
                consistent=bool(wanted.get("ConsistentRead")),
            )
            for table, wanted in body["RequestItems"].items()
            for key in wanted["Keys"]
        )
    if operation == "Query":
        index, items = body.get("IndexName"), queried(content, body)
        entries = [index_entry(item, index) for item in items] if index else items
        return read_units(sum(map(item_size, entries)), consistent=consistent)
    size = item_size(_found(content, body["TableName"], body["Key"]))
    return read_units(size, consistent=consistent)


def _units_of_write(kind: str, body: Body, content: Content) -> int:
    item = body.get("Item") or _found(content, body["TableName"], body["Key"])
    return _whole_units(item) if kind == "ConditionCheck" else write_units(item)


def _units_of_batch(body: Body, content: Content) -> int:
    items = [
        write["PutRequest"]["Item"]
        if "PutRequest" in write
        else _found(content, table, write["DeleteRequest"]["Key"])
        for table, writes in body["RequestItems"].items()
        for write in writes
    ]
    return sum(map(write_units, items))


def _found(content: Content, table: str, key: Body) -> Item:
    return content.items.get((table, key["pk"]["S"], key["sk"]["S"]), {})
