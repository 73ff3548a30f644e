"""Requests and answers of the chat endpoints, and the parts of frames."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StrictInt

from chat.texts import content_of
from learn_exchange.ids import Id
from learn_exchange.languages import DEFAULT, language_of
from learn_exchange.people import UserCard, visible
from learn_exchange.tables.chat import Inbox, Message, Presence
from learn_exchange.tables.store import BatchResult
from learn_exchange.tables.users import Profile
from learn_exchange.wire import ApiModel, InputModel, Timestamp

MAX_CONTENT_BYTES = 16 * 1024


def _not_too_large(content: str) -> str:
    if len(content.encode()) > MAX_CONTENT_BYTES:
        raise ValueError(f"has more than {MAX_CONTENT_BYTES} bytes in UTF-8")
    return content


Content = Annotated[
    str,
    Field(
        min_length=1,
        max_length=8000,
        description="At most 16 KB of UTF-8; kept as it is sent. Show it as text.",
        examples=["¡Hola! When do we start?"],
    ),
    AfterValidator(visible),
    AfterValidator(_not_too_large),
]
ClientId = Annotated[
    str,
    Field(
        max_length=100,
        pattern=r"^[!-~]+$",
        description="Choose one for each message, such as a UUID, and send it again with each "
        "retry: the message is there once.",
        examples=["5e0a3f5c-1f7b-4b7e-8d43-0a9f4a1a2b3c"],
    ),
]
Sequence = Annotated[
    StrictInt,
    Field(
        ge=1,
        le=10**12 - 1,
        description="The messages of a conversation are 1, 2, 3 … without a gap.",
        examples=[12],
    ),
]
# What is answered was checked when it was stored: here only generators need to know its size.
SequenceNumber = Annotated[int, Field(json_schema_extra={"format": "int64"})]
MessageKind = Literal["text", "exchange", "session"]


class NewConversation(InputModel):
    """With whom to have a conversation."""

    user_id: Id


class NewMessage(InputModel):
    """A message to send."""

    client_id: ClientId
    content: Content


class ReadUpTo(InputModel):
    """The last message that was read."""

    sequence: Sequence


AboutEvent = Literal[
    "ExchangeRequested",
    "ExchangeAccepted",
    "ExchangeCanceled",
    "ExchangeCompleted",
    "SessionProposed",
    "SessionAccepted",
    "SessionRescheduled",
    "SessionCanceled",
    "SessionMarkedCompleted",
    "SessionCompleted",
    "NoShowReported",
    "NoShowContested",
]


class AboutView(ApiModel):
    """An event, and the exchange or session that it is about."""

    event: AboutEvent
    exchange_id: Id
    session_id: Id | None = Field(description="Null where it is about the exchange.")


class MessageView(ApiModel):
    """A message. Of kind `exchange` or `session` it tells what has happened, by `about`."""

    id: Id
    conversation_id: Id
    sender_id: Id | None = Field(description="Null where nobody did it: a deadline has passed.")
    content: str = Field(
        description="What was written. Of kind `exchange` or `session`, what has happened, in the "
        "language of your profile."
    )
    sent_at: Timestamp
    sequence: SequenceNumber
    client_id: str
    kind: MessageKind
    about: AboutView | None = Field(description="Null where the kind is `text`.")

    @classmethod
    def of(cls, message: Message, language: str = DEFAULT) -> Self:
        """Returns a message as both see it, but for the language of what has happened."""
        about = message.about and AboutView(
            event=message.about.event,
            exchange_id=message.about.exchange_id,
            session_id=message.about.session_id,
        )
        return cls(
            id=message.id,
            conversation_id=message.conversation_id,
            sender_id=message.sender_id,
            content=content_of(message, language),
            sent_at=message.sent_at,
            sequence=int(message.sequence),
            client_id=message.client_id,
            kind=message.message_kind,
            about=about,
        )


class PresenceView(ApiModel):
    """The presence of a person."""

    online: bool
    last_seen_at: Timestamp | None = Field(description="Null where they never were.")

    @classmethod
    def of(cls, presence: Presence | None, at: datetime) -> Self:
        """Returns the presence of someone at an instant."""
        if presence is None:
            return cls(online=False, last_seen_at=None)
        return cls(online=presence.is_online(at), last_seen_at=presence.last_seen_at)


class ConversationView(ApiModel):
    """A conversation as one of the two sees it."""

    id: Id
    partner: UserCard = Field(alias="with", description="The other of the two.")
    presence: PresenceView | None = Field(description="Of the other; null where they hide it.")
    last_message: MessageView | None = Field(description="Null as long as nobody has written.")
    last_message_at: Timestamp | None
    unread_count: int = Field(description="Messages of the other that you have not read.")
    read_sequence: SequenceNumber = Field(
        description="Up to which message you have read; 0 for none."
    )
    partner_read_sequence: SequenceNumber = Field(
        description="Up to which message the other has read."
    )

    @classmethod
    def of(
        cls,
        conversation_id: str,
        viewer_id: str,
        partner: Profile,
        found: BatchResult,
        last: Message | None,
        at: datetime,
    ) -> Self:
        """Returns a conversation by its last message, and what was found.

        That is of inboxes, of the other's presence, and of the viewer's profile.
        """
        own = found[Inbox.key(viewer_id, conversation_id)]
        language = language_of(found[Profile.key(viewer_id)])
        others = found[Inbox.key(partner.id, conversation_id)]
        presence = PresenceView.of(found[Presence.key(partner.id)], at)
        return cls(
            id=conversation_id,
            partner=UserCard.of(partner),
            presence=presence if partner.show_presence else None,
            last_message=last and MessageView.of(last, language),
            last_message_at=last and last.sent_at,
            unread_count=own.unread_count if own else 0,
            read_sequence=int(own.read_sequence) if own else 0,
            partner_read_sequence=int(others.read_sequence) if others else 0,
        )


class ReadPointer(ApiModel):
    """The last message that someone has read."""

    conversation_id: Id
    sequence: SequenceNumber = Field(description="It never goes back.")
    unread_count: int


class TicketView(ApiModel):
    """A ticket that opens one WebSocket."""

    ticket: str
    url: str = Field(
        description="Where to open it, with the ticket.",
    )
    expires_in: int = Field(description="Seconds until the ticket is good for nothing.")
