"""What can happen to rows of the chat table, and what is announced then."""

from datetime import UTC, datetime
from typing import Any

from learn_exchange.tables.chat import Conversation, Pair
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


OPENED = {"actorId": ANA, "conversationId": CONVERSATION, "userAId": ANA, "userBId": BEN}

CHANGES: list[RowChange] = [
    (None, conversation(), {"ConversationOpened": OPENED}),
    (None, conversation(BEN, ANA), {"ConversationOpened": {**OPENED, "actorId": BEN}}),
    (conversation(), conversation(), {}),
    (conversation(), conversation(last_message_at=AT), {}),
    (conversation(), None, {}),
]

# Kinds of row whose changes mean nothing to others, before and after one.
SILENT: list[tuple[Item, Item]] = [
    (
        Pair.key(ANA, BEN).new(conversation_id=CONVERSATION),
        Pair.key(ANA, BEN).new(conversation_id=ANOTHER),
    ),
]
CHANGES += changes_of(SILENT)
