"""Consumers of domain events: what an SQS queue delivers, once or more and in any order."""

import json
import time
from collections.abc import Callable
from typing import Any, TypeVar

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from learn_exchange.events import DomainEvent
from learn_exchange.observability import log_batch, log_defect

E = TypeVar("E", bound=DomainEvent)


def consumer(consume: Callable[[E], None]) -> Callable[[dict[str, Any], Any], Any]:
    """The entry point of a function that consumes events from its queue.

    A message whose event makes `consume` raise stays in the queue, alone, and comes again; after
    five attempts it goes to the dead-letter queue.
    """

    def consume_body(body: dict[str, Any]) -> None:
        kind = DomainEvent.catalogue[body["detail-type"]]
        consume(kind.model_validate(body["detail"]))  # type: ignore[arg-type]

    return queue_handler(consume_body)


def queue_handler(
    consume: Callable[[dict[str, Any]], None],
) -> Callable[[dict[str, Any], Any], Any]:
    """The entry point of a function that handles the JSON messages of a queue, each on its own."""
    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)

    def consume_record(record: SQSRecord) -> None:
        try:
            consume(json.loads(record.body))
        except Exception as error:
            log_defect(error)
            raise

    def handle(event: dict[str, Any], context: Any) -> Any:
        started = time.perf_counter()
        answer = process_partial_response(event, consume_record, processor, context)
        failed = len(answer["batchItemFailures"])
        log_batch("consume", size=len(event["Records"]), failed=failed, started=started)
        return answer

    return handle
