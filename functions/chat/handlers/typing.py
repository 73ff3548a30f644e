"""typing: let the other know that you are writing."""

from datetime import datetime

from chat.connections import whose
from chat.frames import Typing, TypingFrame
from learn_exchange.account_limits import TYPING
from learn_exchange.problems import NotFound
from learn_exchange.sockets import push, socket_handler
from learn_exchange.tables.chat import ChatCounter, Conversation
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import Block


def typing(frame: Typing, connection_id: str, now: datetime) -> None:
    """Let the other know that you are writing; nothing of it is kept but how often you did.

    Send it at most every few seconds. The other gets a `typing`.
    """
    key = Conversation.key(frame.conversation_id)
    writer, found = whose(connection_id, key)
    conversation, writer_id = found.require(key), writer.person_id
    partner_id = conversation.partner_of(writer_id)
    with Transaction() as write:
        for block in Block.between(writer_id, partner_id):
            write.check(block, condition=Block.pk.does_not_exist(), on_conflict=NotFound())
        TYPING.take_within(write, ChatCounter, writer_id, now, newcomer=writer.of_newcomer)
    push(TypingFrame(conversation_id=conversation.id, user_id=writer_id), [partner_id])


handler = socket_handler(typing)
