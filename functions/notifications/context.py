"""Loads everything needed to decide whether and how to notify a recipient."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from learn_exchange.people import hidden
from learn_exchange.tables.chat import Inbox
from learn_exchange.tables.notifications import (
    Decision,
    Group,
    Held,
    Notification,
    Preferences,
    Told,
    Tray,
)
from learn_exchange.tables.store import Found, Key, get_many
from learn_exchange.tables.users import Block, Profile
from notifications import preferences
from notifications.kinds import GROUPED_FOR, TOLD_WITHIN
from notifications.policy import Situation
from notifications.quiet import quiet_until
from notifications.recipients import Happening


@dataclass(frozen=True)
class Standing:
    """A person's rows that have to do with a happening, as they are at an instant.

    `group` is that of the same cause, whether or not it can be joined; `joined` is the unread
    notification that the happening joins. `told` says that the same was told of not long ago.
    `taken_back` is the unread notification that the happening takes back. `held` is what quiet
    hours have held back whose end it is.
    """

    happening: Happening
    at: datetime
    decision: Decision | None
    tray: Tray
    group: Group | None
    joined: Notification | None
    told: Told | None
    taken_back: Notification | None
    held: Held | None
    situation: Situation

    @classmethod
    def read(cls, it: Happening, at: datetime) -> Self:
        """Read them: one round trip, or two where there is a group to join."""
        found = get_many(_keys(it), consistent=True)
        tray = found[Tray.key(it.recipient_id)] or Tray.key(it.recipient_id).new()
        group = found[group_key(it)] if it.kind.grouped_by else None
        told = found[told_key(it)] if it.part else None
        if told and told.expires_at and told.expires_at <= at:
            told = None
        was_taken_back = told is not None and told.taken_back
        joined = _open_notification(it, group, tray, at)
        before = _to_take_back(it, found)
        taken_back = before if before and not tray.has_read(before) else None
        situation = Situation(
            self_action=it.is_own_act,
            blocked=not it.outlasts_blocks and _is_hidden(it, found),
            outdated=it.is_outdated
            or at - it.event.at > TOLD_WITHIN
            or (was_taken_back and not _is_done_again(it)),
            already_read=_has_read(it, found, tray),
            withdrawn=it.takes_back is not None and (before is None or taken_back is not None),
            repeated=told is not None and not was_taken_back,
            told_before=told is not None and told.notification_id is not None,
            joins=joined is not None,
            alerted=group is not None and not (group.only_seen_live or group.only_held),
            **_wishes(it, found, at),
        )
        decision = found[Decision.key(it.recipient_id, it.event.id)]
        held = found[Held.key(it.recipient_id, it.quiet_until)] if it.quiet_until else None
        return cls(it, at, decision, tray, group, joined, told, taken_back, held, situation)


def group_key(it: Happening) -> Key[Group]:
    """Returns the key of the group that an event belongs to."""
    return Group.key(it.recipient_id, it.kind.type, it.cause)


def told_key(it: Happening) -> Key[Told]:
    """Returns the key of the record that a person was notified of the same."""
    return Told.key(it.recipient_id, it.kind.type, it.cause, it.part or "")


def _is_done_again(it: Happening) -> bool:
    """Returns whether what was taken back stands again, as when somebody likes a post once more."""
    return it.subject is not None and it.subject.get() is not None


def _keys(it: Happening) -> list[Key[Any]]:
    person_id = it.recipient_id
    keys: list[Key[Any]] = [
        Decision.key(person_id, it.event.id),
        Tray.key(person_id),
        Preferences.key(person_id),
        Profile.key(person_id),
    ]
    if it.kind.grouped_by:
        keys.append(group_key(it))
    if it.part:
        keys.append(told_key(it))
    if it.takes_back:
        keys.append(Group.key(person_id, it.takes_back, it.source_id))
    if it.actor_id and not it.is_own_act:
        keys += Block.between(person_id, it.actor_id)
    if it.quiet_until:
        keys.append(Held.key(person_id, it.quiet_until))
    if it.sequence is not None:
        keys.append(Inbox.key(person_id, it.source_id))
    return keys


def _open_notification(
    it: Happening, group: Group | None, tray: Tray, at: datetime
) -> Notification | None:
    """The group's notification, if it is unread and not too old to be joined."""
    if group is None or group.began_at <= at - GROUPED_FOR or not group.notification_id:
        return None
    notification = Notification.key(it.recipient_id, group.notification_id).get()
    return notification if notification and not tray.has_read(notification) else None


def _to_take_back(it: Happening, found: Found) -> Notification | None:
    """The notification of what is taken back; None where there was none, or is none any longer."""
    if it.takes_back is None:
        return None
    group = found[Group.key(it.recipient_id, it.takes_back, it.source_id)]
    if group is None or group.notification_id is None:
        return None
    return Notification.key(it.recipient_id, group.notification_id).get()


def _is_hidden(it: Happening, found: Found) -> bool:
    return it.actor_id is not None and hidden(found, it.recipient_id, it.actor_id)


def _has_read(it: Happening, found: Found, tray: Tray) -> bool:
    if not it.kind.saved:
        return tray.unread == 0
    if it.sequence is None:
        return False
    inbox = found[Inbox.key(it.recipient_id, it.source_id)]
    return inbox is not None and inbox.read_sequence >= it.sequence


def _wishes(it: Happening, found: Found, at: datetime) -> dict[str, Any]:
    """Returns the person's preferences about the event."""
    chosen = found[Preferences.key(it.recipient_id)] or Preferences()
    zone = found.require(Profile.key(it.recipient_id)).time_zone
    hours = None if it.is_urgent(at) else preferences.quiet_hours(chosen)
    return {
        "push_wanted": preferences.wants(chosen, it.kind, "push"),
        "email_wanted": preferences.wants(chosen, it.kind, "email"),
        "quiet_until": quiet_until(hours, zone, at) if hours else None,
    }
