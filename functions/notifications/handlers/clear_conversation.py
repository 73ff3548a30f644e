"""Marks the notification of a conversation read when somebody reads the conversation.

Idempotent: what is read stays read. Where newer messages have come, it stays unread.
"""

from learn_exchange.consuming import consumer
from learn_exchange.events import ConversationRead
from notifications import unread


def clear_conversation(event: ConversationRead) -> None:
    """Mark the notification as read, if the person has read as far as it goes."""
    unread.mark_conversation(event.person_id, event.conversation_id, event.sequence)


handler = consumer(clear_conversation)
