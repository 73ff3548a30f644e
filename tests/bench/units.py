"""What a call asks of DynamoDB: calls and request units, counted from the requests that it makes.

After https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html:
a read takes half a unit for each 4 KB, a consistent one twice that; a write takes one for each KB
and for each index that the item is in; in a transaction, twice that.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from tests.bench.stub import Body, Call, Content

READ_BYTES = 4096
WRITE_BYTES = 1024
# The hash keys of the indexes: an item that has one is written there too.
INDEXED_BY = ("followed_id", "side_and_skill")
WRITES = {"PutItem": "Put", "UpdateItem": "Update", "DeleteItem": "Delete"}


@dataclass(frozen=True)
class Demand:
    """What the calls to DynamoDB of one request are, and take."""

    calls: Counter[str]
    read_units: float
    write_units: int


def demand(calls: Iterable[Call], content: Content) -> Demand:
    """What these calls take, without the read that primes the function."""
    counted: Counter[str] = Counter()
    reads, writes = 0.0, 0
    for call in calls:
        service, _, operation = call.operation.rpartition(".")
        if not service.startswith("DynamoDB") or _primes(call.body):
            continue
        counted[operation] += 1
        if operation == "TransactWriteItems":
            parts = [part for item in call.body["TransactItems"] for part in item.items()]
            writes += sum(2 * _write_units(kind, body, content) for kind, body in parts)
        elif operation in WRITES:
            writes += _write_units(WRITES[operation], call.body, content)
        else:
            reads += _read_units(operation, call.body, content)
    return Demand(counted, reads, writes)


def _primes(body: Body) -> bool:
    return bool(body.get("Key", {}).get("pk") == {"S": "prime"})


def _read_units(operation: str, body: Body, content: Content) -> float:
    if operation == "BatchGetItem":
        return sum(
            _units_of_read(_size(content, table, key), consistent=wanted.get("ConsistentRead"))
            for table, wanted in body["RequestItems"].items()
            for key in wanted["Keys"]
        )
    size = _size(content, body["TableName"], body["Key"]) if operation == "GetItem" else 0
    return _units_of_read(size, consistent=body.get("ConsistentRead"))


def _units_of_read(size: int, *, consistent: bool | None) -> float:
    return max(1, ceil(size / READ_BYTES)) * (1 if consistent else 0.5)


def _write_units(kind: str, body: Body, content: Content) -> int:
    item = body.get("Item") or content.items.get(_place(body["TableName"], body["Key"]), {})
    indexes = sum(name in item for name in INDEXED_BY) if kind != "ConditionCheck" else 0
    return max(1, ceil(_bytes(item) / WRITE_BYTES)) * (1 + indexes)


def _size(content: Content, table: str, key: Body) -> int:
    return _bytes(content.items.get(_place(table, key), {}))


def _place(table: str, key: Body) -> tuple[str, str, str]:
    return table, key["pk"]["S"], key["sk"]["S"]


def _bytes(item: Any) -> int:
    # An upper bound: JSON has the names of types and quotes on top of what DynamoDB counts.
    return len(json.dumps(item, ensure_ascii=False).encode()) if item else 0
