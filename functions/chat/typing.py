"""typing: let the other know that you are writing."""

from datetime import datetime

from chat.connections import whose
from chat.frames import Typing, TypingFrame
from learn_exchange.people import hidden
from learn_exchange.problems import NotFound
from learn_exchange.sockets import push, socket_handler
from learn_exchange.tables.chat import Conversation
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Block


def typing(frame: Typing, connection_id: str, now: datetime) -> None:  # noqa: ARG001
    """Let the other know that you are writing; nothing of it is kept.

    Send it at most every few seconds. The other gets a `typing`.
    """
    key = Conversation.key(frame.conversation_id)
    writer_id, found = whose(connection_id, key)
    conversation = found.require(key)
    partner_id = conversation.partner_of(writer_id)
    if hidden(get_many(Block.between(writer_id, partner_id)), writer_id, partner_id):
        raise NotFound
    push(TypingFrame(conversation_id=conversation.id, user_id=writer_id), [partner_id])


handler = socket_handler(typing)
