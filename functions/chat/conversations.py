"""Conversations: two people have one, whoever opens it and however often."""

from datetime import datetime

from chat.schemas import ConversationView
from learn_exchange.ids import new_id
from learn_exchange.people import hidden
from learn_exchange.problems import Invalid, NotFound
from learn_exchange.tables.chat import Conversation, Pair
from learn_exchange.tables.store import Transaction, get_many
from learn_exchange.tables.users import Block, Profile


class _OpenedMeanwhile(Exception):
    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.conversation_id = pair.conversation_id


def between(opener_id: str, partner_id: str, at: datetime) -> ConversationView:
    """The conversation of two people, which is begun if they have none.

    Two round trips; a third where both begin it at once, for the one who comes second.

    Raises:
        Invalid: they are the same person.
        NotFound: there is no such person, or one of the two has blocked the other.
    """
    if opener_id == partner_id:
        raise Invalid.at("/userId", "You cannot have a conversation with yourself.")
    partner, pair = Profile.key(partner_id), Pair.key(opener_id, partner_id)
    found = get_many([partner, pair, *Block.between(opener_id, partner_id)], consistent=True)
    profile, known = found.require(partner), found[pair]
    if hidden(found, opener_id, partner_id):
        raise NotFound
    if known:
        conversation = Conversation.key(known.conversation_id).require()
    else:
        conversation = _begin(opener_id, partner_id, at)
    return ConversationView.of(conversation, profile)


def _begin(opener_id: str, partner_id: str, at: datetime) -> Conversation:
    conversation = Conversation.of(new_id(), opener_id, partner_id, at)
    pair = Pair.key(opener_id, partner_id).new(conversation_id=conversation.id)
    try:
        with Transaction() as transaction:
            for block in Block.between(opener_id, partner_id):
                transaction.check(block, when=Block.pk.does_not_exist(), otherwise=NotFound())
            transaction.put(pair, when=Pair.pk.does_not_exist(), otherwise=_OpenedMeanwhile)
            transaction.put(conversation)
    except _OpenedMeanwhile as meanwhile:
        return Conversation.key(meanwhile.conversation_id).require()
    return conversation
