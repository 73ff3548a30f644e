"""Sets and takes back the timers of an exchange or session whenever it changes.

Idempotent: timers are named by the revision, so that each has the same name each time. An event
that comes late finds a later revision, and sets nothing.
"""

from exchange.timers import DEADLINE, KINDS, timers_of
from learn_exchange.clock import now
from learn_exchange.consuming import consumer
from learn_exchange.events import ExchangeEvent, SessionEvent
from learn_exchange.tables.exchange import Exchange, Session
from learn_exchange.timers import cancel_timer, set_timer


def plan_timers(event: ExchangeEvent) -> None:
    """Have the timers of the row as it is, and none of the revision before."""
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
        for kind, at in timers_of(row, planned_at):
            set_timer(kind, row.id, event.revision, at, now=planned_at)


handler = consumer(plan_timers)
