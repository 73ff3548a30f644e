"""Removes from notifications what was deleted or taken back: likes, follows, comments and posts.

Each removal is one transaction on the version of the unread counter, as in `unread`, and on the
dedup record. That record outlasts the removal, so an event that is delivered later finds it.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from learn_exchange import sockets
from learn_exchange.clock import now
from learn_exchange.tables.notifications import (
    Decision,
    DedupRecord,
    Notification,
    Preferences,
    UnreadCounter,
)
from learn_exchange.tables.store import (
    Key,
    Transaction,
    delete_many,
    get_many,
    retry_on_conflict,
)
from learn_exchange.tables.users import Profile
from notifications import unread
from notifications.frames import NotificationChangedFrame
from notifications.grouping import GroupContent, without_people
from notifications.kinds import DEDUP_WINDOW, NotificationType
from notifications.policy import Outcome
from notifications.views import views


@dataclass(frozen=True)
class Part:
    """One like, follow or comment in the notifications of a person.

    `id` tells it from others of its cause: it is that of the liker, the follower or the comment.
    """

    person_id: str
    type: NotificationType
    cause: str
    id: str

    @property
    def key(self) -> Key[DedupRecord]:
        """The key of its dedup record."""
        return DedupRecord.key(self.person_id, self.type, self.cause, self.id)


@dataclass(frozen=True)
class _Change:
    """A notification after a removal, and the number of unread ones; `is_gone`: it was removed."""

    row: Notification
    counter: UnreadCounter
    unread: int
    is_gone: bool


@dataclass(frozen=True)
class _Remainder:
    """The rest of a notification, and each actor's share of it, as in `Notification.shares`."""

    content: GroupContent
    shares: dict[str, Any]


def retract(part: Part) -> None:
    """Take one like, follow or comment out of its notification; the last one removes it.

    Raises:
        Unavailable: others keep writing to the person's notifications.
    """
    if change := _retract(part):
        _show(part.person_id, change)


def remove_all_about(person_id: str, source_id: str) -> None:
    """Remove all notifications of a person about a deleted post or comment.

    Raises:
        Unavailable: others keep writing to the person's notifications.
    """
    for row in list(Notification.about(person_id, source_id)):
        if change := _remove(person_id, row.id):
            _show(person_id, change)
    records = list(DedupRecord.of_cause(person_id, "comment", source_id))
    delete_many(Key(DedupRecord, record.pk, record.sk) for record in records)


@retry_on_conflict
def _remove(person_id: str, notification_id: str) -> _Change | None:
    counter = unread.counter_of(person_id)
    row = Notification.key(person_id, notification_id).get()
    if row is None:
        return None
    with Transaction() as write:
        return _write_remainder(write, person_id, counter, row, None)


@retry_on_conflict
def _retract(part: Part) -> _Change | None:
    """Take out one part and note that; returns None where no notification had it."""
    counter_key = UnreadCounter.key(part.person_id)
    found = get_many([counter_key, part.key], consistent=True)
    counter, dedup = found[counter_key] or counter_key.new(), found[part.key]
    if dedup and dedup.taken_back:
        return None
    before = _notification_with(part, dedup)
    after = _remainder(part, dedup, before) if before else None
    with Transaction() as write:
        _note_retraction(write, part, dedup)
        if before is None or after is None:
            return None
        return _write_remainder(write, part.person_id, counter, before, after)


def _notification_with(part: Part, dedup: DedupRecord | None) -> Notification | None:
    """Returns the notification that a part is in; once the record has expired, by looking."""
    if dedup:
        saved = dedup.notification_id
        return Notification.key(part.person_id, saved).get() if saved else None
    for row in Notification.with_actor(part.person_id, part.id):
        if row.type == part.type and part.cause in (row.source_id, row.type):
            return row
    return None


def _remainder(part: Part, dedup: DedupRecord | None, row: Notification) -> _Remainder | None:
    """Returns a notification without one part; None where it no longer has that part."""
    if part.type != "comment":
        if part.id in row.actor_ids:
            return _Remainder(without_people(row, {part.id}), {})
        # Beyond `MAX_ACTORS`, people are counted but not named.
        if row.number <= len(row.actor_ids):
            return None
        return _Remainder(replace(without_people(row, ()), number=int(row.number) - 1), {})
    if dedup is None or dedup.actor_id not in row.actor_ids:
        return None
    return _without_comment(part, row)


def _without_comment(part: Part, row: Notification) -> _Remainder:
    """Returns a notification without one comment; it shows the newest of the others."""
    others = [
        record
        for record in DedupRecord.of_cause(part.person_id, part.type, part.cause)
        if record.notification_id == row.id
        and not record.taken_back
        and record.sk != part.key.sk
        and record.actor_id in row.actor_ids
    ]
    authors = list(dict.fromkeys(record.actor_id for record in others if record.actor_id))
    parameters = others[0].parameters if others else row.parameters
    count = Counter(record.actor_id for record in others)
    newest = {record.actor_id: record.parameters for record in reversed(others)}
    shares = {author: (count[author], newest[author]) for author in reversed(authors)}
    number = int(row.number) - 1
    content = GroupContent(authors if number else [], number, parameters, row.source_id, row.link)
    return _Remainder(content, shares)


def _note_retraction(write: Transaction, part: Part, dedup: DedupRecord | None) -> None:
    """Add to a transaction that a part was taken back, on condition that it still counts."""
    is_unchanged = DedupRecord.pk.does_not_exist()
    if dedup:
        counts = DedupRecord.taken_back.does_not_exist() | (DedupRecord.taken_back == False)  # noqa: E712
        is_unchanged = counts & (DedupRecord.notification_id == dedup.notification_id)
        if dedup.event_id:
            write.update(
                Decision.key(part.person_id, dedup.event_id),
                Decision.in_app.set(Outcome.TAKEN_BACK),
                condition=Decision.pk.exists(),
            )
    record = part.key.new(
        notification_id=dedup.notification_id if dedup else None,
        taken_back=True,
        expires_at=now() + DEDUP_WINDOW,
    )
    write.put(record, condition=is_unchanged)


def _write_remainder(
    write: Transaction,
    person_id: str,
    counter: UnreadCounter,
    row: Notification,
    remainder: _Remainder | None,
) -> _Change:
    """Add to a transaction the rest of a notification; without a rest, its removal."""
    key, is_unchanged = Notification.key(person_id, row.id), Notification.number == row.number
    if remainder is None or not remainder.content.actor_ids:
        less = 0 if counter.has_read(row) else 1
        write.delete(key, condition=is_unchanged)
        unread.change_counter(write, counter, unread=-less)
        return _Change(row, counter, int(counter.unread) - less, is_gone=True)
    content = remainder.content
    write.update(
        key,
        Notification.actor_ids.set(content.actor_ids),
        Notification.number.set(content.number),
        Notification.parameters.set(content.parameters),
        Notification.shares.set(remainder.shares),
        Notification.source_id.set(content.source_id),
        Notification.link.set(content.link),
        condition=is_unchanged,
    )
    unread.change_counter(write, counter, unread=0)
    row.actor_ids, row.number, row.parameters = (
        content.actor_ids,
        content.number,
        content.parameters,
    )
    row.shares, row.source_id, row.link = remainder.shares, content.source_id, content.link
    return _Change(row, counter, int(counter.unread), is_gone=False)


def _show(person_id: str, change: _Change) -> None:
    """Show all connections of the person the changed notification, or that it is gone."""
    shown = []
    if not change.is_gone:
        keys = Profile.key(person_id), Preferences.key(person_id)
        found = get_many(keys)
        preferences = found[keys[1]] or Preferences()
        shown = views([change.row], found.require(keys[0]), change.counter, preferences)
    frame = NotificationChangedFrame(
        id=change.row.id,
        notification=shown[0] if shown else None,
        unread_count=change.unread,
    )
    sockets.push(frame, [person_id])
