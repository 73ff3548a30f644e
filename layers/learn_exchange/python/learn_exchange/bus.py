"""Putting domain events on the event bus."""

from collections.abc import Iterable
from itertools import islice

from learn_exchange.aws import client
from learn_exchange.events import DomainEvent
from learn_exchange.settings import setting

# https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
ENTRIES_PER_CALL = 10
SOURCE = "learn-exchange"


class NotAllPut(Exception):
    """The bus did not take every event; the caller's batch must be retried as a whole."""


def put_events(events: Iterable[DomainEvent]) -> int:
    """Put the events on the bus, ten a call, and return how many there were.

    Raises:
        NotAllPut: some were not taken.
    """
    remaining = iter(events)
    count = 0
    while batch := list(islice(remaining, ENTRIES_PER_CALL)):
        answer = client("events").put_events(Entries=[_entry(event) for event in batch])
        if answer["FailedEntryCount"]:
            raise NotAllPut(f"{answer['FailedEntryCount']} of {len(batch)}")
        count += len(batch)
    return count


def _entry(event: DomainEvent) -> dict[str, str]:
    return {
        "EventBusName": setting("EVENT_BUS"),
        "Source": SOURCE,
        "DetailType": type(event).__name__,
        "Detail": event.model_dump_json(by_alias=True),
    }
