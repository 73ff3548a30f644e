"""Changes of rows of the chat table, and the events that they announce."""

from datetime import UTC, datetime, timedelta
from typing import Any

from learn_exchange.tables.chat import (
    ChatCounter,
    Connection,
    Conversation,
    Inbox,
    Message,
    Pair,
    Presence,
    Sent,
    Ticket,
)
from learn_exchange.tables.store import Item
from tests.events.changes import RowChange, changes_of

ANA = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11"
BEN = "01930a5f-1d2c-7a4b-8c3d-6e1f3c9a0b22"
CONVERSATION = "01930a65-7382-7a01-8293-ce7f92506b88"
ANOTHER = "01930a66-8493-7b12-93a4-df80a3617c99"
AT = datetime(2026, 11, 22, 18, tzinfo=UTC)


def conversation(opener: str = ANA, partner: str = BEN, **changes: Any) -> Conversation:
    """Ana and Ben's conversation, which Ana has opened."""
    row = Conversation.of(CONVERSATION, opener, partner, AT)
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def message(**changes: Any) -> Message:
    """Returns what Ana has written to Ben."""
    attributes = {
        "id": ANOTHER,
        "conversation_id": CONVERSATION,
        "sequence": 12,
        "sender_id": ANA,
        "receiver_id": BEN,
        "client_id": "a client id",
        "message_kind": "text",
        "content": "a secret",
        "sent_at": AT,
        "for_a": 5,
        "for_b": 7,
        **changes,
    }
    return Message.key(CONVERSATION, 12).new(**attributes)


def inbox(**changes: Any) -> Inbox:
    """Returns the conversation as Ben has it, of which he has read three messages."""
    attributes = {
        "conversation_id": CONVERSATION,
        "partner_id": ANA,
        "last_sequence": 12,
        "received": 7,
        "read_sequence": 5,
        "read_received": 3,
        **changes,
    }
    return Inbox.key(BEN, CONVERSATION).new(**attributes)


def presence(*connections: str, at: datetime = AT) -> Presence:
    """Ana's presence, on some connections."""
    return Presence.key(ANA).new(connections=set(connections) or None, last_seen_at=at)


def connection(at: datetime = AT) -> Connection:
    """Returns a connection of Ana's."""
    return Connection.key("a").new(
        person_id=ANA, family_id=ANOTHER, connected_at=at, expires_at=at + timedelta(hours=2)
    )


def ticket(at: datetime = AT) -> Ticket:
    """Returns a ticket of Ana's."""
    return Ticket.key("a ticket").new(person_id=ANA, family_id=ANOTHER, expires_at=at)


def sent(sequence: int) -> Sent:
    """Returns what Ana's message has become."""
    return Sent.key(CONVERSATION, ANA, "a client id").new(
        message_id=ANOTHER, sequence=sequence, sent_at=AT, digest="a digest"
    )


OPENED = {"actorId": ANA, "conversationId": CONVERSATION, "userAId": ANA, "userBId": BEN}
ABOUT_ANA = {"actorId": ANA, "personId": ANA}
SENT = {
    "actorId": ANA,
    "conversationId": CONVERSATION,
    "messageId": ANOTHER,
    "sequence": 12,
    "receiverId": BEN,
    "messageKind": "text",
}
READ = {"actorId": BEN, "personId": BEN, "conversationId": CONVERSATION, "sequence": 12}

CHANGES: list[RowChange] = [
    (None, conversation(), {"ConversationOpened": OPENED}),
    (None, conversation(BEN, ANA), {"ConversationOpened": {**OPENED, "actorId": BEN}}),
    (conversation(), conversation(), {}),
    (conversation(), conversation(last_message_at=AT), {}),
    (conversation(), conversation(sequence=1, for_b=1, last_message_at=AT), {}),
    (conversation(), None, {}),
    (None, message(), {"MessageSent": SENT}),
    (
        None,
        message(sender_id=None, receiver_id=None, message_kind="exchange"),
        {"MessageSent": {**SENT, "actorId": None, "receiverId": None, "messageKind": "exchange"}},
    ),
    (message(), message(content="another"), {}),
    (message(), None, {}),
    (None, inbox(), {}),
    (inbox(), inbox(read_sequence=12, read_received=7), {"ConversationRead": READ}),
    (inbox(), inbox(last_sequence=13, received=8), {}),
    (inbox(read_sequence=12), inbox(), {}),
    (inbox(), None, {}),
    (None, presence("a"), {"PresenceChanged": ABOUT_ANA}),
    (None, presence(), {}),
    (presence(), presence("a"), {"PresenceChanged": ABOUT_ANA}),
    (presence("a"), presence("a", "b"), {}),
    (presence("a", "b"), presence("b"), {}),
    (presence("a"), presence("b"), {}),
    (presence("a"), presence("a", at=AT + timedelta(minutes=1)), {}),
    (presence("a"), presence(), {"PresenceChanged": ABOUT_ANA}),
    (presence(), presence(at=AT + timedelta(minutes=1)), {}),
    (presence("a"), None, {}),
]

# Kinds of row whose changes mean nothing to others, before and after one.
SILENT: list[tuple[Item, Item]] = [
    (
        Pair.key(ANA, BEN).new(conversation_id=CONVERSATION),
        Pair.key(ANA, BEN).new(conversation_id=ANOTHER),
    ),
    (connection(), connection(AT + timedelta(minutes=1))),
    (ticket(), ticket(AT + timedelta(minutes=1))),
    (sent(12), sent(13)),
    (
        ChatCounter("LIMIT#a", "b", taken=1, expires_at=AT),
        ChatCounter("LIMIT#a", "b", taken=2, expires_at=AT),
    ),
]
CHANGES += changes_of(SILENT)
