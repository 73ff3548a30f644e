"""The calls, units, bytes, events and messages that an act of a person takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Any
from unittest.mock import patch

from pynamodb.connection import Connection

from tests.bench.stub import Body, Call, Content, Item
from tests.bench.units import READ_BYTES, Units, content_now, demand, item_size, read_units

# The system never scans; tests do, to see what has changed.
OF_TESTS = "Scan"


@dataclass(frozen=True)
class Taken:
    """The costs of one act, until all that follows from it has happened."""

    requests: int
    """To the HTTP API."""
    frames: int
    """From clients, with those that open and close connections."""
    pushes: int
    """Frames to clients."""
    invocations: int
    """Of all functions."""
    round_trips: int
    """To DynamoDB, one after the other."""
    database_calls: int
    read_units: float
    write_units: float
    answer_bytes: int
    log_bytes: int
    events: int
    deliveries: int
    """Messages in queues of consumers."""
    passwords: int = 0
    """Passwords that were hashed."""


@dataclass
class Meter:
    """The calls to DynamoDB that were made, each with its answer."""

    calls: list[tuple[str, Body, Any]] = field(default_factory=list)
    before: Content = field(default_factory=content_now)

    @property
    def units(self) -> Units:
        """Returns what the calls take."""
        content = Content({**self.before.items, **content_now().items})
        total = Units()
        for operation, body, answer in self.calls:
            total += _units(operation, body, answer, content)
        return total


@contextmanager
def metered() -> Iterator[Meter]:
    """Note the calls of the block."""
    meter = Meter()
    dispatch = Connection.dispatch

    def noting(connection: Connection, operation: str, arguments: dict[str, Any]) -> Any:
        answer = dispatch(connection, operation, arguments)
        if operation != OF_TESTS:
            meter.calls.append((operation, arguments, answer))
        return answer

    with patch.object(Connection, "dispatch", noting):
        yield meter


def _units(operation: str, body: Body, answer: Any, content: Content) -> Units:
    match operation:
        case "Query":
            size = sum(map(item_size, answer["Items"]))
            return Units(_whole_reads(size, consistent=bool(body.get("ConsistentRead"))))
        case "GetItem":
            item = answer.get("Item", {})
            return Units(read_units(item_size(item), consistent=bool(body.get("ConsistentRead"))))
        case "BatchGetItem":
            return Units(sum(_units_of_batch(body, answer)))
    return demand([Call(f"DynamoDB_20120810.{operation}", body)], content).units


def _units_of_batch(body: Body, answer: Any) -> Iterator[float]:
    for table, wanted in body["RequestItems"].items():
        consistent = bool(wanted.get("ConsistentRead"))
        found: list[Item] = answer["Responses"].get(table, [])
        sizes = [item_size(item) for item in found]
        # What is not there takes as much as the least item.
        for size in [*sizes, *[0] * (len(wanted["Keys"]) - len(sizes))]:
            yield read_units(size, consistent=consistent)


def _whole_reads(size: float, *, consistent: bool) -> float:
    return max(1, ceil(size / READ_BYTES)) * (1 if consistent else 0.5)
