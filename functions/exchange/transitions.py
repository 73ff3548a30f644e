"""Rules on one exchange or session: its participants' roles, its deadline, and what a change sets.

They change the row in memory only. `aggregate` applies them to an exchange as a whole.
"""

from dataclasses import dataclass, field
from datetime import datetime

from exchange.state_machines import (
    ANSWER_WITHIN,
    AUTO_COMPLETE,
    AUTO_COMPLETE_AFTER,
    EXCHANGE,
    EXPIRE_PROPOSAL,
    EXPIRE_REQUEST,
    LATE_WITHIN,
    RATE_WITHIN,
    SESSION,
    Actor,
    StateMachine,
    Transition,
)
from learn_exchange.meetings import Meeting, slot_starts
from learn_exchange.tables.exchange import Exchange, Session

MACHINES: dict[type[Exchange | Session], StateMachine] = {Exchange: EXCHANGE, Session: SESSION}
REVEAL_RATINGS = "reveal"
CANCEL_REASONS = {EXPIRE_REQUEST: "expired", EXPIRE_PROPOSAL: "lapsed"}


def roles_of(row: Exchange | Session, person_id: str) -> set[Actor]:
    """Returns the roles that a participant has in an exchange or session."""
    if isinstance(row, Exchange):
        is_initiator = person_id == row.initiator_id
        return {Actor.EITHER, Actor.INITIATOR if is_initiator else Actor.RECEIVER}
    roles = {Actor.EITHER}
    if person_id != row.proposed_by:
        roles.add(Actor.OTHER)
    if person_id not in row.completed_by:
        roles.add(Actor.REMAINING)
    if row.reported_by:
        roles.add(Actor.REPORTER if person_id == row.reported_by else Actor.ACCUSED)
    return roles


@dataclass(frozen=True, order=True)
class Deadline:
    """An instant at which an exchange or session changes by itself."""

    due_at: datetime
    action: str
    row: Exchange | Session = field(compare=False)


def next_deadline(row: Exchange | Session) -> Deadline | None:
    """Returns the next change that happens by itself if nobody acts before."""
    if isinstance(row, Exchange):
        if row.state == "pending":
            return Deadline(row.created_at + ANSWER_WITHIN, EXPIRE_REQUEST, row)
    elif row.state == "proposed":
        return Deadline(max(slot_starts(row)), EXPIRE_PROPOSAL, row)
    elif row.state in ("accepted", "marked"):
        return Deadline(Meeting.of(row).ends_at + AUTO_COMPLETE_AFTER, AUTO_COMPLETE, row)
    elif row.completed_at and not row.ratings_revealed:
        return Deadline(row.completed_at + RATE_WITHIN, REVEAL_RATINGS, row)
    return None


def apply_due_transitions(row: Exchange | Session, now: datetime) -> None:
    """Apply what has become due to a row, each as of the instant it was due."""
    while (deadline := next_deadline(row)) and deadline.due_at <= now:
        apply_deadline(deadline)


def apply_deadline(deadline: Deadline) -> None:
    """Apply the change of a deadline to its row."""
    row = deadline.row
    if isinstance(row, Session) and deadline.action == REVEAL_RATINGS:
        row.ratings_revealed = True
        return
    apply_clock_transition(row, deadline.action, deadline.due_at)
    if deadline.action in CANCEL_REASONS:
        row.cancel_reason = CANCEL_REASONS[deadline.action]
    if isinstance(row, Session) and deadline.action == EXPIRE_PROPOSAL:
        row.late_by = row.dropped_late_by


def apply_clock_transition(row: Exchange | Session, action: str, now: datetime) -> None:
    """Apply to a row a transition that the clock causes."""
    transition = MACHINES[type(row)].transition(row.state, action, {Actor.CLOCK})
    apply_transition(transition, row, None, now)


def apply_transition(
    transition: Transition, row: Exchange | Session, actor_id: str | None, now: datetime
) -> None:
    """Set a row's new state, the action, its actor (None for the clock) and its time."""
    row.state, row.action = transition.target, transition.action
    row.changed_by, row.changed_at = actor_id, now
    row.revision += 1
    if isinstance(row, Session) and row.state == "completed":
        row.completed_at = now


def is_late(session: Session, now: datetime) -> bool:
    """Tells whether giving up the agreed time now is late: less than 12 hours before the start."""
    agreed = session.state == "accepted"
    return agreed and Meeting.of(session).starts_at - now < LATE_WITHIN


def late_canceler(session: Session, canceler_id: str, now: datetime) -> str | None:
    """Returns the person whose late cancellation it is if a session is canceled now.

    That is the person who cancels late, or who has given up the agreed time late before. None if
    there is no such person.
    """
    return canceler_id if is_late(session, now) else session.dropped_late_by
