"""Taking what was deleted or taken back out of notifications.

Each time is one transaction on the version of the tray, as in `unread`, with the record that the
person was told of it. That record outlasts it: what is told of too late finds it.
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from learn_exchange import sockets
from learn_exchange.clock import now
from learn_exchange.tables.notifications import (
    Decision,
    Notification,
    Preferences,
    Told,
    Tray,
)
from learn_exchange.tables.store import (
    Key,
    Transaction,
    again_if_overtaken,
    delete_many,
    get_many,
)
from learn_exchange.tables.users import Profile
from notifications import unread
from notifications.frames import NotificationChangedFrame
from notifications.grouping import Shown, without
from notifications.kinds import TOLD_FOR, NotificationType
from notifications.policy import Outcome
from notifications.views import views


@dataclass(frozen=True)
class Part:
    """A like, a follow or a comment, as one person was told of it.

    `id` is that of who likes or follows, or of the comment; it tells it from others of one cause.
    """

    person_id: str
    type: NotificationType
    cause: str
    id: str

    @property
    def key(self) -> Key[Told]:
        """Returns the key of the record that the person was told of it."""
        return Told.key(self.person_id, self.type, self.cause, self.id)


@dataclass(frozen=True)
class _Change:
    """A notification as it is then, and how many are unread; `is_gone`: it was removed."""

    row: Notification
    tray: Tray
    unread: int
    is_gone: bool


@dataclass(frozen=True)
class _Rest:
    """The rest of a notification, and who has which share in it, as in `Notification`."""

    shown: Shown
    shares: dict[str, Any]


def take_out(part: Part) -> None:
    """Take one part out of its notification, which goes with its last part.

    Raises:
        Unavailable: others keep writing to the person's notifications.
    """
    if change := again_if_overtaken(partial(_take_out, part)):
        _show(part.person_id, change)


def remove_all_about(person_id: str, source_id: str) -> None:
    """Remove all notifications of a person about a post or a comment, and what they said.

    Raises:
        Unavailable: others keep writing to the person's notifications.
    """
    for row in list(Notification.about(person_id, source_id)):
        if change := again_if_overtaken(partial(_remove, person_id, row.id)):
            _show(person_id, change)
    comments = list(Told.of_cause(person_id, "comment", source_id))
    delete_many(Key(Told, told.pk, told.sk) for told in comments)


def _remove(person_id: str, notification_id: str) -> _Change | None:
    tray, row = unread.of(person_id), Notification.key(person_id, notification_id).get()
    if row is None:
        return None
    with Transaction() as write:
        return _write(write, person_id, tray, row, None)


def _take_out(part: Part) -> _Change | None:
    """Take it out, and note that; None where the person had no notification of it."""
    tray_key = Tray.key(part.person_id)
    found = get_many([tray_key, part.key], consistent=True)
    tray, told = found[tray_key] or tray_key.new(), found[part.key]
    if told and told.taken_back:
        return None
    before = _notification_of(part, told)
    after = _without(part, told, before) if before else None
    with Transaction() as write:
        _note(write, part, told)
        return _write(write, part.person_id, tray, before, after) if before and after else None


def _notification_of(part: Part, told: Told | None) -> Notification | None:
    """Return the notification that it is in; long after it was told, no record says which."""
    if told:
        saved = told.notification_id
        return Notification.key(part.person_id, saved).get() if saved else None
    for row in Notification.with_actor(part.person_id, part.id):
        if row.type == part.type and part.cause in (row.source_id, row.type):
            return row
    return None


def _without(part: Part, told: Told | None, row: Notification) -> _Rest | None:
    """Return a notification without one part; None where it has it no longer."""
    if part.type != "comment":
        if part.id in row.actor_ids:
            return _Rest(without(row, {part.id}), {})
        # There are more people than it names.
        if row.number <= len(row.actor_ids):
            return None
        return _Rest(replace(without(row, ()), number=int(row.number) - 1), {})
    if told is None or told.actor_id not in row.actor_ids:
        return None
    return _without_comment(part, row)


def _without_comment(part: Part, row: Notification) -> _Rest:
    """Return it as it is without one comment: the newest of the others is shown."""
    others = [
        told
        for told in Told.of_cause(part.person_id, part.type, part.cause)
        if told.notification_id == row.id
        and not told.taken_back
        and told.sk != part.key.sk
        and told.actor_id in row.actor_ids
    ]
    authors = list(dict.fromkeys(told.actor_id for told in others if told.actor_id))
    facts = others[0].facts if others else row.facts
    count = Counter(told.actor_id for told in others)
    newest = {told.actor_id: told.facts for told in reversed(others)}
    shares = {author: (count[author], newest[author]) for author in reversed(authors)}
    number = int(row.number) - 1
    shown = Shown(authors if number else [], number, facts, row.source_id, row.link)
    return _Rest(shown, shares)


def _note(write: Transaction, part: Part, told: Told | None) -> None:
    """Add to a transaction that it was taken back, and that it is told of no more."""
    unchanged = Told.pk.does_not_exist()
    if told:
        stands = Told.taken_back.does_not_exist() | (Told.taken_back == False)  # noqa: E712
        unchanged = stands & (Told.notification_id == told.notification_id)
        if told.event_id:
            write.update(
                Decision.key(part.person_id, told.event_id),
                Decision.in_app.set(Outcome.TAKEN_BACK),
                when=Decision.pk.exists(),
            )
    record = part.key.new(
        notification_id=told.notification_id if told else None,
        taken_back=True,
        expires_at=now() + TOLD_FOR,
    )
    write.put(record, when=unchanged)


def _write(
    write: Transaction, person_id: str, tray: Tray, row: Notification, rest: _Rest | None
) -> _Change:
    """Add to a transaction what is left of a notification, which goes where nothing is."""
    key, same = Notification.key(person_id, row.id), Notification.number == row.number
    if rest is None or not rest.shown.actor_ids:
        less = 0 if tray.has_read(row) else 1
        write.delete(key, when=same)
        unread.change(write, tray, unread=-less)
        return _Change(row, tray, int(tray.unread) - less, is_gone=True)
    shown = rest.shown
    write.update(
        key,
        Notification.actor_ids.set(shown.actor_ids),
        Notification.number.set(shown.number),
        Notification.facts.set(shown.facts),
        Notification.shares.set(rest.shares),
        Notification.source_id.set(shown.source_id),
        Notification.link.set(shown.link),
        when=same,
    )
    unread.change(write, tray, unread=0)
    row.actor_ids, row.number, row.facts = shown.actor_ids, shown.number, shown.facts
    row.shares, row.source_id, row.link = rest.shares, shown.source_id, shown.link
    return _Change(row, tray, int(tray.unread), is_gone=False)


def _show(person_id: str, change: _Change) -> None:
    """Show all connections of the person what has become of a notification."""
    shown = []
    if not change.is_gone:
        keys = Profile.key(person_id), Preferences.key(person_id)
        found = get_many(keys)
        wishes = found[keys[1]] or Preferences()
        shown = views([change.row], found.require(keys[0]), change.tray, wishes)
    frame = NotificationChangedFrame(
        id=change.row.id,
        notification=shown[0] if shown else None,
        unread_count=change.unread,
    )
    sockets.push(frame, [person_id])
