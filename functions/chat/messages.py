"""Sending messages.

The messages of a conversation are numbered without a gap. A message is written in one transaction
with its number, with what it was sent as (so that sending it again changes nothing), and with both
inboxes: it is there for both, or for nobody (docs/adr/0020).
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from chat.frames import MessageFrame
from chat.problems import ClientIdReused
from chat.schemas import MessageKind, MessageView
from learn_exchange.account_limits import MESSAGES
from learn_exchange.ids import new_id
from learn_exchange.problems import NotFound
from learn_exchange.sockets import push
from learn_exchange.tables.chat import About, ChatCounter, Conversation, Inbox, Message, Sent
from learn_exchange.tables.store import ConditionFailed, Transaction, retry_on_conflict
from learn_exchange.tables.users import Block


@dataclass(frozen=True)
class Draft:
    """A message before it has its number. What nobody has said is told to both.

    What tells of an event has no content.
    """

    sender_id: str | None
    client_id: str
    content: str
    kind: MessageKind = "text"
    about: About | None = None
    by_newcomer: bool = False

    @property
    def digest(self) -> str:
        """A hash of the content, to tell whether the same is sent again."""
        return sha256(self.content.encode()).hexdigest()


class _SentBefore(Exception):
    def __init__(self, sent: Sent) -> None:
        super().__init__()
        self.sent = sent


def send(
    conversation: Conversation, draft: Draft, at: datetime, *, exclude: str | None = None
) -> MessageView:
    """Save what somebody has written, and show it to all devices of both but one connection.

    That is the connection that it came by.

    Raises:
        NotFound: one of the two has blocked the other.
        ClientIdReused: the sender's client id came with another content.
        TooManyRequests: the sender has sent too many.
    """
    view = MessageView.of(save(conversation, draft, at))
    push(MessageFrame(message=view), conversation.people, exclude=exclude)
    return view


def save(conversation: Conversation, draft: Draft, at: datetime) -> Message:
    """Save a message.

    One round trip, and one more each time that another message comes first. Sent again it is what
    it was the first time; it is to be shown again, since the first attempt may have ended before.

    Raises:
        NotFound: one of the two has blocked the other.
        ClientIdReused: the sender's client id came with another content.
        TooManyRequests: the sender has sent too many.
    """
    try:
        return _save(conversation, draft, at)
    except _SentBefore as before:
        return _as_sent(conversation, draft, before.sent)


def _save(conversation: Conversation, draft: Draft, at: datetime) -> Message:
    current = conversation

    @retry_on_conflict
    def save() -> Message:
        nonlocal current
        message = _next(current, draft, at)
        try:
            with Transaction() as write:
                _write(write, current, draft, message)
        except ConditionFailed as overtaken:
            if isinstance(overtaken.item, Conversation):
                current = overtaken.item
            raise
        return message

    return save()


def _next(conversation: Conversation, draft: Draft, at: datetime) -> Message:
    sender_id, sequence = draft.sender_id, int(conversation.sequence) + 1
    user_a_id, user_b_id = conversation.people
    return Message.key(conversation.id, sequence).new(
        id=new_id(),
        conversation_id=conversation.id,
        sequence=sequence,
        sender_id=sender_id,
        receiver_id=conversation.partner_of(sender_id) if sender_id else None,
        client_id=draft.client_id,
        message_kind=draft.kind,
        content=draft.content,
        about=draft.about,
        # Clocks of two functions may differ, and times are shown in the order of the numbers.
        sent_at=max(at, conversation.last_message_at or at),
        for_a=conversation.for_a + (sender_id != user_a_id),
        for_b=conversation.for_b + (sender_id != user_b_id),
    )


def _write(write: Transaction, conversation: Conversation, draft: Draft, message: Message) -> None:
    sent = Sent.key(conversation.id, draft.sender_id, draft.client_id).new(
        message_id=message.id,
        sequence=message.sequence,
        sent_at=message.sent_at,
        digest=draft.digest,
    )
    written_by = draft.sender_id if draft.kind == "text" else None
    if written_by:
        for block in Block.between(*conversation.people):
            write.check(block, condition=Block.pk.does_not_exist(), on_conflict=NotFound())
    write.put(sent, condition=Sent.pk.does_not_exist(), on_conflict=_SentBefore)
    if written_by:
        MESSAGES.take_within(
            write, ChatCounter, written_by, message.sent_at, newcomer=draft.by_newcomer
        )
    write.update(
        Conversation.key(conversation.id),
        Conversation.sequence.set(message.sequence),
        Conversation.last_message_at.set(message.sent_at),
        Conversation.for_a.set(message.for_a),
        Conversation.for_b.set(message.for_b),
        condition=Conversation.sequence == conversation.sequence,
    )
    write.put(message)
    user_a_id, user_b_id = conversation.people
    _put_in(write, user_a_id, user_b_id, message, received=int(message.for_a))
    _put_in(write, user_b_id, user_a_id, message, received=int(message.for_b))


def _put_in(
    write: Transaction, person_id: str, partner_id: str, message: Message, *, received: int
) -> None:
    """Write what a message changes in someone's inbox."""
    write.update(
        Inbox.key(person_id, message.conversation_id),
        Inbox.kind.set(Inbox),
        Inbox.conversation_id.set(message.conversation_id),
        Inbox.partner_id.set(partner_id),
        Inbox.last_sequence.set(message.sequence),
        Inbox.received.set(received),
        Inbox.listed_person.set(person_id),
        Inbox.listed_at.set(Inbox.place(message.conversation_id, message.sent_at)),
    )


def _as_sent(conversation: Conversation, draft: Draft, sent: Sent) -> Message:
    # What tells of an event has a client id of its own, and an older version kept it in words.
    if draft.about is None and sent.digest != draft.digest:
        raise ClientIdReused
    message = _next(conversation, draft, sent.sent_at)
    message.id, message.sequence, message.sent_at = sent.message_id, sent.sequence, sent.sent_at
    return message
