"""The frames of chat: what clients send and get by WebSocket."""

from typing import Literal

from pydantic import Field

from chat.schemas import ClientId, Content, MessageView, Sequence, SequenceNumber
from learn_exchange.ids import Id
from learn_exchange.sockets import IncomingFrame, OutgoingFrame
from learn_exchange.wire import Timestamp


class SendMessage(IncomingFrame):
    """A message to send."""

    action: Literal["sendMessage"] = "sendMessage"
    conversation_id: Id
    client_id: ClientId
    content: Content


class MarkRead(IncomingFrame):
    """The last message that was read."""

    action: Literal["markRead"] = "markRead"
    conversation_id: Id
    sequence: Sequence


class Typing(IncomingFrame):
    """Someone is writing."""

    action: Literal["typing"] = "typing"
    conversation_id: Id


class Ping(IncomingFrame):
    """A sign of life."""

    action: Literal["ping"] = "ping"


class AckFrame(OutgoingFrame):
    """Your message is saved: never send it again."""

    type: Literal["ack"] = "ack"
    client_id: str
    message: MessageView


class MessageFrame(OutgoingFrame):
    """There is a new message: of the other, of another device of yours, or of what has happened.

    It may come twice, and late. Show messages by their `sequence`; where one is missing, ask
    `GET /chat/{id}/messages?after=`.
    """

    type: Literal["message"] = "message"
    message: MessageView


class ReadFrame(OutgoingFrame):
    """Someone has read up to a message: the other, or you on another device."""

    type: Literal["read"] = "read"
    conversation_id: Id
    user_id: Id
    sequence: SequenceNumber


class TypingFrame(OutgoingFrame):
    """The other is writing. Show it for some seconds; it is not said when they stop."""

    type: Literal["typing"] = "typing"
    conversation_id: Id
    user_id: Id


class PresenceFrame(OutgoingFrame):
    """Someone with whom you chat is there now, or no longer is."""

    type: Literal["presence"] = "presence"
    user_id: Id
    online: bool
    last_seen_at: Timestamp | None


class PongFrame(OutgoingFrame):
    """The answer to a ping."""

    type: Literal["pong"] = "pong"
    at: Timestamp = Field(description="The time here.")
