"""Unread notifications: their count, and every way to change it.

Whatever adds, marks or removes a notification is one transaction on the version of the tray, which
is read first. So the count is always that of the rows.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from learn_exchange import sockets
from learn_exchange.tables.notifications import Decision, Group, Notification, Tray
from learn_exchange.tables.store import (
    Key,
    Transaction,
    again_if_overtaken,
    get_many,
    side_by_side,
    update,
)
from notifications.frames import NotificationChangedFrame, NotificationsReadFrame
from notifications.grouping import without


def of(person_id: str) -> Tray:
    """A person's tray; who has none yet has read all."""
    key = Tray.key(person_id)
    return key.get() or key.new()


def change(write: Transaction, tray: Tray, *, unread: int, read_until: str | None = None) -> None:
    """Add to a transaction what changes in a tray, if it is as it was read.

    `unread` is added to how much is.
    """
    key: Key[Tray] = Key(Tray, tray.pk, tray.sk)
    after = key.new(
        unread=tray.unread + unread,
        read_until=read_until or tray.read_until,
        version=tray.version + 1,
    )
    write.put(after, when=tray.is_unchanged)


def mark(person_id: str, ids: Iterable[str]) -> int:
    """Note that a person has read some notifications; returns how many are left unread.

    Those that there are not, or no longer, are passed over. Two round trips.
    """
    keys = [Notification.key(person_id, notification_id) for notification_id in set(ids)]

    def attempt() -> int:
        found = get_many([Tray.key(person_id), *keys], consistent=True)
        tray = found[Tray.key(person_id)] or Tray.key(person_id).new()
        unread = [row for key in keys if (row := found[key]) and not tray.has_read(row)]
        if not unread:
            return int(tray.unread)
        with Transaction() as write:
            for row in unread:
                _mark_read(write, person_id, row)
            change(write, tray, unread=-len(unread))
        return _told(person_id, int(tray.unread) - len(unread), ids=[row.id for row in unread])

    return again_if_overtaken(attempt)


def mark_up_to(person_id: str, notification_id: str) -> int:
    """Note that a person has read a notification and all older ones; as `mark`.

    Three round trips. Where there is no such notification, it goes up to the one before.
    """

    def attempt() -> int:
        tray, newest = side_by_side(
            lambda: of(person_id), lambda: Notification.newest_up_to(person_id, notification_id)
        )
        if newest is None or newest.id <= (tray.read_until or ""):
            return int(tray.unread)
        left = sum(1 for _ in Notification.unread_after(person_id, newest.id))
        with Transaction() as write:
            change(write, tray, unread=left - int(tray.unread), read_until=newest.id)
        return _told(person_id, left, up_to=newest.id)

    return again_if_overtaken(attempt)


def mark_conversation(person_id: str, conversation_id: str, sequence: int) -> None:
    """Note that a person has read the messages of a conversation up to one."""
    group_key = Group.key(person_id, "message", conversation_id)

    def attempt() -> None:
        found = get_many([Tray.key(person_id), group_key], consistent=True)
        tray, group = found[Tray.key(person_id)], found[group_key]
        if tray is None or group is None or (group.last_sequence or 0) > sequence:
            return
        row = Notification.key(person_id, group.notification_id or "").get()
        if row is None or tray.has_read(row):
            return
        with Transaction() as write:
            _mark_read(write, person_id, row)
            change(write, tray, unread=-1)
            write.check(group_key, when=group.is_unchanged)
        _told(person_id, int(tray.unread) - 1, ids=[row.id])

    again_if_overtaken(attempt)


def take_back(person_id: str, tray: Tray, row: Notification, decision: Decision) -> None:
    """Remove an unread notification of what was withdrawn, together with the decision to do so.

    Raises:
        ConditionFailed: the decision stands, or the notification was read or changed since.
    """
    with Transaction() as write:
        write.put(decision, when=Decision.pk.does_not_exist())
        write.delete(
            Notification.key(person_id, row.id),
            when=(Notification.number == row.number) & (Notification.is_read == False),  # noqa: E712
        )
        change(write, tray, unread=-1)
    gone = NotificationChangedFrame(id=row.id, notification=None, unread_count=int(tray.unread) - 1)
    sockets.push(gone, [person_id])


def hide(other_id: str, *, from_person: str) -> None:
    """Take one person out of what another was told, but for what they have agreed.

    What was about nobody else is removed.
    """
    rows = Notification.with_actor(from_person, other_id)
    for notification_id in [row.id for row in rows if not row.outlasts_blocks]:
        again_if_overtaken(partial(_hide, other_id, from_person, notification_id))


def _hide(other_id: str, person_id: str, notification_id: str) -> None:
    key = Notification.key(person_id, notification_id)
    tray, row = of(person_id), key.get()
    if row is None or other_id not in row.actor_ids:
        return
    left, same = without(row, {other_id}), Notification.number == row.number
    for decision in Decision.about(notification_id, None, actor_id=other_id):
        # Why it came is not explained by someone who is not there.
        update(Key(Decision, decision.pk, decision.sk), Decision.notification_id.remove())
    with Transaction() as write:
        if left.actor_ids:
            write.update(
                key,
                Notification.actor_ids.set(left.actor_ids),
                Notification.number.set(left.number),
                Notification.facts.set(left.facts),
                Notification.source_id.set(left.source_id),
                Notification.link.set(left.link),
                when=same,
            )
            change(write, tray, unread=0)
        else:
            write.delete(key, when=same)
            change(write, tray, unread=0 if tray.has_read(row) else -1)


def _mark_read(write: Transaction, person_id: str, row: Notification) -> None:
    write.update(
        Notification.key(person_id, row.id),
        Notification.is_read.set(True),
        when=Notification.is_read == False,  # noqa: E712
    )


def _told(
    person_id: str, left: int, *, ids: Sequence[str] | None = None, up_to: str | None = None
) -> int:
    """Shows all connections of the person how many are unread, and returns the number."""
    read = sorted(ids) if ids else None
    sockets.push(NotificationsReadFrame(ids=read, up_to=up_to, unread_count=left), [person_id])
    return left
