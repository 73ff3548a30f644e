"""The `chat` table: conversations, each between two people, and who is connected.

| item         | pk              | sk                       |
|--------------|-----------------|--------------------------|
| Conversation | CONVERSATION#id | CONVERSATION             |
| Message      | CONVERSATION#id | MESSAGE#sequence         |
| Sent         | CONVERSATION#id | SENT#sender#client id    |
| Pair         | PAIR#a#b        | CONVERSATION             |
| Inbox        | PERSON#id       | INBOX#conversation       |
| Presence     | PERSON#id       | PRESENCE                 |
| Connection   | CONNECTION#id   | CONNECTION               |
| Ticket       | TICKET#hash     | TICKET                   |
| ChatCounter  | LIMIT#scope     | window                   |

DynamoDB knows no second unique key: `Pair` is what keeps two people to one conversation, since it
is written in one transaction with it. Of the two, a is the one whose id sorts first.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    MapAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from learn_exchange.cursor import range_before
from learn_exchange.problems import NotFound
from learn_exchange.tables.counters import Counter
from learn_exchange.tables.store import Item, Key, query

# Clients ping at least every nine minutes, since API Gateway closes what is idle for ten:
# https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
SILENT_AT_MOST = timedelta(minutes=10)
SEQUENCE_DIGITS = 12
LAST_SEQUENCE = 10**SEQUENCE_DIGITS - 1
ALL_MESSAGES = 1, LAST_SEQUENCE


class InboxIndex(GlobalSecondaryIndex["Inbox"]):  # type: ignore[no-untyped-call]
    """A person's conversations, the one written to last at the end."""

    class Meta:
        index_name = "inbox"
        projection = AllProjection()

    listed_person = UnicodeAttribute(hash_key=True)
    listed_at = UnicodeAttribute(range_key=True)


class ChatItem(Item):
    """Base of all kinds of item in this table."""

    class Meta:
        table = "chat"

    kind = DiscriminatorAttribute()
    by_last_message = InboxIndex()
    listed_person = UnicodeAttribute(null=True)
    listed_at = UnicodeAttribute(null=True)


class Conversation(ChatItem, discriminator="Conversation"):
    """A thread between two people, from the moment that one of them has opened it.

    `sequence` is that of the last message; `for_a` and `for_b` count those that each was sent.
    """

    id = UnicodeAttribute()
    user_a_id = UnicodeAttribute()
    user_b_id = UnicodeAttribute()
    opened_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    last_message_at = UTCDateTimeAttribute(null=True)
    sequence = NumberAttribute(default=0)
    for_a = NumberAttribute(default=0)
    for_b = NumberAttribute(default=0)

    @staticmethod
    def key(conversation_id: str) -> Key["Conversation"]:
        """Returns the key of a conversation."""
        return Key(Conversation, _thread(conversation_id), "CONVERSATION")

    @staticmethod
    def of(conversation_id: str, opener_id: str, partner_id: str, at: datetime) -> "Conversation":
        """Returns a new conversation, which one has opened with the other."""
        user_a_id, user_b_id = sorted((opener_id, partner_id))
        return Conversation.key(conversation_id).new(
            id=conversation_id,
            user_a_id=user_a_id,
            user_b_id=user_b_id,
            opened_by=opener_id,
            created_at=at,
        )

    @property
    def people(self) -> tuple[str, str]:
        """The two whose conversation it is."""
        return self.user_a_id, self.user_b_id

    def partner_of(self, person_id: str) -> str:
        """Returns the id of the other of the two.

        Raises:
            NotFound: the person is neither of them, and for others there is no such conversation.
        """
        if person_id not in self.people:
            raise NotFound
        return self.user_b_id if person_id == self.user_a_id else self.user_a_id


class About(MapAttribute[str, Any]):
    """The event that a message tells of, and its exchange or session.

    `offered` and `requested` are the skills of the exchange; null in older rows, which have them in
    an English `content`.
    """

    event = UnicodeAttribute()
    exchange_id = UnicodeAttribute()
    session_id = UnicodeAttribute(null=True)
    offered = UnicodeAttribute(null=True)
    requested = UnicodeAttribute(null=True)

    @staticmethod
    def of(
        event: str, exchange_id: str, session_id: str | None, *, offered: str, requested: str
    ) -> "About":
        """Returns what an event says of an exchange, or of a session of it."""
        return About(  # type: ignore[no-untyped-call]
            event=event,
            exchange_id=exchange_id,
            session_id=session_id,
            offered=offered,
            requested=requested,
        )


class Message(ChatItem, discriminator="Message"):
    """Something said in a conversation, or by nobody: what the clock has brought about.

    `content` is what was written; it is empty where `about` says what has happened. `for_a` and
    `for_b` are the conversation's, as of this message.
    """

    id = UnicodeAttribute()
    conversation_id = UnicodeAttribute()
    sequence = NumberAttribute()
    sender_id = UnicodeAttribute(null=True)
    receiver_id = UnicodeAttribute(null=True)
    client_id = UnicodeAttribute()
    message_kind = UnicodeAttribute()
    content = UnicodeAttribute()
    about: About | None = About(null=True)  # type: ignore[no-untyped-call]
    sent_at = UTCDateTimeAttribute()
    for_a = NumberAttribute()
    for_b = NumberAttribute()

    @staticmethod
    def key(conversation_id: str, sequence: int) -> Key["Message"]:
        """Returns the key of a message."""
        return Key(Message, _thread(conversation_id), f"MESSAGE#{_in_order(sequence)}")

    @staticmethod
    def of_conversation(
        conversation_id: str,
        between: tuple[int, int],
        *,
        newest_first: bool,
        limit: int | None = None,
    ) -> Iterator["Message"]:
        """Returns the messages of a conversation from one sequence to another, both included."""
        first, last = between
        if first > last:
            return iter(())  # DynamoDB takes no range that ends before it begins.
        return query(
            Message,
            _thread(conversation_id),
            between=(f"MESSAGE#{_in_order(first)}", f"MESSAGE#{_in_order(last)}"),
            newest_first=newest_first,
            consistent=True,
            limit=limit,
        )


class Sent(ChatItem, discriminator="Sent"):
    """The message that was sent with a client id; `digest` is of its content."""

    message_id = UnicodeAttribute()
    sequence = NumberAttribute()
    sent_at = UTCDateTimeAttribute()
    digest = UnicodeAttribute()

    @staticmethod
    def key(conversation_id: str, sender_id: str | None, client_id: str) -> Key["Sent"]:
        """Returns the key of the record of a message that was sent, by its client id."""
        return Key(Sent, _thread(conversation_id), f"SENT#{sender_id or ''}#{client_id}")


class Pair(ChatItem, discriminator="Pair"):
    """Two people have a conversation, and which one."""

    conversation_id = UnicodeAttribute()

    @staticmethod
    def key(one: str, other: str) -> Key["Pair"]:
        """Returns the key of the pair of two people, in either order."""
        user_a_id, user_b_id = sorted((one, other))
        return Key(Pair, f"PAIR#{user_a_id}#{user_b_id}", "CONVERSATION")


class Inbox(ChatItem, discriminator="Inbox"):
    """A conversation as one of the two has it: how many messages they were sent, and have read.

    `last_sequence` is that of the last message, of which the list shows the text.
    """

    conversation_id = UnicodeAttribute()
    partner_id = UnicodeAttribute()
    last_sequence = NumberAttribute(default=0)
    received = NumberAttribute(default=0)
    read_sequence = NumberAttribute(default=0)
    read_received = NumberAttribute(default=0)

    @staticmethod
    def key(person_id: str, conversation_id: str) -> Key["Inbox"]:
        """Returns the key of a conversation in someone's inbox."""
        return Key(Inbox, _person(person_id), f"INBOX#{conversation_id}")

    @property
    def person_id(self) -> str:
        """The id of the person whose inbox it is in."""
        return self.pk.removeprefix("PERSON#")

    @property
    def unread_count(self) -> int:
        """The number of messages of the other that they have not read."""
        return int(self.received - self.read_received)

    @staticmethod
    def is_unread(sequence: int) -> Condition:
        """Returns the condition that the person has not read as far as a message."""
        unread: Condition = Inbox.read_sequence.does_not_exist() | (Inbox.read_sequence < sequence)
        return unread

    @staticmethod
    def place(conversation_id: str, at: datetime) -> str:
        """Returns the position in the list of a conversation by its last message."""
        return f"{at:%Y-%m-%dT%H:%M:%S.%f}#{conversation_id}"

    @staticmethod
    def of_person(person_id: str, before: str | None, limit: int) -> Iterator["Inbox"]:
        """Yields someone's conversations, the one written to last first, from a place on."""
        return query(
            Inbox,
            person_id,
            index="inbox",
            sort_key=ChatItem.listed_at,
            # DynamoDB takes no empty key, and no range that ends before it begins.
            between=("\0", range_before("", before)[1]),
            newest_first=True,
            limit=limit,
        )


class Presence(ChatItem, discriminator="Presence"):
    """On which connections someone is there, and when they were last heard of."""

    connections = UnicodeSetAttribute(null=True)
    last_seen_at = UTCDateTimeAttribute(null=True)

    @staticmethod
    def key(person_id: str) -> Key["Presence"]:
        """Returns the key of someone's presence."""
        return Key(Presence, _person(person_id), "PRESENCE")

    @property
    def person_id(self) -> str:
        """The id of the person whose presence it is."""
        return self.pk.removeprefix("PERSON#")

    def is_online(self, at: datetime) -> bool:
        """Returns whether they are there on some device that is not silent for too long."""
        seen = self.last_seen_at
        return bool(self.connections and seen and at - seen < SILENT_AT_MOST)


class Connection(ChatItem, discriminator="Connection"):
    """A WebSocket that is open: whose it is, and of which login."""

    person_id = UnicodeAttribute()
    family_id = UnicodeAttribute()
    of_newcomer = BooleanAttribute(default=True)
    connected_at = UTCDateTimeAttribute()
    expires_at = TTLAttribute()

    @staticmethod
    def key(connection_id: str) -> Key["Connection"]:
        """Returns the key of a connection."""
        return Key(Connection, f"CONNECTION#{connection_id}", "CONNECTION")

    @property
    def id(self) -> str:
        """Its id, as API Gateway has given it."""
        return self.pk.removeprefix("CONNECTION#")


class Ticket(ChatItem, discriminator="Ticket"):
    """A ticket that opens one WebSocket, once. Only its hash is kept."""

    person_id = UnicodeAttribute()
    family_id = UnicodeAttribute()
    of_newcomer = BooleanAttribute(default=True)
    expires_at = TTLAttribute()

    @staticmethod
    def key(ticket: str) -> Key["Ticket"]:
        """Returns the key of a ticket."""
        return Key(Ticket, f"TICKET#{sha256(ticket.encode()).hexdigest()}", "TICKET")


class ChatCounter(Counter, ChatItem, discriminator="Counter"):
    """A count of attempts within a window."""


def _thread(conversation_id: str) -> str:
    return f"CONVERSATION#{conversation_id}"


def _person(person_id: str) -> str:
    return f"PERSON#{person_id}"


def _in_order(sequence: int) -> str:
    return f"{sequence:0{SEQUENCE_DIGITS}}"
