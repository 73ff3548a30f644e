"""From rows to events: a table's stream becomes domain events.

Endpoints never publish: the row is the event, and a domain's `announce.py` says what each kind of
row means when it changes. So a write costs no second write, and nothing is announced that was not
committed.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from learn_exchange.bus import put_events
from learn_exchange.events import DomainEvent
from learn_exchange.observability import log_batch
from learn_exchange.tables.store import Item

I = TypeVar("I", bound=Item)  # noqa: E741
E = TypeVar("E", bound=DomainEvent)


@dataclass(frozen=True)
class Change(Generic[I]):
    """A row before and after a write; None where there was or is no row."""

    record_id: str
    at: datetime
    before: I | None
    after: I | None

    @property
    def inserted(self) -> I | None:
        """The row, if the write made it."""
        return self.after if self.before is None else None

    @property
    def removed(self) -> I | None:
        """The row as it was, if the write removed it."""
        return self.before if self.after is None else None

    @property
    def modified(self) -> tuple[I, I] | None:
        """The row before and after, if the write changed it."""
        return (self.before, self.after) if self.before and self.after else None

    def event(self, kind: type[E], *, about: str = "", **facts: Any) -> E:
        """Returns an event of this change.

        Where there are several of a kind, `about` tells them apart.
        """
        name = f"{kind.__name__}:{about}" if about else kind.__name__
        return kind(id=f"{self.record_id}:{name}", at=self.at, **facts)


Announcement = Callable[[Change[Any]], Iterable[DomainEvent]]


def nothing(_: Change[Any]) -> Iterable[DomainEvent]:
    """Publishes nothing, for rows whose changes mean nothing to others."""
    return ()


def announcer(
    table: type[Item], announcements: Mapping[Any, Announcement]
) -> Callable[[dict[str, Any], object], None]:
    """Returns the entry point of a function that reads a table's stream.

    It raises when any event of the batch was not taken by the bus, so that the stream delivers
    the batch again; consumers know events that they have seen by their ids.
    """

    def handle(event: dict[str, Any], _context: object) -> None:
        started = time.perf_counter()
        records = [record for record in event["Records"] if not _has_expired(record)]
        changes = [_change(table, record) for record in records]
        announced = put_events(
            announcement for change in changes for announcement in _announce(change)
        )
        log_batch("announce", size=announced, failed=0, started=started)

    def _announce(change: Change[Item]) -> Iterator[DomainEvent]:
        kind = type(change.after or change.before)
        yield from announcements[kind](change)

    return handle


def _has_expired(record: dict[str, Any]) -> bool:
    # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
    return (record.get("userIdentity") or {}).get("principalId") == "dynamodb.amazonaws.com"


def _change(table: type[Item], record: dict[str, Any]) -> Change[Item]:
    data = record["dynamodb"]
    before, after = data.get("OldImage"), data.get("NewImage")
    return Change(
        record_id=record["eventID"],
        at=datetime.fromtimestamp(float(data["ApproximateCreationDateTime"]), UTC),
        before=table.from_raw_data(before) if before else None,
        after=table.from_raw_data(after) if after else None,
    )
