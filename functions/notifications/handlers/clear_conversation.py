"""Marks the notification of a conversation as read when its recipient reads the conversation.

Idempotent: a notification that is read stays read. One with newer messages stays unread.
"""

from learn_exchange.event_handler import consumer
from learn_exchange.events import ConversationRead
from notifications import unread


def clear_conversation(event: ConversationRead) -> None:
    """Mark the notification as read, if the person has read all of its messages."""
    unread.mark_conversation_read(event.person_id, event.conversation_id, event.sequence)


handler = consumer(clear_conversation)
