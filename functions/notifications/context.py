"""Loads everything needed to decide whether and how to notify a recipient."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from learn_exchange.people import hidden
from learn_exchange.tables.chat import Inbox
from learn_exchange.tables.notifications import (
    Decision,
    DedupRecord,
    Group,
    Held,
    Notification,
    Preferences,
    UnreadCounter,
)
from learn_exchange.tables.store import BatchResult, Key, get_many
from learn_exchange.tables.users import Block, Profile
from notifications import preferences
from notifications.kinds import GROUPING_WINDOW, MAX_EVENT_AGE
from notifications.policy import PolicyInput
from notifications.quiet import quiet_until
from notifications.recipients import NotificationCandidate


@dataclass(frozen=True)
class RecipientContext:
    """The rows of a recipient that concern a candidate, as they are at `now`.

    - `decision`: the decision about this event, if there already is one.
    - `group`: the group of the same cause, open or not.
    - `joined`: the unread notification that the candidate joins.
    - `dedup`: the record of the same like, follow or comment.
    - `withdrawn`: the unread notification that the candidate withdraws.
    - `held`: the notifications that the quiet hours which end now have held back.
    """

    candidate: NotificationCandidate
    now: datetime
    decision: Decision | None
    counter: UnreadCounter
    group: Group | None
    joined: Notification | None
    dedup: DedupRecord | None
    withdrawn: Notification | None
    held: Held | None
    policy_input: PolicyInput

    @classmethod
    def load(cls, candidate: NotificationCandidate, now: datetime) -> Self:
        """Read the rows: one round trip, or two where there is a group to join.

        Raises:
            NotFound: there is no such person.
        """
        person_id = candidate.recipient_id
        found = get_many(_keys(candidate), consistent=True)
        counter = found[UnreadCounter.key(person_id)] or UnreadCounter.key(person_id).new()
        group = found[group_key(candidate)] if candidate.kind.grouped_by else None
        dedup = found[dedup_key(candidate)] if candidate.part else None
        if dedup and dedup.expires_at and dedup.expires_at <= now:
            dedup = None
        was_taken_back = dedup is not None and dedup.taken_back
        joined = _open_notification(candidate, group, counter, now)
        before = _notification_to_withdraw(candidate, found)
        withdrawn = before if before and not counter.has_read(before) else None
        policy_input = PolicyInput(
            self_action=candidate.is_self_action,
            blocked=not candidate.outlasts_blocks and _is_hidden(candidate, found),
            outdated=candidate.is_outdated
            or now - candidate.event.at > MAX_EVENT_AGE
            or (was_taken_back and not _is_done_again(candidate)),
            already_read=_has_read(candidate, found, counter),
            withdrawn=candidate.withdraws is not None and (before is None or withdrawn is not None),
            repeated=dedup is not None and not was_taken_back,
            notified_before=dedup is not None and dedup.notification_id is not None,
            joins=joined is not None,
            alerted=group is not None and not (group.only_seen_live or group.only_held),
            **_choices(candidate, found, now),
        )
        decision = found[Decision.key(person_id, candidate.event.id)]
        held = found[Held.key(person_id, candidate.quiet_until)] if candidate.quiet_until else None
        return cls(
            candidate, now, decision, counter, group, joined, dedup, withdrawn, held, policy_input
        )


def group_key(candidate: NotificationCandidate) -> Key[Group]:
    """Returns the key of the group that a candidate belongs to."""
    return Group.key(candidate.recipient_id, candidate.kind.type, candidate.cause)


def dedup_key(candidate: NotificationCandidate) -> Key[DedupRecord]:
    """Returns the key of the record of the same like, follow or comment."""
    return DedupRecord.key(
        candidate.recipient_id, candidate.kind.type, candidate.cause, candidate.part or ""
    )


def _is_done_again(candidate: NotificationCandidate) -> bool:
    """Returns whether a like or follow that was taken back exists again."""
    return candidate.subject is not None and candidate.subject.get() is not None


def _keys(candidate: NotificationCandidate) -> list[Key[Any]]:
    person_id = candidate.recipient_id
    keys: list[Key[Any]] = [
        Decision.key(person_id, candidate.event.id),
        UnreadCounter.key(person_id),
        Preferences.key(person_id),
        Profile.key(person_id),
    ]
    if candidate.kind.grouped_by:
        keys.append(group_key(candidate))
    if candidate.part:
        keys.append(dedup_key(candidate))
    if candidate.withdraws:
        keys.append(Group.key(person_id, candidate.withdraws, candidate.source_id))
    if candidate.actor_id and not candidate.is_self_action:
        keys += Block.between(person_id, candidate.actor_id)
    if candidate.quiet_until:
        keys.append(Held.key(person_id, candidate.quiet_until))
    if candidate.sequence is not None:
        keys.append(Inbox.key(person_id, candidate.source_id))
    return keys


def _open_notification(
    candidate: NotificationCandidate, group: Group | None, counter: UnreadCounter, now: datetime
) -> Notification | None:
    """Returns the group's notification, if it is unread and still young enough to be joined."""
    if group is None or group.began_at <= now - GROUPING_WINDOW or not group.notification_id:
        return None
    notification = Notification.key(candidate.recipient_id, group.notification_id).get()
    return notification if notification and not counter.has_read(notification) else None


def _notification_to_withdraw(
    candidate: NotificationCandidate, found: BatchResult
) -> Notification | None:
    if candidate.withdraws is None:
        return None
    group = found[Group.key(candidate.recipient_id, candidate.withdraws, candidate.source_id)]
    if group is None or group.notification_id is None:
        return None
    return Notification.key(candidate.recipient_id, group.notification_id).get()


def _is_hidden(candidate: NotificationCandidate, found: BatchResult) -> bool:
    actor_id = candidate.actor_id
    return actor_id is not None and hidden(found, candidate.recipient_id, actor_id)


def _has_read(candidate: NotificationCandidate, found: BatchResult, counter: UnreadCounter) -> bool:
    if not candidate.kind.saved:
        return counter.unread == 0
    if candidate.sequence is None:
        return False
    inbox = found[Inbox.key(candidate.recipient_id, candidate.source_id)]
    return inbox is not None and inbox.read_sequence >= candidate.sequence


def _choices(candidate: NotificationCandidate, found: BatchResult, now: datetime) -> dict[str, Any]:
    """Returns what the recipient has chosen for this kind, and the end of their quiet hours."""
    chosen = found[Preferences.key(candidate.recipient_id)] or Preferences()
    zone = found.require(Profile.key(candidate.recipient_id)).time_zone
    hours = None if candidate.is_urgent(now) else preferences.quiet_hours(chosen)
    return {
        "push_wanted": preferences.wants(chosen, candidate.kind, "push"),
        "email_wanted": preferences.wants(chosen, candidate.kind, "email"),
        "quiet_until": quiet_until(hours, zone, now) if hours else None,
    }
