"""Rows that the samples in `events/` are about, for consumers that need them."""

from datetime import timedelta
from typing import Any

from auth import logins
from chat import messages
from chat.messages import Draft
from learn_exchange import clock
from learn_exchange.meetings import proposed_time
from learn_exchange.tables.chat import Conversation, Ticket
from learn_exchange.tables.exchange import Exchange, Session
from learn_exchange.tables.store import put
from tests.support.skills import put_profile

ANA = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11"
BEN = "01930a5f-1d2c-7a4b-8c3d-6e1f3c9a0b22"
EXCHANGE = "01930a62-4a5f-7d7e-9f60-9b4c6f2d3e55"
SESSION = "01930a63-5b60-7e8f-9f60-9b4c6f2d3e55"
CONVERSATION = "01930a65-7382-7a01-8293-ce7f92506b88"
TICKET = "<ticket>"


def put_exchange() -> None:
    """Write the exchange of Ana and Ben, and its session, which is in two days."""
    for person in (ANA, BEN):
        put_profile(person)
    now = clock.now()
    common: dict[str, Any] = {
        "initiator_id": ANA,
        "receiver_id": BEN,
        "offered_skill": "Spanish",
        "requested_skill": "SQL",
        "state": "accepted",
        "action": "accept",
        "changed_by": BEN,
        "changed_at": now,
        "revision": 2,
        "created_at": now,
    }
    put(Exchange.key(EXCHANGE).new(id=EXCHANGE, version=2, **common))
    start = (now + timedelta(days=2)).replace(tzinfo=None, microsecond=0)
    put(
        Session.key(SESSION).new(
            id=SESSION,
            exchange_id=EXCHANGE,
            proposed_by=ANA,
            time_zone="UTC",
            slots=[proposed_time(start)],
            chosen=0,
            duration_minutes=60,
            **common,
        )
    )


def put_conversation() -> None:
    """Write the conversation of Ana and Ben with a message of his, and a ticket of hers."""
    now = clock.now()
    put(Conversation.of(CONVERSATION, ANA, BEN, now))
    draft = Draft(BEN, client_id="1", content="Hello")
    messages.send(Conversation.key(CONVERSATION).require(), draft, now)
    _, login = logins.begin(ANA, "a browser", now)
    put(login)
    ticket = Ticket.key(TICKET)
    put(
        ticket.new(person_id=ANA, family_id=login.family_id, expires_at=now + timedelta(seconds=30))
    )
