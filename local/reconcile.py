"""`make reconcile`: count again what is counted, and correct what is wrong.

Reverse rows of likes and blocks are looked through first (`local.reverse_rows`).

Every total is written in one transaction with what it counts, so there is nothing to correct unless
somebody has changed tables by hand, or a backup was restored in parts. It can run at any time: a
total that changes while it is being counted is counted again, and only one that is still what was
read is corrected.
"""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import and_
from typing import Any, Final

from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.condition import Condition

from exchange.projections import totals_of
from learn_exchange.tables.chat import ALL_MESSAGES, LAST_SEQUENCE, Conversation, Inbox, Message
from learn_exchange.tables.exchange import Exchange, ParticipantView, PendingRequests, Session
from learn_exchange.tables.feed import Comment, EngagementCounts, Like, Post
from learn_exchange.tables.notifications import Notification, UnreadCounter
from learn_exchange.tables.store import ConditionFailed, Item, Key, get_many, update
from learn_exchange.tables.users import Follow, Stats
from local.environment import LocalError
from local.reverse_rows import complete
from local.stage import STAGE, credentials_for, name_tables

_THREADS: Final = 8
_ATTEMPTS: Final = 10
_OF_EXCHANGES: Final = (
    "exchanges_under_way",
    "exchanges_completed",
    "sessions_completed",
    "late_cancellations",
    "no_shows",
    "ratings_count",
    "ratings_sum",
)


def _of_person(stats: Stats) -> dict[str, int]:
    person_id = str(stats.pk).removeprefix("PERSON#")
    follows = Follow.sk.startswith("FOLLOW#")
    return {
        "followers_count": Follow.count(person_id, index_name="followers"),
        "following_count": Follow.count(stats.pk, follows, consistent_read=True),
        "posts_count": Post.count(person_id, index_name="author"),
        **_of_exchanges(stats.pk, person_id),
    }


def _of_exchanges(pk: str, person_id: str) -> dict[str, int]:
    keys = {
        Exchange.key(row.exchange_id): [Session.key(session_id) for session_id in row.session_ids]
        for row in ParticipantView.query(
            pk, ParticipantView.sk.startswith("EXCHANGE#"), consistent_read=True
        )
    }
    found = get_many([*keys, *chain.from_iterable(keys.values())], consistent=True)
    totals = Counter(dict.fromkeys(_OF_EXCHANGES, 0))
    for key, of_sessions in keys.items():
        if exchange := found[key]:
            sessions = [session for one in of_sessions if (session := found[one])]
            totals.update(totals_of(person_id, exchange, sessions))
    return totals


def _pending(requests: PendingRequests) -> dict[str, int]:
    own = ParticipantView.sk.startswith("EXCHANGE#")
    unanswered = (ParticipantView.state == "pending") & (ParticipantView.role == "initiator")
    return {"number": ParticipantView.count(requests.pk, own, unanswered, consistent_read=True)}


def _of_post_or_comment(counts: EngagementCounts) -> dict[str, int]:
    of_comment = str(counts.sk).removeprefix("COUNTS").removeprefix("#")
    likes = Like.sk.startswith(f"LIKE#{of_comment or 'POST'}#")
    return {
        "likes": Like.count(counts.pk, likes, consistent_read=True),
        "comments": 0 if of_comment else _comments(counts.pk),
    }


def _comments(post: str) -> int:
    comments, standing = Comment.sk.startswith("COMMENT#"), Comment.deleted_at.does_not_exist()
    return Comment.count(post, comments, standing, consistent_read=True)


def _of_conversation(conversation: Conversation) -> dict[str, int]:
    last = Message.of_conversation(conversation.id, ALL_MESSAGES, newest_first=True, limit=1)
    return {
        "sequence": sum(int(message.sequence) for message in last),
        "for_a": _sent_to(conversation.user_a_id, conversation.id, LAST_SEQUENCE),
        "for_b": _sent_to(conversation.user_b_id, conversation.id, LAST_SEQUENCE),
    }


def _of_inbox(inbox: Inbox) -> dict[str, int]:
    received, read = (
        _sent_to(inbox.person_id, inbox.conversation_id, last)
        for last in (LAST_SEQUENCE, int(inbox.read_sequence))
    )
    return {"received": received, "read_received": read}


def _sent_to(person_id: str, conversation_id: str, last: int) -> int:
    """Counts the messages of a conversation, up to one, that are not by a person."""
    everything = Message.of_conversation(conversation_id, (1, last), newest_first=False)
    return sum(message.sender_id != person_id for message in everything)


def _of_counter(counter: UnreadCounter) -> dict[str, int]:
    person_id = str(counter.pk).removeprefix("PERSON#")
    return {"unread": sum(1 for _ in Notification.unread_after(person_id, counter.read_until))}


COUNTED: Final[dict[type[Item], Callable[[Any], Mapping[str, int]]]] = {
    Stats: _of_person,
    PendingRequests: _pending,
    EngagementCounts: _of_post_or_comment,
    Conversation: _of_conversation,
    Inbox: _of_inbox,
    UnreadCounter: _of_counter,
}
"""The rows that keep totals, and how to count these, by attribute, from what they stand for."""


@dataclass(frozen=True)
class Correction:
    """A total that was wrong."""

    key: Key[Any]
    attribute: str
    stood: int
    counted: int

    def __str__(self) -> str:
        name = f"{self.key.pk} {self.key.sk} {self.attribute}"
        return f"{name}: {self.stood} stood there, {self.counted} were counted"


def reconcile() -> tuple[int, list[Correction]]:
    """Count everything again; returns how many totals there are, and what was corrected."""
    with ThreadPoolExecutor(_THREADS) as threads:
        rows = chain.from_iterable(kind.scan() for kind in COUNTED)
        results = list(threads.map(_reconcile_row, rows))
    corrections = [correction for _, corrected in results for correction in corrected]
    return sum(totals for totals, _ in results), corrections


def _reconcile_row(row: Item) -> tuple[int, list[Correction]]:
    key: Key[Any] = Key(type(row), row.pk, row.sk)
    for _ in range(_ATTEMPTS):
        before = key.get()
        if before is None:
            return 0, []
        counted = COUNTED[type(row)](before)
        wrong = [
            Correction(key, name, stood, number)
            for name, number in counted.items()
            if number != (stood := int(getattr(before, name)))
        ]
        if not wrong:
            return len(counted), []
        try:
            update(
                key,
                *(_attribute(one).set(one.counted) for one in wrong),
                condition=reduce(and_, map(_still_stands, wrong)),
            )
        except ConditionFailed:
            continue  # It has changed while it was counted.
        return len(counted), wrong
    raise LocalError(f"{key.pk} {key.sk} changes all the time: try again later.")


def _attribute(total: Correction) -> NumberAttribute:
    attribute: NumberAttribute = getattr(total.key.kind, total.attribute)
    return attribute


def _still_stands(total: Correction) -> Condition:
    attribute = _attribute(total)
    as_read: Condition = attribute == total.stood
    # What a row does not have is read as 0.
    return as_read if total.stood else as_read | attribute.does_not_exist()


def main() -> None:
    """Reconcile `STAGE`, and say what was corrected."""
    stage = os.environ.get("STAGE") or STAGE
    try:
        with credentials_for(stage):
            name_tables(stage)
            rows = complete()
            totals, corrections = reconcile()
    except LocalError as error:
        raise SystemExit(str(error)) from None
    for correction in (*rows, *corrections):
        print(correction)
    print(f"{len(rows)} reverse rows of likes and blocks corrected")
    print(f"{totals} totals counted, {len(corrections)} corrected")


if __name__ == "__main__":
    main()
