"""An exchange and its sessions as one whole: read together, changed together, written together.

The rules change the rows in memory; what else follows from how they are then (who is busy when,
totals, lists) is worked out by `consequences`, from before and after. One version guards them all.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from exchange.problems import ChangedSince, WrongTime
from exchange.projections import Consequences, write_difference
from exchange.state_machines import (
    ANSWER_WITHIN,
    ASSUMED_AFTER,
    EXCHANGE,
    LATE_WITHIN,
    RATE_WITHIN,
    SESSION,
    By,
    Machine,
    Rule,
)
from learn_exchange.meetings import Meeting, slot_starts
from learn_exchange.people import hidden
from learn_exchange.problems import NotFound, Problem
from learn_exchange.tables import exchange as table
from learn_exchange.tables.exchange import Exchange, Session
from learn_exchange.tables.store import Transaction, get_many
from learn_exchange.tables.users import Block

OPEN = {"proposed", "accepted", "marked"}
REASONS = {"expire": "expired", "lapse": "lapsed"}
MACHINES: dict[type[Exchange | Session], Machine] = {Exchange: EXCHANGE, Session: SESSION}


class Agreement:
    """An exchange with its sessions, as it is at an instant."""

    def __init__(
        self,
        exchange: Exchange,
        sessions: list[Session],
        at: datetime,
        stored: Consequences | None = None,
    ) -> None:
        """Applies what was due by then first.

        `stored` is what follows from it as it is stored, for whoever writes it; None for a new one.
        """
        self.exchange, self.sessions, self.at = exchange, sessions, at
        self._stored = stored or Consequences()
        self._touched: set[str] = set()
        self._unless_hidden = False
        self._settle()

    @classmethod
    def read(cls, some_id: str, at: datetime) -> Self:
        """The agreement with this id, or that has the session with this id. One round trip.

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
        return cls(exchange, sessions, at, Consequences.of(exchange, sessions))

    def involving(self, person_id: str) -> Self:
        """The agreement, if the person takes part in it.

        Raises:
            NotFound: they do not.
        """
        if person_id not in self.exchange.people:
            raise NotFound
        return self

    def session(self, session_id: str) -> Session:
        """One of its sessions.

        Raises:
            NotFound: it has no such session.
        """
        found = next((session for session in self.sessions if session.id == session_id), None)
        if found is None:
            raise NotFound
        return found

    @property
    def expires_at(self) -> datetime | None:
        """Until when it can be answered, if that has not been done."""
        due = deadline(self.exchange)
        return due.at if due else None

    @property
    def completes_at(self) -> datetime | None:
        """The time at which the exchange completes by itself, if nobody acts before."""
        sessions = self.open_sessions
        held = any(session.state != "proposed" for session in sessions)
        if self.exchange.state != "accepted" or not sessions or not (held or self._has_completed):
            return None
        return max(due.at for due in map(deadline, sessions) if due)

    @property
    def _has_completed(self) -> bool:
        return any(session.state == "completed" for session in self.sessions)

    @property
    def open_sessions(self) -> list[Session]:
        """The sessions that may still come about."""
        return [session for session in self.sessions if session.state in OPEN]

    def add(self, session: Session) -> None:
        """Take in a new session."""
        self.sessions.append(session)
        self._touched.add(session.id)

    def touch(self, session: Session) -> None:
        """Note that a session has changed in a way that nobody else sees."""
        self._touched.add(session.id)

    def act(self, row: Exchange | Session, action: str, by: str) -> None:
        """Let one of the two act on the exchange or a session.

        Raises:
            WrongState: that is not for them, or not in this state.
            WrongTime: it is too early or too late.
        """
        rule = MACHINES[type(row)].rule(row.state, action, roles(row, by))
        if isinstance(row, Session) and not rule.when.holds(Meeting.of(row), self.at):
            raise WrongTime(f"{rule.by.capitalize()} can {action} it {rule.when.text}.")
        self._unless_hidden |= rule.unless_hidden
        _follow(rule, row, by, self.at)
        self._note(row, self.at)

    def _settle(self) -> None:
        """Do what the clock has brought about, in its order and as of the instants it was due."""
        rows: list[Exchange | Session] = [self.exchange, *self.sessions]
        while due := min(filter(None, map(deadline, rows)), default=None):
            if due.at > self.at:
                break
            _meet(due)
            self._note(due.row, due.at)

    def _note(self, row: Exchange | Session, at: datetime) -> None:
        self._touched.add(row.id)
        if self.exchange.state == "accepted" and self._has_completed and not self.open_sessions:
            _tick(self.exchange, "complete", at)

    @property
    def changed(self) -> bool:
        """True if anything differs from what is stored."""
        return bool(self._touched)

    def commit(
        self, *, by: str | None = None, also: Callable[[Transaction], None] = lambda _: None
    ) -> None:
        """Write what has changed, in one transaction, and what `also` adds to it.

        Raises:
            ConditionFailed: something was written to it since it was read: start from there.
            NotFound: something new is agreed to, and one of the two has blocked the other.
            TimeTaken: one of the two has another session at that time.
        """
        with Transaction() as write:
            self.write_to(write, by=by)
            also(write)

    def write_to(
        self, write: Transaction, *, by: str | None = None, unless_hidden: bool = False
    ) -> None:
        """Add to a transaction what has changed; `commit` says what it raises.

        `unless_hidden` is for what no table of states knows: what is proposed.
        """
        if unless_hidden or self._unless_hidden:
            # First, so that nothing else tells of someone hidden: the first refusal counts.
            for block in Block.between(*self.exchange.people):
                write.check(block, when=Block.pk.does_not_exist(), otherwise=NotFound())
        read = self.exchange.version
        unchanged = Exchange.version == read if read else Exchange.pk.does_not_exist()
        self.exchange.version = read + 1
        write.put(self.exchange, when=unchanged)
        for session in self.sessions:
            if session.id in self._touched:
                write.put(session)
        after = Consequences.of(self.exchange, self.sessions)
        write_difference(write, self._stored, after, self.exchange, by=by, at=self.at)


@contextmanager
def refusing_as_seen(agreement: Agreement) -> Iterator[None]:
    """Have a refusal tell nothing of an exchange that is hidden: then it is not found.

    Raises:
        NotFound: it was never agreed to, and one of the two has blocked the other.
    """
    try:
        yield
    except Problem as refusal:
        people = agreement.exchange.people
        if agreement.exchange.accepted_at is None:
            blocks = get_many(Block.between(*people), consistent=True)
            if hidden(blocks, *people):
                raise NotFound from refusal
        raise


def require_unchanged(row: Exchange | Session, seen: int | None) -> None:
    """Make sure that it is as the caller has seen it, if they say which revision that was.

    Raises:
        ChangedSince: it is not.
    """
    if seen is not None and row.revision != seen:
        status = MACHINES[type(row)].status(row.state)
        raise ChangedSince(f"It is {status} now.", current=status)


@dataclass(frozen=True, order=True)
class Deadline:
    """An instant at which something happens to an exchange or session by itself."""

    at: datetime
    action: str
    row: Exchange | Session = field(compare=False)


def deadline(row: Exchange | Session) -> Deadline | None:
    """Returns what happens by itself, and when, if nobody acts before."""
    if isinstance(row, Exchange):
        if row.state == "pending":
            return Deadline(row.created_at + ANSWER_WITHIN, "expire", row)
    elif row.state == "proposed":
        return Deadline(max(slot_starts(row)), "lapse", row)
    elif row.state in ("accepted", "marked"):
        return Deadline(Meeting.of(row).ends_at + ASSUMED_AFTER, "assume", row)
    elif row.completed_at and not row.ratings_revealed:
        return Deadline(row.completed_at + RATE_WITHIN, "reveal", row)
    return None


def is_late(session: Session, at: datetime) -> bool:
    """Tell if giving up the agreed time is late."""
    agreed = session.state == "accepted"
    return agreed and Meeting.of(session).starts_at - at < LATE_WITHIN


def counts_against(session: Session, by: str, at: datetime) -> str | None:
    """Returns against whom it counts when someone cancels a session, if against anybody."""
    return by if is_late(session, at) else session.dropped_late_by


def settle(row: Exchange | Session, at: datetime) -> None:
    """Do with a row what the clock has brought about until an instant."""
    while (due := deadline(row)) and due.at <= at:
        _meet(due)


def _meet(due: Deadline) -> None:
    row = due.row
    if isinstance(row, Session) and due.action == "reveal":
        row.ratings_revealed = True
        return
    _tick(row, due.action, due.at)
    if due.action in REASONS:
        row.cancel_reason = REASONS[due.action]
    if isinstance(row, Session) and due.action == "lapse":
        row.late_by = row.dropped_late_by


def _tick(row: Exchange | Session, action: str, at: datetime) -> None:
    _follow(MACHINES[type(row)].rule(row.state, action, {By.CLOCK}), row, None, at)


def _follow(rule: Rule, row: Exchange | Session, by: str | None, at: datetime) -> None:
    row.state, row.action = rule.becomes, rule.action
    row.changed_by, row.changed_at = by, at
    row.revision += 1
    if isinstance(row, Session) and row.state == "completed":
        row.completed_at = at


def roles(row: Exchange | Session, person_id: str) -> set[By]:
    """Returns what someone who takes part is in regard to an exchange or session."""
    if isinstance(row, Exchange):
        return {By.EITHER, By.INITIATOR if person_id == row.initiator_id else By.RECEIVER}
    roles = {By.EITHER}
    if person_id != row.proposed_by:
        roles.add(By.OTHER)
    if person_id not in row.completed_by:
        roles.add(By.REMAINING)
    if row.reported_by:
        roles.add(By.REPORTER if person_id == row.reported_by else By.ACCUSED)
    return roles
