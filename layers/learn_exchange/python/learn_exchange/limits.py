"""Rate limits: fixed windows, one counter per scope and window in the domain's own table.

Every limit can be set from outside: `LIMIT_LOGIN_ADDRESS=200` changes `login-address`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from math import ceil

from pynamodb.attributes import NumberAttribute, TTLAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from learn_exchange.problems import TooManyRequests
from learn_exchange.settings import setting
from learn_exchange.tables.store import Item, Key, Transaction, update


class Counter(Item):
    """A count of attempts within one window. Each table has its own kind of it."""

    taken = NumberAttribute(default=0)
    expires_at = TTLAttribute(null=True)


@dataclass(frozen=True)
class RateLimit:
    """At most `most` within each `window`, for each subject (an address, an account …)."""

    name: str
    most: int
    window: timedelta

    def take(self, counter: type[Counter], subject: str, at: datetime) -> int:
        """Count one attempt and return how many there are now: one UpdateItem.

        Raises:
            TooManyRequests: the window is full; it says how many seconds are left of it.
        """
        key, actions, when, otherwise = self._attempt(counter, subject, at)
        return int(update(key, *actions, when=when, otherwise=otherwise).taken)

    def take_within(
        self, write: Transaction, counter: type[Counter], subject: str, at: datetime
    ) -> None:
        """Count one attempt if the transaction succeeds, which fails as `take` does."""
        key, actions, when, otherwise = self._attempt(counter, subject, at)
        write.update(key, *actions, when=when, otherwise=otherwise)

    def _attempt(
        self, counter: type[Counter], subject: str, at: datetime
    ) -> tuple[Key[Counter], list[Action], Condition, TooManyRequests]:
        most = int(setting(f"LIMIT_{self.name.upper().replace('-', '_')}", str(self.most)))
        ends = self._window_end(at)
        actions = [
            counter.taken.add(1),
            counter.kind.set(counter),  # type: ignore[attr-defined]
            counter.expires_at.set(ends),
        ]
        when = counter.pk.does_not_exist() | (counter.taken < most)
        full = TooManyRequests(retry_after=ceil((ends - at).total_seconds()))
        return self._key(counter, subject, at), actions, when, full

    def give_back(self, counter: type[Counter], subject: str, at: datetime) -> None:
        """Undo one `take` of the same window, for what turned out not to count."""
        key = self._key(counter, subject, at)
        update(key, counter.taken.add(-1), when=counter.pk.exists())

    def _key(self, counter: type[Counter], subject: str, at: datetime) -> Key[Counter]:
        # Subjects are e-mail and network addresses: hashed, the table does not tell them.
        scope = blake2b(subject.encode(), digest_size=16).hexdigest()
        return Key(counter, f"LIMIT#{self.name}#{scope}", self._window_end(at).isoformat())

    def _window_end(self, at: datetime) -> datetime:
        seconds = self.window.total_seconds()
        return datetime.fromtimestamp((at.timestamp() // seconds + 1) * seconds, UTC)
