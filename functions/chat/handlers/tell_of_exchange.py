"""Tells in a conversation what has happened to the exchanges of the two.

Idempotent: an event is told under a client id that is made of its own.
"""

from collections import defaultdict

from chat import messages
from chat.frames import MessageFrame
from chat.messages import Draft
from chat.schemas import MessageView
from learn_exchange.clock import now
from learn_exchange.event_handler import consumer
from learn_exchange.events import ExchangeEvent, SessionEvent
from learn_exchange.ids import uuid5_id
from learn_exchange.languages import language_of
from learn_exchange.sockets import push
from learn_exchange.tables.chat import About, Conversation, Pair
from learn_exchange.tables.exchange import Exchange
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Profile


def tell_of_exchange(event: ExchangeEvent) -> None:
    """Say it in the conversation of the two, if they have one, to each in their language."""
    exchange_key = Exchange.key(event.exchange_id)
    pair_key = Pair.key(event.initiator_id, event.receiver_id)
    profiles = {person: Profile.key(person) for person in (event.initiator_id, event.receiver_id)}
    found = get_many([exchange_key, pair_key, *profiles.values()], consistent=True)
    exchange, pair = found.require(exchange_key), found[pair_key]
    if pair is None:
        return
    session_id = event.session_id if isinstance(event, SessionEvent) else None
    draft = Draft(
        sender_id=event.actor_id,
        client_id=uuid5_id("told", event.id),
        content="",
        kind="session" if session_id else "exchange",
        about=About.of(
            type(event).__name__,
            exchange.id,
            session_id,
            offered=exchange.offered_skill,
            requested=exchange.requested_skill,
        ),
    )
    conversation = Conversation.key(pair.conversation_id).require()
    message = messages.save(conversation, draft, now())
    readers: dict[str, list[str]] = defaultdict(list)
    for person, profile in profiles.items():
        readers[language_of(found[profile])].append(person)
    for language, people in readers.items():
        push(MessageFrame(message=MessageView.of(message, language)), people)


handler = consumer(tell_of_exchange)
