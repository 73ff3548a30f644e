"""What the chat endpoints take and answer."""

from datetime import datetime
from typing import Self

from pydantic import Field

from learn_exchange.ids import Id
from learn_exchange.people import UserCard
from learn_exchange.tables.chat import Conversation
from learn_exchange.tables.users import Profile
from learn_exchange.wire import Wire


class NewConversation(Wire):
    """With whom to have a conversation."""

    user_id: Id


class ConversationView(Wire):
    """A conversation as one of the two sees it."""

    id: Id
    partner: UserCard = Field(alias="with", description="The other of the two.")
    last_message: None = Field(default=None, description="Null as long as nobody has written.")
    last_message_at: datetime | None
    unread_count: int = 0

    @classmethod
    def of(cls, conversation: Conversation, partner: Profile) -> Self:
        """A conversation as the one sees it who is not `partner`."""
        return cls(
            id=conversation.id,
            partner=UserCard.of(partner),
            last_message_at=conversation.last_message_at,
        )
