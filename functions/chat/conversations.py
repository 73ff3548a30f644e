"""Conversations: two people have one, no matter who opens it and how often."""

from datetime import datetime
from typing import Any

from chat.schemas import ConversationView
from learn_exchange import cursor as cursors
from learn_exchange.account_limits import CONVERSATIONS
from learn_exchange.concurrency import run_concurrently
from learn_exchange.http import Page
from learn_exchange.ids import new_id
from learn_exchange.people import hidden
from learn_exchange.problems import Invalid, NotFound
from learn_exchange.tables.chat import (
    ALL_MESSAGES,
    ChatCounter,
    Conversation,
    Inbox,
    Message,
    Pair,
    Presence,
)
from learn_exchange.tables.store import BatchResult, Key, Transaction, get_many
from learn_exchange.tables.users import Block, Profile

SCOPE = "conversations"


class _OpenedBefore(Exception):
    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair = pair


def between(opener_id: str, partner_id: str, at: datetime, *, newcomer: bool) -> ConversationView:
    """Returns the conversation of two people, which is begun if they have none.

    Two round trips; a third where both begin it at the same time, for the second.

    Raises:
        Invalid: they are the same person.
        NotFound: there is no such person, or one of the two has blocked the other.
        TooManyRequests: the opener has begun too many today.
    """
    if opener_id == partner_id:
        raise Invalid.at("/userId", "You cannot have a conversation with yourself.")
    partner, pair = Profile.key(partner_id), Pair.key(opener_id, partner_id)
    wanted = [
        partner,
        pair,
        Profile.key(opener_id),
        Presence.key(partner_id),
        *Block.between(opener_id, partner_id),
    ]
    found = get_many(wanted, consistent=True)
    profile, known = found.require(partner), found[pair]
    if hidden(found, opener_id, partner_id):
        raise NotFound
    if known is None:
        try:
            conversation_id = _begin(opener_id, partner_id, at, newcomer=newcomer)
        except _OpenedBefore as meanwhile:
            known = meanwhile.pair
        else:
            return ConversationView.of(conversation_id, opener_id, profile, found, None, at)
    inboxes, last = _read(known.conversation_id, opener_id, partner_id)
    return ConversationView.of(known.conversation_id, opener_id, profile, found | inboxes, last, at)


def seen_by(conversation_id: str, viewer_id: str, at: datetime) -> ConversationView:
    """Returns a conversation as one of the two sees it. Two round trips.

    Raises:
        NotFound: there is none, the viewer has no part in it, or one of the two has blocked the
            other.
    """
    partner_id = Conversation.key(conversation_id).require().partner_of(viewer_id)
    partner, blocks = Profile.key(partner_id), Block.between(viewer_id, partner_id)
    also = partner, Profile.key(viewer_id), Presence.key(partner_id), *blocks
    found, last = _read(conversation_id, viewer_id, partner_id, *also)
    if hidden(found, viewer_id, partner_id):
        raise NotFound
    profile = found.require(partner)
    return ConversationView.of(conversation_id, viewer_id, profile, found, last, at)


def _read(
    conversation_id: str, one: str, other: str, *also: Key[Any]
) -> tuple[BatchResult, Message | None]:
    """Reads both inboxes and the last message of a conversation. One round trip."""
    inboxes = Inbox.key(one, conversation_id), Inbox.key(other, conversation_id)
    found, messages = run_concurrently(
        lambda: get_many([*inboxes, *also], consistent=True),
        lambda: list(
            Message.of_conversation(conversation_id, ALL_MESSAGES, newest_first=True, limit=1)
        ),
    )
    return found, messages[0] if messages else None


def listed(
    person_id: str, *, at: datetime, cursor: str | None, limit: int
) -> Page[ConversationView]:
    """Lists someone's conversations, the one written to last first. Two round trips.

    Those with people who are hidden from them are left out.

    Raises:
        MalformedRequest: the cursor belongs to another list.
    """
    before = cursors.decode(SCOPE, cursor)
    rows = Inbox.of_person(person_id, before, limit + 1)
    shown, next_cursor = cursors.cut(rows, limit, SCOPE, lambda row: row.listed_at)
    keys = [key for row in shown for key in _keys(person_id, row)]
    found = get_many([*keys, Profile.key(person_id)] if keys else [], consistent=True)
    views = [
        ConversationView.of(
            row.conversation_id,
            person_id,
            partner,
            found,
            found[Message.key(row.conversation_id, int(row.last_sequence))],
            at,
        )
        for row in shown
        if (partner := found[Profile.key(row.partner_id)])
        and not hidden(found, person_id, row.partner_id)
    ]
    return Page(items=views, next_cursor=next_cursor)


def _keys(person_id: str, row: Inbox) -> list[Key[Any]]:
    return [
        Inbox.key(person_id, row.conversation_id),
        Inbox.key(row.partner_id, row.conversation_id),
        Message.key(row.conversation_id, int(row.last_sequence)),
        Presence.key(row.partner_id),
        Profile.key(row.partner_id),
        *Block.between(person_id, row.partner_id),
    ]


def _begin(opener_id: str, partner_id: str, at: datetime, *, newcomer: bool) -> str:
    """Begin a conversation, unless the other has just done so; its id.

    Raises:
        _OpenedBefore: the other has.
        NotFound: one of the two has blocked the other.
    """
    conversation = Conversation.of(new_id(), opener_id, partner_id, at)
    pair = Pair.key(opener_id, partner_id).new(conversation_id=conversation.id)
    inbox = Inbox.key(opener_id, conversation.id).new(
        conversation_id=conversation.id,
        partner_id=partner_id,
        listed_person=opener_id,
        listed_at=Inbox.place(conversation.id, at),
    )
    with Transaction() as transaction:
        for block in Block.between(opener_id, partner_id):
            transaction.check(block, condition=Block.pk.does_not_exist(), on_conflict=NotFound())
        transaction.put(pair, condition=Pair.pk.does_not_exist(), on_conflict=_OpenedBefore)
        transaction.put(conversation)
        transaction.put(inbox)
        CONVERSATIONS.take_within(transaction, ChatCounter, opener_id, at, newcomer=newcomer)
    return conversation.id
