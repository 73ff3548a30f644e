"""Rate limits: fixed windows, one counter per scope and window in the domain's own table.

Every limit can be set from outside: `LIMIT_LOGIN_ADDRESS=200` changes `login-address`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from math import ceil
from typing import Literal, TypeVar

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from learn_exchange.problems import TooManyRequests
from learn_exchange.settings import setting
from learn_exchange.tables.counters import Counter
from learn_exchange.tables.store import Key, Transaction, update

C = TypeVar("C", bound=Counter)


@dataclass(frozen=True)
class RateLimit:
    """At most `most` within each `window`, for each subject (an address, an account …).

    There may be fewer for the accounts of `newcomers`.
    """

    name: str
    most: int
    window: timedelta
    newcomers: int | None = None
    per: Literal["account", "pair", "recipient", "address"] = "account"
    reason: str = ""

    @property
    def variables(self) -> tuple[str, ...]:
        """The settings that change it: for all, and for newcomers if theirs is another."""
        everybody = f"LIMIT_{self.name.upper().replace('-', '_')}"
        return (everybody,) if self.newcomers is None else (everybody, f"{everybody}_NEWCOMERS")

    def take(
        self, counter: type[Counter], subject: str, at: datetime, *, newcomer: bool = False
    ) -> int:
        """Count one attempt and return how many there are now: one UpdateItem.

        Raises:
            TooManyRequests: the window is full; it says how many seconds are left of it.
        """
        key, actions, when, otherwise = self._attempt(counter, subject, at, newcomer=newcomer)
        return int(update(key, *actions, condition=when, on_conflict=otherwise).taken)

    def take_within(
        self,
        write: Transaction,
        counter: type[Counter],
        subject: str,
        at: datetime,
        *,
        newcomer: bool = False,
    ) -> None:
        """Count one attempt if the transaction succeeds, which fails as `take` does."""
        key, actions, when, otherwise = self._attempt(counter, subject, at, newcomer=newcomer)
        write.update(key, *actions, condition=when, on_conflict=otherwise)

    def _attempt(
        self, counter: type[Counter], subject: str, at: datetime, *, newcomer: bool
    ) -> tuple[Key[Counter], list[Action], Condition, TooManyRequests]:
        most, ends = self._most(newcomer=newcomer), self.window_end(at)
        actions = [
            counter.taken.add(1),
            counter.kind.set(counter),  # type: ignore[attr-defined]
            counter.expires_at.set(ends),
        ]
        when = counter.pk.does_not_exist() | (counter.taken < most)
        full = TooManyRequests(retry_after=ceil((ends - at).total_seconds()))
        return self.key(counter, subject, ends), actions, when, full

    def _most(self, *, newcomer: bool) -> int:
        usual = int(setting(self.variables[0], str(self.most)))
        if self.newcomers is None or not newcomer:
            return usual
        return min(usual, int(setting(self.variables[1], str(self.newcomers))))

    def give_back(self, counter: type[Counter], subject: str, at: datetime) -> None:
        """Undo one `take` of the same window, for what turned out not to count."""
        key = self.key(counter, subject, self.window_end(at))
        update(key, counter.taken.add(-1), condition=counter.pk.exists())

    def key(self, counter: type[C], subject: str, window_end: datetime) -> Key[C]:
        """Returns the key of the count of a subject in the window that ends at an instant."""
        # Subjects are e-mail and network addresses: hashed, the table does not tell them.
        scope = blake2b(subject.encode(), digest_size=16).hexdigest()
        return Key(counter, f"LIMIT#{self.name}#{scope}", window_end.isoformat())

    def window_end(self, at: datetime) -> datetime:
        """Returns when the window of an instant ends."""
        seconds = self.window.total_seconds()
        return datetime.fromtimestamp((at.timestamp() // seconds + 1) * seconds, UTC)
