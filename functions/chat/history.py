"""Reading a conversation: backwards from its end, or onwards from where a client has stopped."""

from chat.schemas import MessageView
from learn_exchange import cursor as cursors
from learn_exchange.concurrency import run_concurrently
from learn_exchange.http import Page
from learn_exchange.languages import language_of
from learn_exchange.people import hidden
from learn_exchange.problems import Invalid, MalformedRequest, NotFound
from learn_exchange.tables.chat import LAST_SEQUENCE, Conversation, Message
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Block, Profile


def page(
    conversation_id: str,
    reader_id: str,
    *,
    before: int | None,
    after: int | None,
    cursor: str | None,
    limit: int,
) -> Page[MessageView]:
    """Lists messages before a number, the newest first, or after one, the oldest first.

    Two round trips.

    Raises:
        Invalid: both numbers are given.
        MalformedRequest: the cursor belongs to another list.
        NotFound: there is no such conversation, the reader has no part in it, or one of the two has
            blocked the other.
    """
    if before is not None and after is not None:
        raise Invalid.at("/query/after", "Give `before` or `after`, not both.")
    scope = f"messages#{conversation_id}#{before}#{after}"
    position = _position(scope, cursor)
    if after is not None:
        between = (position or after) + 1, LAST_SEQUENCE
    else:
        between = 1, (position or before or LAST_SEQUENCE + 1) - 1
    conversation, rows = run_concurrently(
        Conversation.key(conversation_id).require,
        lambda: list(
            Message.of_conversation(
                conversation_id, between, newest_first=after is None, limit=limit + 1
            )
        ),
    )
    language = _language_of_reader(conversation, reader_id)
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: str(int(row.sequence)))
    return Page(items=[MessageView.of(row, language) for row in shown], next_cursor=next_cursor)


def _position(scope: str, cursor: str | None) -> int | None:
    position = cursors.decode(scope, cursor)
    if position is None:
        return None
    if not position.isdecimal() or not 0 < int(position) <= LAST_SEQUENCE:
        raise MalformedRequest("The cursor is not one of ours.")
    return int(position)


def _language_of_reader(conversation: Conversation, reader_id: str) -> str:
    """Returns the language of one of the two.

    Raises:
        NotFound: the person is neither of them, or one of the two has blocked the other.
    """
    partner_id = conversation.partner_of(reader_id)
    reader = Profile.key(reader_id)
    found = get_many([reader, *Block.between(reader_id, partner_id)])
    if hidden(found, reader_id, partner_id):
        raise NotFound
    return language_of(found[reader])
