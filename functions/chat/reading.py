"""Read pointers: they never go back, and they tell what is unread."""

from chat.frames import ReadFrame
from chat.schemas import ReadPointer
from learn_exchange.concurrency import run_concurrently
from learn_exchange.people import hidden
from learn_exchange.problems import Invalid, NotFound
from learn_exchange.sockets import push
from learn_exchange.tables.chat import Conversation, Inbox, Message
from learn_exchange.tables.store import (
    BatchResult,
    ConditionFailed,
    Key,
    Transaction,
    get_many,
)
from learn_exchange.tables.users import Block


def keys(conversation_id: str, sequence: int) -> tuple[Key[Conversation], Key[Message]]:
    """Returns the keys that `read_up_to` needs."""
    return Conversation.key(conversation_id), Message.key(conversation_id, sequence)


def read_up_to(
    found: BatchResult,
    conversation_id: str,
    sequence: int,
    reader_id: str,
    *,
    exclude: str | None = None,
) -> ReadPointer:
    """Move a reader on to a message, and show both where they are, but for one connection.

    One round trip before they are shown it. Where the reader is further already, nothing changes
    and nobody is told.

    Raises:
        NotFound: there is no such conversation, the reader has no part in it, or one of the two has
            blocked the other.
        Invalid: there is no such message.
    """
    its_key, message_key = keys(conversation_id, sequence)
    conversation, message = found.require(its_key), found[message_key]
    partner_id = conversation.partner_of(reader_id)
    if message is None:
        if hidden(get_many(Block.between(reader_id, partner_id)), reader_id, partner_id):
            raise NotFound
        raise Invalid.at("/sequence", "There is no such message yet.")
    received = message.for_a if reader_id == conversation.user_a_id else message.for_b
    inbox = _move(reader_id, partner_id, conversation_id, sequence, int(received))
    if inbox is None:
        frame = ReadFrame(conversation_id=conversation_id, user_id=reader_id, sequence=sequence)
        unmoved, _ = run_concurrently(
            Inbox.key(reader_id, conversation_id).require,
            lambda: push(frame, conversation.people, exclude=exclude),
        )
        inbox = unmoved
    return ReadPointer(
        conversation_id=conversation_id,
        sequence=int(inbox.read_sequence),
        unread_count=inbox.unread_count,
    )


def _move(
    reader_id: str, partner_id: str, conversation_id: str, sequence: int, received: int
) -> Inbox | None:
    """Moves the pointer forward. Returns the inbox if it was further already."""
    with_pointer = Inbox.read_sequence.set(sequence), Inbox.read_received.set(received)
    try:
        with Transaction() as write:
            for block in Block.between(reader_id, partner_id):
                write.check(block, condition=Block.pk.does_not_exist(), on_conflict=NotFound())
            inbox = Inbox.key(reader_id, conversation_id)
            write.update(inbox, *with_pointer, condition=Inbox.is_unread(sequence))
    except ConditionFailed as further:
        if not isinstance(further.item, Inbox):
            raise
        return further.item
    return None
