"""Consumers of domain events: what an SQS queue delivers, once or more and in any order."""

import json
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from learn_exchange.events import DomainEvent
from learn_exchange.observability import log_batch, log_defect

E = TypeVar("E", bound=DomainEvent)
R = TypeVar("R")


def consumer(
    consume: Callable[[E], R], on_batch_end: Callable[[list[R]], None] | None = None
) -> Callable[[dict[str, Any], object], dict[str, Any]]:
    """Returns the entry point of a function that consumes events from its queue.

    A message whose event makes `consume` raise stays in the queue, alone, and comes again; after
    five attempts it goes to the dead-letter queue. `on_batch_end` is called once for each batch,
    with what `consume` has returned; where it raises, the whole batch comes again. The entry point
    wraps `consume`, so that what it takes can be read from its types.
    """
    return wraps(consume)(_record_handler(lambda record: consume(_event(record)), on_batch_end))


def consumer_with_attempts(
    consume: Callable[[E, int], None],
) -> Callable[[dict[str, Any], object], dict[str, Any]]:
    """Returns a consumer that is also told how often the event has come, this time included."""

    def consume_record(record: dict[str, Any]) -> None:
        consume(_event(record), int(record["attributes"]["ApproximateReceiveCount"]))

    return wraps(consume)(_record_handler(consume_record))


def _event(record: dict[str, Any]) -> Any:
    body = json.loads(record["body"])
    return DomainEvent.catalogue[body["detail-type"]].model_validate(body["detail"])


def queue_handler(
    consume: Callable[[dict[str, Any]], R], on_batch_end: Callable[[list[R]], None] | None = None
) -> Callable[[dict[str, Any], object], dict[str, Any]]:
    """Returns the entry point of a function that handles each JSON message of a queue by itself.

    It reports which have failed, so that the others are not delivered again:
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """
    return _record_handler(lambda record: consume(json.loads(record["body"])), on_batch_end)


def _record_handler(
    consume: Callable[[dict[str, Any]], R], on_batch_end: Callable[[list[R]], None] | None = None
) -> Callable[[dict[str, Any], object], dict[str, Any]]:
    def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
        started = time.perf_counter()
        failed, results = [], []
        for record in event["Records"]:
            try:
                results.append(consume(record))
            except Exception as error:  # noqa: BLE001 (whatever it is, the others go on)
                log_defect(error)
                failed.append({"itemIdentifier": record["messageId"]})
        if on_batch_end and results:
            on_batch_end(results)
        log_batch("consume", size=len(event["Records"]), failed=len(failed), started=started)
        return {"batchItemFailures": failed}

    return handle
