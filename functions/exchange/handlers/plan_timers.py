"""Sets and cancels the timers of an exchange or session whenever it changes.

Idempotent: a timer's name has the revision, so setting it again changes nothing. An event that
comes late finds a later revision, and sets nothing.
"""

from exchange.timers import DEADLINE, KINDS, timers_of
from learn_exchange.clock import now
from learn_exchange.event_handler import consumer
from learn_exchange.events import ExchangeEvent, SessionEvent
from learn_exchange.tables.exchange import Exchange, Session
from learn_exchange.timers import cancel_timer, set_timer


def plan_timers(event: ExchangeEvent) -> None:
    """Set the timers of the current revision, and cancel those of the revision before."""
    row: Exchange | Session
    if isinstance(event, SessionEvent):
        row = Session.key(event.session_id).require()
    else:
        row = Exchange.key(event.exchange_id).require()
    if event.revision > 1:
        for kind in KINDS if isinstance(row, Session) else (DEADLINE,):
            cancel_timer(kind, row.id, event.revision - 1)
    if row.revision == event.revision:
        planned_at = now()
        for kind, due_at in timers_of(row, planned_at):
            set_timer(kind, row.id, event.revision, due_at, now=planned_at)


handler = consumer(plan_timers)
