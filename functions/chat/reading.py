"""Read pointers: they never go back, and they tell what is unread."""

from chat.frames import ReadFrame
from chat.schemas import ReadPointer
from learn_exchange.people import hidden
from learn_exchange.problems import Invalid
from learn_exchange.sockets import push
from learn_exchange.tables.chat import Conversation, Inbox, Message
from learn_exchange.tables.store import ConditionFailed, Found, Key, get_many, side_by_side, update
from learn_exchange.tables.users import Block


def keys(conversation_id: str, sequence: int) -> tuple[Key[Conversation], Key[Message]]:
    """Returns the keys that `read_up_to` needs."""
    return Conversation.key(conversation_id), Message.key(conversation_id, sequence)


def read_up_to(
    found: Found,
    conversation_id: str,
    sequence: int,
    reader_id: str,
    *,
    besides: str | None = None,
) -> ReadPointer:
    """Move a reader on to a message, and show both where they are, besides on one connection.

    One round trip before they are shown it. Where the reader is further already, nothing changes
    and nobody is told; who is hidden from the reader is not told either.

    Raises:
        NotFound: there is no such conversation, or the reader has no part in it.
        Invalid: there is no such message.
    """
    its_key, message_key = keys(conversation_id, sequence)
    conversation, message = found.require(its_key), found[message_key]
    partner_id = conversation.partner_of(reader_id)
    if message is None:
        raise Invalid.at("/sequence", "There is no such message yet.")
    received = message.for_a if reader_id == conversation.user_a_id else message.for_b
    (moved, inbox), blocks = side_by_side(
        lambda: _move(reader_id, conversation_id, sequence, int(received)),
        lambda: get_many(Block.between(reader_id, partner_id)),
    )
    if moved:
        frame = ReadFrame(conversation_id=conversation_id, user_id=reader_id, sequence=sequence)
        told = [reader_id] if hidden(blocks, reader_id, partner_id) else conversation.people
        push(frame, told, besides=besides)
    return ReadPointer(
        conversation_id=conversation_id,
        sequence=int(inbox.read_sequence),
        unread_count=inbox.unread_count,
    )


def _move(reader_id: str, conversation_id: str, sequence: int, received: int) -> tuple[bool, Inbox]:
    """Moves the pointer forward. Returns whether it was behind, and the inbox afterwards."""
    key = Inbox.key(reader_id, conversation_id)
    actions = Inbox.read_sequence.set(sequence), Inbox.read_received.set(received)
    try:
        return True, update(key, *actions, when=Inbox.is_unread(sequence))
    except ConditionFailed as further:
        if not isinstance(further.item, Inbox):
            raise
        return False, further.item
