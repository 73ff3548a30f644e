"""Domain events that changes in the `chat` table stand for."""

from collections.abc import Iterable

from learn_exchange.events import (
    ConversationOpened,
    ConversationRead,
    DomainEvent,
    MessageSent,
    PresenceChanged,
)
from learn_exchange.stream_publisher import Announcement, Change, announcer, nothing
from learn_exchange.tables.chat import (
    ChatCounter,
    ChatItem,
    Connection,
    Conversation,
    Inbox,
    Message,
    Pair,
    Presence,
    Sent,
    Ticket,
)


def conversation(change: Change[Conversation]) -> Iterable[DomainEvent]:
    """Tells that someone has opened a conversation with someone."""
    if new := change.inserted:
        yield change.event(
            ConversationOpened,
            actor_id=new.opened_by,
            conversation_id=new.id,
            user_a_id=new.user_a_id,
            user_b_id=new.user_b_id,
        )


def message(change: Change[Message]) -> Iterable[DomainEvent]:
    """Tells that there is a new message."""
    if new := change.inserted:
        yield change.event(
            MessageSent,
            actor_id=new.sender_id,
            conversation_id=new.conversation_id,
            message_id=new.id,
            sequence=new.sequence,
            receiver_id=new.receiver_id,
            message_kind=new.message_kind,
        )


def inbox(change: Change[Inbox]) -> Iterable[DomainEvent]:
    """Tells that someone has read on in a conversation."""
    if change.modified:
        before, after = change.modified
        if after.read_sequence > before.read_sequence:
            yield change.event(
                ConversationRead,
                actor_id=after.person_id,
                person_id=after.person_id,
                conversation_id=after.conversation_id,
                sequence=after.read_sequence,
            )


def presence(change: Change[Presence]) -> Iterable[DomainEvent]:
    """Tells that someone is there on a first device, or no longer on any."""
    before, after = change.before, change.after
    if after and bool(after.connections) != bool(before and before.connections):
        yield change.event(PresenceChanged, actor_id=after.person_id, person_id=after.person_id)


ANNOUNCEMENTS: dict[type[ChatItem], Announcement] = {
    Conversation: conversation,
    Inbox: inbox,
    Message: message,
    Presence: presence,
    ChatCounter: nothing,
    Connection: nothing,
    Pair: nothing,
    Sent: nothing,
    Ticket: nothing,
}

handler = announcer(ChatItem, ANNOUNCEMENTS)
