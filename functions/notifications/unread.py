"""Unread notifications: their counter, and every way to change it.

Every write that adds, marks or removes a notification is one transaction on the version of the
counter, which is read first. So the count always agrees with the rows.
"""

from collections.abc import Sequence

from learn_exchange import sockets
from learn_exchange.concurrency import run_concurrently
from learn_exchange.tables.notifications import Decision, Group, Notification, UnreadCounter
from learn_exchange.tables.store import (
    Key,
    Transaction,
    get_many,
    retry_on_conflict,
    update,
)
from notifications.frames import NotificationChangedFrame, NotificationsReadFrame
from notifications.grouping import without_people


def counter_of(person_id: str) -> UnreadCounter:
    """Returns a person's counter; a new one, if they have none yet."""
    key = UnreadCounter.key(person_id)
    return key.get() or key.new()


def change_counter(
    write: Transaction, counter: UnreadCounter, *, unread: int, read_until: str | None = None
) -> None:
    """Add to a transaction a change of a counter, on condition that nobody else has changed it.

    `unread` is the difference, positive or negative.
    """
    key: Key[UnreadCounter] = Key(UnreadCounter, counter.pk, counter.sk)
    after = key.new(
        unread=counter.unread + unread,
        read_until=read_until or counter.read_until,
        version=counter.version + 1,
    )
    write.put(after, condition=counter.is_unchanged)


@retry_on_conflict
def mark_read(person_id: str, ids: Sequence[str]) -> int:
    """Mark some notifications as read, and return how many are left unread. Two round trips.

    Those that do not exist, or no longer, are ignored.

    Raises:
        Unavailable: others keep writing to the person's notifications.
    """
    keys = [Notification.key(person_id, notification_id) for notification_id in set(ids)]
    found = get_many([UnreadCounter.key(person_id), *keys], consistent=True)
    counter = found[UnreadCounter.key(person_id)] or UnreadCounter.key(person_id).new()
    unread = [row for key in keys if (row := found[key]) and not counter.has_read(row)]
    if not unread:
        return int(counter.unread)
    with Transaction() as write:
        for row in unread:
            _mark_row(write, person_id, row)
        change_counter(write, counter, unread=-len(unread))
    left = int(counter.unread) - len(unread)
    return _show_read(person_id, left, ids=[row.id for row in unread])


@retry_on_conflict
def mark_read_up_to(person_id: str, notification_id: str) -> int:
    """Mark a notification and all older ones as read, and return how many are left unread.

    Where there is no such notification, it begins at the one before. Three round trips.

    Raises:
        Unavailable: others keep writing to the person's notifications.
    """
    counter, newest = run_concurrently(
        lambda: counter_of(person_id),
        lambda: Notification.newest_up_to(person_id, notification_id),
    )
    if newest is None or newest.id <= (counter.read_until or ""):
        return int(counter.unread)
    left = sum(1 for _ in Notification.unread_after(person_id, newest.id))
    with Transaction() as write:
        difference = left - int(counter.unread)
        change_counter(write, counter, unread=difference, read_until=newest.id)
    return _show_read(person_id, left, up_to=newest.id)


@retry_on_conflict
def mark_conversation_read(person_id: str, conversation_id: str, sequence: int) -> None:
    """Mark the notification of a conversation as read, if it has no message after `sequence`.

    Raises:
        Unavailable: others keep writing to the person's notifications.
    """
    group_key = Group.key(person_id, "message", conversation_id)
    found = get_many([UnreadCounter.key(person_id), group_key], consistent=True)
    counter, group = found[UnreadCounter.key(person_id)], found[group_key]
    if counter is None or group is None or (group.last_sequence or 0) > sequence:
        return
    row = Notification.key(person_id, group.notification_id or "").get()
    if row is None or counter.has_read(row):
        return
    with Transaction() as write:
        _mark_row(write, person_id, row)
        change_counter(write, counter, unread=-1)
        write.check(group_key, condition=group.is_unchanged)
    _show_read(person_id, int(counter.unread) - 1, ids=[row.id])


def withdraw(person_id: str, counter: UnreadCounter, row: Notification, decision: Decision) -> None:
    """Remove an unread notification of a withdrawn request, and write the decision to do so.

    Raises:
        ConditionFailed: it was decided already, or the notification was read or changed since.
    """
    with Transaction() as write:
        write.put(decision, condition=Decision.pk.does_not_exist())
        write.delete(
            Notification.key(person_id, row.id),
            condition=(Notification.number == row.number) & (Notification.is_read == False),  # noqa: E712
        )
        change_counter(write, counter, unread=-1)
    left = int(counter.unread) - 1
    frame = NotificationChangedFrame(id=row.id, notification=None, unread_count=left)
    sockets.push(frame, [person_id])


def hide_person(other_id: str, *, from_person: str) -> None:
    """Take one person out of another's notifications, except those about their agreements.

    A notification about nobody else is removed.

    Raises:
        Unavailable: others keep writing to the notifications.
    """
    rows = Notification.with_actor(from_person, other_id)
    for notification_id in [row.id for row in rows if not row.outlasts_blocks]:
        _hide(other_id, from_person, notification_id)


@retry_on_conflict
def _hide(other_id: str, person_id: str, notification_id: str) -> None:
    key = Notification.key(person_id, notification_id)
    counter, row = counter_of(person_id), key.get()
    if row is None or other_id not in row.actor_ids:
        return
    left, is_unchanged = without_people(row, {other_id}), Notification.number == row.number
    for decision in Decision.about(notification_id, None, actor_id=other_id):
        # The page that explains the notification must not show the hidden person's events.
        update(Key(Decision, decision.pk, decision.sk), Decision.notification_id.remove())
    with Transaction() as write:
        if left.actor_ids:
            write.update(
                key,
                Notification.actor_ids.set(left.actor_ids),
                Notification.number.set(left.number),
                Notification.parameters.set(left.parameters),
                Notification.source_id.set(left.source_id),
                Notification.link.set(left.link),
                condition=is_unchanged,
            )
            change_counter(write, counter, unread=0)
        else:
            write.delete(key, condition=is_unchanged)
            change_counter(write, counter, unread=0 if counter.has_read(row) else -1)


def _mark_row(write: Transaction, person_id: str, row: Notification) -> None:
    write.update(
        Notification.key(person_id, row.id),
        Notification.is_read.set(True),
        condition=Notification.is_read == False,  # noqa: E712
    )


def _show_read(
    person_id: str, left: int, *, ids: Sequence[str] | None = None, up_to: str | None = None
) -> int:
    """Shows all connections of the person what was read, and returns how many are left unread."""
    read = sorted(ids) if ids else None
    sockets.push(NotificationsReadFrame(ids=read, up_to=up_to, unread_count=left), [person_id])
    return left
