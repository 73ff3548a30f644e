"""The event bus for the fast tests, and what stands before and behind it.

Like EventBridge it takes events, ten a call; like the consumers' rules and queues it delivers them,
in this process, to every function whose line in `infra.consumers` asks for them.
"""

import itertools
import json
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any

from infra.consumers import CONSUMERS, Consumer, StreamReader
from learn_exchange import clock
from learn_exchange.events import DomainEvent
from learn_exchange.tables.store import Item
from tests.support.gateway import Json
from tests.support.modules import load

ENTRIES_PER_CALL = 10
LARGEST_ENTRY_BYTES = 256 * 1024
LINES = [line for line in CONSUMERS if isinstance(line, Consumer)]

_numbers = itertools.count(1)


@dataclass
class Bus:
    """Events that were put and are not delivered yet. It refuses the next `refusals` of them."""

    name: str
    refusals: int = 0
    calls: int = 0
    waiting: list[Json] = field(default_factory=list)

    def put_events(self, *, Entries: list[dict[str, str]]) -> Json:  # noqa: N803
        """Does what the service's client does."""
        assert 1 <= len(Entries) <= ENTRIES_PER_CALL
        self.calls += 1
        answers: list[Json] = []
        for entry in Entries:
            assert entry["EventBusName"] == self.name
            assert len(json.dumps(entry)) < LARGEST_ENTRY_BYTES
            if self.refusals:
                self.refusals -= 1
                answers.append({"ErrorCode": "ThrottlingException", "ErrorMessage": "Try again"})
                continue
            event = {
                "version": "0",
                "id": f"{next(_numbers):08}-0000-0000-0000-000000000000",
                "detail-type": entry["DetailType"],
                "source": entry["Source"],
                "account": "123456789012",
                "time": "2026-11-22T18:00:00Z",
                "region": "us-east-1",
                "resources": [],
                "detail": json.loads(entry["Detail"]),
            }
            self.waiting.append(event)
            answers.append({"EventId": event["id"]})
        return {"FailedEntryCount": sum("ErrorCode" in a for a in answers), "Entries": answers}

    @property
    def announced(self) -> list[tuple[str, Json]]:
        """Name and content of the events that wait."""
        return [(event["detail-type"], event["detail"]) for event in self.waiting]

    def deliver(self) -> list[tuple[str, str]]:
        """Deliver what waits to its consumers; returns function and event of what failed."""
        events, self.waiting = self.waiting, []
        deliveries = [(line, event) for event in events for line in LINES if asks_for(line, event)]
        return [
            (line.function, event["detail-type"])
            for line, event in deliveries
            if consume(line.function, [json.dumps(event)])
        ]


def tell(event: DomainEvent) -> None:
    """Deliver an event to all its consumers, which take it."""
    message = {
        "detail-type": type(event).__name__,
        "detail": event.model_dump(mode="json", by_alias=True),
    }
    for line in LINES:
        if asks_for(line, message):
            assert consume(line.function, [json.dumps(message)]) == []


def asks_for(line: Consumer, event: Json) -> bool:
    """Returns whether a consumer's rule matches an event."""
    return event["detail-type"] in line.on and all(
        event["detail"].get(name) in ([value] if isinstance(value, str) else value)
        for name, value in line.where.items()
    )


def consume(function: str, messages: list[str], *, attempt: int = 1) -> list[int]:
    """Have a function handle messages of its queue; returns the numbers of those it keeps.

    `attempt` is how many times they have come.
    """
    event = queue_event(messages, attempt=attempt)
    answer = load(function).handler(event, None)
    return [int(failure["itemIdentifier"]) for failure in answer["batchItemFailures"]]


def queue_event(messages: list[str], *, attempt: int = 1) -> Json:
    """Returns the event for Lambda when it has polled messages; their ids are their numbers."""
    return {
        "Records": [
            {
                "messageId": str(number),
                "receiptHandle": f"handle-{number}",
                "body": body,
                "attributes": {
                    "ApproximateReceiveCount": str(attempt),
                    "SentTimestamp": "1795370400000",
                },
                "messageAttributes": {},
                "md5OfBody": md5(body.encode(), usedforsecurity=False).hexdigest(),
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:queue",
                "awsRegion": "us-east-1",
            }
            for number, body in enumerate(messages)
        ]
    }


def record(
    before: Item | Json | None, after: Item | Json | None, *, expired: bool = False
) -> dict[str, Any]:
    """Returns a stream's record: a row before and after a write. `expired`: TTL removed it."""
    rows = {"OldImage": before, "NewImage": after}
    images = {name: _raw(row) for name, row in rows.items() if row is not None}
    row = images.get("NewImage") or images["OldImage"]
    name = {(False, True): "INSERT", (True, True): "MODIFY", (True, False): "REMOVE"}
    stream_record: Json = {
        "eventID": f"{next(_numbers):032x}",
        "eventName": name["OldImage" in images, "NewImage" in images],
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "us-east-1",
        "dynamodb": {
            "ApproximateCreationDateTime": clock.now().timestamp(),
            "Keys": {key: row[key] for key in ("pk", "sk")},
            "SequenceNumber": str(next(_numbers)),
            "SizeBytes": 1,
            "StreamViewType": "NEW_AND_OLD_IMAGES",
            **images,
        },
        "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/s",
    }
    if expired:
        identity = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}
        stream_record["userIdentity"] = identity
    return stream_record


def announce(table: str, *records: Json) -> None:
    """Have what changed in a table announced."""
    [line] = [line for line in CONSUMERS if isinstance(line, StreamReader) and line.table == table]
    load(line.function).handler({"Records": list(records)}, None)


def _raw(row: Item | Json) -> Json:
    return row.serialize() if isinstance(row, Item) else row
