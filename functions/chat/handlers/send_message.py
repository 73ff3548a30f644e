"""sendMessage: send a message by WebSocket."""

from datetime import datetime

from chat import messages
from chat.connections import whose
from chat.frames import AckFrame, SendMessage
from chat.messages import Draft
from learn_exchange.sockets import socket_handler
from learn_exchange.tables.chat import Conversation


def send_message(frame: SendMessage, connection_id: str, now: datetime) -> AckFrame:
    """Send a message.

    The answer is an `ack` with the message as it is saved, or an `error` with the `clientId`. As
    long as neither has come, send the same again, also by another connection: the message is there
    once. Have one message under way in a conversation at a time, so that they keep your order. The
    other and your other devices get a `message`.
    """
    key = Conversation.key(frame.conversation_id)
    sender, found = whose(connection_id, key)
    conversation = found.require(key)
    conversation.partner_of(sender.person_id)
    draft = Draft(sender.person_id, frame.client_id, frame.content, by_newcomer=sender.of_newcomer)
    message = messages.send(conversation, draft, now, exclude=connection_id)
    return AckFrame(client_id=frame.client_id, message=message)


handler = socket_handler(send_message)
