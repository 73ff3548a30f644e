"""Telling people of an event: deciding, and delivering what was decided."""

from learn_exchange.clock import now
from learn_exchange.events import DomainEvent
from learn_exchange.tables.notifications import Decision
from learn_exchange.timers import set_timer
from notifications import ledger
from notifications.channels import deliver
from notifications.policy import Outcome
from notifications.recipients import Happening, happenings

TIMER = "quiet-over"


def tell(event: DomainEvent, attempt: int) -> None:
    """Tell everybody whom an event concerns; `attempt` counts the times that it has come.

    Raises:
        Exception: the first failure, when everybody has been told who can be.
    """
    failures = []
    told_to = list(happenings(event))
    if not told_to:
        _give_up(event)
    for it in told_to:
        try:
            _tell_one(it, attempt)
        except Exception as error:  # noqa: BLE001 (whatever it is, the other is told)
            failures.append(error)
    if failures:
        raise failures[0]


def _tell_one(it: Happening, attempt: int) -> None:
    decision = ledger.decided(it)
    _wait_for_the_end_of_quiet_hours(it.recipient_id, decision)
    deliver(it, decision, attempt)


def _give_up(event: DomainEvent) -> None:
    """Send nothing more about what was deleted before everything could be sent."""
    for decision in ledger.left_behind(event):
        ledger.note(decision, dict.fromkeys(ledger.pending(decision), Outcome.OUTDATED))


def _wait_for_the_end_of_quiet_hours(person_id: str, decision: Decision) -> None:
    """Have a summary sent of what was held back; once, since the timer is named by the instant."""
    if until := decision.quiet_until:
        set_timer(TIMER, person_id, int(until.timestamp()), until, now=now())
