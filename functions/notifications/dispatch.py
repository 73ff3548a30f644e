"""Notifies the recipients of an event: decides, then delivers what was decided."""

from learn_exchange.clock import now
from learn_exchange.events import DomainEvent
from learn_exchange.tables.notifications import Decision
from learn_exchange.timers import set_timer
from notifications import ledger
from notifications.channels import deliver
from notifications.policy import Outcome
from notifications.recipients import NotificationCandidate, recipients_of

TIMER = "quiet-over"


def notify(event: DomainEvent, attempt: int) -> None:
    """Notify the recipients of an event; `attempt` counts its deliveries, this one included.

    Raises:
        Exception: the first failure, after all recipients were tried.
    """
    candidates = list(recipients_of(event))
    if not candidates:
        _give_up(event)
    failures = []
    for candidate in candidates:
        try:
            _notify_one(candidate, attempt)
        except Exception as error:  # noqa: BLE001 (whatever it is, the other is notified)
            failures.append(error)
    if failures:
        raise failures[0]


def _notify_one(candidate: NotificationCandidate, attempt: int) -> None:
    decision = ledger.decision_about(candidate)
    _plan_summary(candidate.recipient_id, decision)
    deliver(candidate, decision, attempt)


def _give_up(event: DomainEvent) -> None:
    """End what is still pending about a subject that has been deleted."""
    for decision in ledger.decisions_about(event):
        pending = ledger.pending_channels(decision)
        ledger.note_outcomes(decision, dict.fromkeys(pending, Outcome.OUTDATED))


def _plan_summary(person_id: str, decision: Decision) -> None:
    """Set the timer of the summary after quiet hours; its name is their end, so it is set once."""
    if quiet_until := decision.quiet_until:
        set_timer(TIMER, person_id, int(quiet_until.timestamp()), quiet_until, now=now())
