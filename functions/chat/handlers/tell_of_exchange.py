"""Tells in a conversation what has happened to the exchanges of the two.

Idempotent: an event is told under a client id that is made of its own.
"""

from chat import messages
from chat.messages import Draft
from learn_exchange.clock import now
from learn_exchange.consuming import consumer
from learn_exchange.events import ExchangeEvent, SessionEvent
from learn_exchange.ids import derived_id
from learn_exchange.tables.chat import About, Conversation, Pair
from learn_exchange.tables.exchange import Exchange
from learn_exchange.tables.store import get_many

TOLD = {
    "ExchangeRequested": "Asks for an exchange: {offered} for {requested}",
    "ExchangeAccepted": "Exchange accepted: {offered} for {requested}",
    "ExchangeCanceled": "Exchange canceled: {offered} for {requested}",
    "ExchangeCompleted": "Exchange completed: {offered} for {requested}",
    "SessionProposed": "Proposes a session",
    "SessionAccepted": "Session agreed",
    "SessionRescheduled": "Proposes another time for a session",
    "SessionCanceled": "Session canceled",
    "SessionMarkedCompleted": "Says that the session took place",
    "SessionCompleted": "Session completed",
    "NoShowReported": "Says that the other did not come to the session",
    "NoShowContested": "Says that they did come to the session",
}


def tell_of_exchange(event: ExchangeEvent) -> None:
    """Say it in the conversation of the two, if they have one."""
    exchange_key = Exchange.key(event.exchange_id)
    pair_key = Pair.key(event.initiator_id, event.receiver_id)
    found = get_many([exchange_key, pair_key], consistent=True)
    exchange, pair = found.require(exchange_key), found[pair_key]
    if pair is None:
        return
    name = type(event).__name__
    session_id = event.session_id if isinstance(event, SessionEvent) else None
    draft = Draft(
        sender_id=event.actor_id,
        client_id=derived_id("told", event.id),
        content=TOLD[name].format(
            offered=exchange.offered_skill, requested=exchange.requested_skill
        ),
        kind="session" if session_id else "exchange",
        about=About.of(name, exchange.id, session_id),
    )
    messages.send(Conversation.key(pair.conversation_id).require(), draft, now())


handler = consumer(tell_of_exchange)
