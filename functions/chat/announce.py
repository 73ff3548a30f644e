"""What changes in the `chat` table mean to others."""

from collections.abc import Iterable

from learn_exchange.announcing import Announcement, Change, announcer, nothing
from learn_exchange.events import ConversationOpened, DomainEvent
from learn_exchange.tables.chat import ChatItem, Conversation, Pair


def conversation(change: Change[Conversation]) -> Iterable[DomainEvent]:
    """Someone has opened a conversation with someone."""
    if new := change.inserted:
        yield change.event(
            ConversationOpened,
            actor_id=new.opened_by,
            conversation_id=new.id,
            user_a_id=new.user_a_id,
            user_b_id=new.user_b_id,
        )


ANNOUNCEMENTS: dict[type[ChatItem], Announcement] = {
    Conversation: conversation,
    Pair: nothing,
}

handler = announcer(ChatItem, ANNOUNCEMENTS)
