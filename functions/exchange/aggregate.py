"""An exchange and its sessions as one aggregate: read, changed and written together.

Rules change the rows in memory. `projections` derives the other rows from them, before and after.
One version, on the exchange, guards every write: see `ExchangeAggregate.commit`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Self

from exchange.problems import ChangedSince, WrongTime
from exchange.projections import Projections, apply_projection_diff
from exchange.transitions import (
    MACHINES,
    apply_clock_transition,
    apply_deadline,
    apply_transition,
    next_deadline,
    roles_of,
)
from learn_exchange.meetings import Meeting
from learn_exchange.people import hidden
from learn_exchange.problems import NotFound, Problem
from learn_exchange.tables import exchange as table
from learn_exchange.tables.exchange import Exchange, Session
from learn_exchange.tables.store import Transaction, get_many
from learn_exchange.tables.users import Block

OPEN = {"proposed", "accepted", "marked"}


class ExchangeAggregate:
    """An exchange with its sessions, as it is at an instant."""

    def __init__(
        self,
        exchange: Exchange,
        sessions: list[Session],
        now: datetime,
        stored: Projections | None = None,
    ) -> None:
        """Takes the rows, and applies what has become due.

        `stored` are the projections as they are stored, which a write needs; None for a new
        exchange.
        """
        self.exchange, self.sessions, self.now = exchange, sessions, now
        self._stored = stored or Projections()
        self._changed_ids: set[str] = set()
        self._forbidden_by_block = False
        self._apply_due_transitions()

    @classmethod
    def read(cls, some_id: str, now: datetime) -> Self:
        """Reads the exchange with this id, or that has the session with this id. One round trip.

        Raises:
            NotFound: there is none.
        """
        rows = {row.id: row for row in table.rows_of_exchange(some_id)}
        wanted = rows.get(some_id)
        exchange = rows.get(wanted.exchange_id) if isinstance(wanted, Session) else wanted
        if not isinstance(exchange, Exchange):
            raise NotFound
        others = (row for row in rows.values() if isinstance(row, Session))
        sessions = [session for session in others if session.exchange_id == exchange.id]
        return cls(exchange, sessions, now, Projections.of(exchange, sessions))

    def require_participant(self, person_id: str) -> Self:
        """Returns the aggregate itself, if the person takes part in the exchange.

        Raises:
            NotFound: they do not.
        """
        if person_id not in self.exchange.people:
            raise NotFound
        return self

    def session(self, session_id: str) -> Session:
        """Returns one of its sessions.

        Raises:
            NotFound: it has no such session.
        """
        found = next((session for session in self.sessions if session.id == session_id), None)
        if found is None:
            raise NotFound
        return found

    @property
    def expires_at(self) -> datetime | None:
        """The instant at which a pending request expires; None once it was answered."""
        deadline = next_deadline(self.exchange)
        return deadline.due_at if deadline else None

    @property
    def completes_at(self) -> datetime | None:
        """The instant at which the exchange completes by itself, if nobody acts before."""
        sessions = self.open_sessions
        agreed = any(session.state != "proposed" for session in sessions)
        if self.exchange.state != "accepted" or not sessions:
            return None
        if not (agreed or self._has_completed_session):
            return None
        return max(deadline.due_at for deadline in map(next_deadline, sessions) if deadline)

    @property
    def _has_completed_session(self) -> bool:
        return any(session.state == "completed" for session in self.sessions)

    @property
    def open_sessions(self) -> list[Session]:
        """The sessions that can still take place."""
        return [session for session in self.sessions if session.state in OPEN]

    def add(self, session: Session) -> None:
        """Add a new session."""
        self.sessions.append(session)
        self._changed_ids.add(session.id)

    def touch(self, session: Session) -> None:
        """Have a session written that has changed without a transition."""
        self._changed_ids.add(session.id)

    def act(self, row: Exchange | Session, action: str, actor_id: str) -> None:
        """Apply a participant's action to the exchange or one of its sessions.

        Raises:
            WrongState: it is not possible for them, or not in this state.
            WrongTime: it is too early or too late.
        """
        transition = MACHINES[type(row)].transition(row.state, action, roles_of(row, actor_id))
        if isinstance(row, Session) and not transition.window.contains(Meeting.of(row), self.now):
            permission = transition.permission
            raise WrongTime(f"{permission[0].upper()}{permission[1:]}.")
        self._forbidden_by_block |= transition.forbidden_by_block
        apply_transition(transition, row, actor_id, self.now)
        self._note_change(row, self.now)

    def _apply_due_transitions(self) -> None:
        """Apply what has become due, in its order, each as of the instant it was due."""
        rows: list[Exchange | Session] = [self.exchange, *self.sessions]
        while deadline := min(filter(None, map(next_deadline, rows)), default=None):
            if deadline.due_at > self.now:
                break
            apply_deadline(deadline)
            self._note_change(deadline.row, deadline.due_at)

    def _note_change(self, row: Exchange | Session, changed_at: datetime) -> None:
        """Note a changed row; complete the exchange if a session is completed and none is open."""
        self._changed_ids.add(row.id)
        is_over = self._has_completed_session and not self.open_sessions
        if self.exchange.state == "accepted" and is_over:
            apply_clock_transition(self.exchange, "complete", changed_at)

    @property
    def changed(self) -> bool:
        """True if anything differs from what is stored."""
        return bool(self._changed_ids)

    def commit(
        self, *, actor_id: str | None = None, also: Callable[[Transaction], None] = lambda _: None
    ) -> None:
        """Write what has changed, and what `also` adds, in one transaction.

        It succeeds only if the exchange still has the version that was read. Of two writers that
        have read the same version, the first succeeds; the second gets `ConditionFailed`, and has
        to read again and decide on what the first has written (`retry_on_conflict`).

        Raises:
            ConditionFailed: the exchange or a session was written since it was read.
            NotFound: a block between the participants forbids the change.
            TimeTaken: one of them has another session at that time.
        """
        with Transaction() as write:
            self.write_to(write, actor_id=actor_id)
            also(write)

    def write_to(
        self,
        write: Transaction,
        *,
        actor_id: str | None = None,
        forbidden_by_block: bool = False,
    ) -> None:
        """Add what has changed to a transaction, which then raises what `commit` raises.

        `forbidden_by_block` is for proposals, which are in no table of states.
        """
        if forbidden_by_block or self._forbidden_by_block:
            # First, since the first refusal counts: no other may reveal a hidden person.
            for block in Block.between(*self.exchange.people):
                write.check(block, condition=Block.pk.does_not_exist(), on_conflict=NotFound())
        read = self.exchange.version
        unchanged = Exchange.version == read if read else Exchange.pk.does_not_exist()
        self.exchange.version = read + 1
        write.put(self.exchange, condition=unchanged)
        for session in self.sessions:
            if session.id in self._changed_ids:
                write.put(session)
        after = Projections.of(self.exchange, self.sessions)
        apply_projection_diff(
            write, self._stored, after, self.exchange, actor_id=actor_id, now=self.now
        )


@contextmanager
def not_found_if_hidden(aggregate: ExchangeAggregate) -> Iterator[None]:
    """Turn a refusal into NotFound where the exchange is hidden, so that it reveals nothing.

    Raises:
        NotFound: the request was never accepted, and one participant has blocked the other.
    """
    try:
        yield
    except Problem as refusal:
        people = aggregate.exchange.people
        if aggregate.exchange.accepted_at is None:
            blocks = get_many(Block.between(*people), consistent=True)
            if hidden(blocks, *people):
                raise NotFound from refusal
        raise


def require_revision(row: Exchange | Session, seen_revision: int | None) -> None:
    """Check that a row still has the revision that the caller has seen, if they name one.

    Raises:
        ChangedSince: it has another one.
    """
    if seen_revision is not None and row.revision != seen_revision:
        status = MACHINES[type(row)].status(row.state)
        raise ChangedSince(f"It is {status} now.", current=status)
