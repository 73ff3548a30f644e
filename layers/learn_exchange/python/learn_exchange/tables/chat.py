"""The `chat` table: conversations, each between two people.

| item         | pk              | sk           |
|--------------|-----------------|--------------|
| Conversation | CONVERSATION#id | CONVERSATION |
| Pair         | PAIR#a#b        | CONVERSATION |

DynamoDB knows no second unique key: `Pair` is what keeps two people to one conversation, since it
is written in one transaction with it. Of the two, a is the one whose id sorts first.
"""

from datetime import datetime

from pynamodb.attributes import DiscriminatorAttribute, UnicodeAttribute, UTCDateTimeAttribute

from learn_exchange.problems import NotFound
from learn_exchange.tables.store import Item, Key


class ChatItem(Item):
    """Base of all kinds of item in this table."""

    class Meta:
        table = "chat"

    kind = DiscriminatorAttribute()


class Conversation(ChatItem, discriminator="Conversation"):
    """A thread between two people, from the moment that one of them has opened it."""

    id = UnicodeAttribute()
    user_a_id = UnicodeAttribute()
    user_b_id = UnicodeAttribute()
    opened_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    last_message_at = UTCDateTimeAttribute(null=True)

    @staticmethod
    def key(conversation_id: str) -> Key["Conversation"]:
        """Where a conversation is."""
        return Key(Conversation, f"CONVERSATION#{conversation_id}", "CONVERSATION")

    @staticmethod
    def of(conversation_id: str, opener_id: str, partner_id: str, at: datetime) -> "Conversation":
        """A new conversation, which one has opened with the other."""
        user_a_id, user_b_id = sorted((opener_id, partner_id))
        return Conversation.key(conversation_id).new(
            id=conversation_id,
            user_a_id=user_a_id,
            user_b_id=user_b_id,
            opened_by=opener_id,
            created_at=at,
        )

    def partner_of(self, person_id: str) -> str:
        """Who the other of the two is.

        Raises:
            NotFound: the person is neither of them, and for others there is no such conversation.
        """
        if person_id not in (self.user_a_id, self.user_b_id):
            raise NotFound
        return self.user_b_id if person_id == self.user_a_id else self.user_a_id


class Pair(ChatItem, discriminator="Pair"):
    """Two people have a conversation, and which one."""

    conversation_id = UnicodeAttribute()

    @staticmethod
    def key(one: str, other: str) -> Key["Pair"]:
        """Where it stands which conversation two people have, whoever is named first."""
        user_a_id, user_b_id = sorted((one, other))
        return Key(Pair, f"PAIR#{user_a_id}#{user_b_id}", "CONVERSATION")
