"""Records of creating requests, so that one that is sent again creates nothing again.

Each table has its own kind of `Attempt`: the record is written in one transaction with what is
created.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.attributes import TTLAttribute, UnicodeAttribute

from learn_exchange.problems import IdempotencyKeyReused
from learn_exchange.tables.store import Item, Key, Transaction

KEPT = timedelta(hours=24)


class Attempt(Item):
    """The result of an attempt with a key. Each table has its own kind of it."""

    body_hash = UnicodeAttribute()
    resource_id = UnicodeAttribute()
    expires_at = TTLAttribute()


@dataclass
class CreateOnce:
    """The creation that a request asks for, which may have been done already."""

    scope: str
    key: str | None
    body_hash: str
    replayed_id: str | None = None

    @contextmanager
    def transaction(
        self, kind: type[Attempt], resource_id: str, at: datetime
    ) -> Iterator[Transaction]:
        """Makes a transaction that creates the resource, unless an attempt before has created it.

        Then nothing is written, and `replayed_id` is the id of what was created before.

        Raises:
            IdempotencyKeyReused: the attempt before had another body.
        """
        write = Transaction()
        if self.key is None:
            yield write
            write.commit()
            return
        write.put(
            self._record(kind, self.key).new(
                body_hash=self.body_hash, resource_id=resource_id, expires_at=at + KEPT
            ),
            condition=kind.pk.does_not_exist() | (kind.expires_at < at),
            on_conflict=_MadeBefore,
        )
        yield write
        try:
            write.commit()
        except _MadeBefore as made:
            self._recognise(made.attempt)

    def look_up(self, kind: type[Attempt], at: datetime) -> None:
        """Set `replayed_id` where there was an attempt before: one GetItem, none without a key.

        For what the first attempt itself makes impossible: a retry must not be refused for that.

        Raises:
            IdempotencyKeyReused: the attempt before had another body.
        """
        before = self._record(kind, self.key).get() if self.key is not None else None
        if before and before.expires_at >= at:
            self._recognise(before)

    def _record(self, kind: type[Attempt], key: str) -> Key[Attempt]:
        return Key(kind, f"ATTEMPT#{self.scope}", key)

    def _recognise(self, before: Attempt) -> None:
        if before.body_hash != self.body_hash:
            raise IdempotencyKeyReused
        self.replayed_id = before.resource_id


class _MadeBefore(Exception):
    """An attempt with the same key was made before."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__()
        self.attempt = attempt
