"""The decision ledger: one decision for each event and recipient, with an outcome for each channel.

A decision is written once, in one transaction with the notification that it saves. Then each
pending channel is sent, and its outcome noted. An event that is delivered again only does what is
still pending, so once everything has an outcome it changes nothing.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from learn_exchange.clock import now
from learn_exchange.events import DomainEvent
from learn_exchange.ids import new_id
from learn_exchange.problems import NotFound
from learn_exchange.tables.chat import Inbox
from learn_exchange.tables.feed import EngagementCounts
from learn_exchange.tables.notifications import (
    MAX_ACTORS,
    Decision,
    DedupRecord,
    Group,
    Held,
    Notification,
    RecipientIndex,
)
from learn_exchange.tables.store import (
    ConditionFailed,
    Key,
    Transaction,
    get_many,
    put,
    retry_on_conflict,
    update,
)
from learn_exchange.tables.users import Block
from notifications import unread
from notifications.context import RecipientContext, dedup_key, group_key
from notifications.kinds import DEDUP_WINDOW
from notifications.policy import OUTWARD, Channel, DeliveryPlan, Outcome, decide
from notifications.recipients import NotificationCandidate

# As long as a dead letter is kept, since it can be sent back.
RETRY_WINDOW = timedelta(days=14)


@retry_on_conflict
def decision_about(candidate: NotificationCandidate) -> Decision:
    """Returns the decision about an event for a recipient: the earlier one, or a new one.

    Raises:
        NotFound: there is no such person.
        Unavailable: others keep writing to the person's notifications.
    """
    context = RecipientContext.load(candidate, now())
    return context.decision or _decide(context)


def _decide(context: RecipientContext) -> Decision:
    """Decide, and write the decision with what it saves.

    Raises:
        ConditionFailed: a row that it depends on has changed since it was read.
    """
    plan = decide(context.candidate.kind, context.policy_input)
    return _save(context, plan) if plan.saves else _write_without_saving(context, plan)


def _write_without_saving(context: RecipientContext, plan: DeliveryPlan) -> Decision:
    before = context.dedup.notification_id if context.dedup else None
    decision = _decision(context, plan, before)
    if context.withdrawn and plan.in_app == Outcome.WITHDRAWN:
        person_id = context.candidate.recipient_id
        unread.withdraw(person_id, context.counter, context.withdrawn, decision)
    elif context.held:
        with Transaction() as write:
            write.put(decision, condition=Decision.pk.does_not_exist())
            _hold_back(write, context, plan, context.held)
    else:
        put(decision, condition=Decision.pk.does_not_exist())
    return decision


def _save(context: RecipientContext, plan: DeliveryPlan) -> Decision:
    notification = context.joined or _new_notification(context)
    decision = _decision(context, plan, notification.id)
    with Transaction() as write:
        write.put(decision, condition=Decision.pk.does_not_exist())
        if context.candidate.may_vanish:
            write.put(_recipient_index(context))
        if context.joined:
            _join(write, context, notification)
        else:
            write.put(notification)
        unread.change_counter(write, context.counter, unread=0 if context.joined else 1)
        _remember(write, context, plan, notification.id)
        held = Held(push={notification.id}, email={notification.id})
        _hold_back(write, context, plan, held)
        _require_unseen(write, context.candidate)
    return decision


def _decision(
    context: RecipientContext, plan: DeliveryPlan, notification_id: str | None
) -> Decision:
    event = context.candidate.event
    return Decision.key(context.candidate.recipient_id, event.id).new(
        actor_id=context.candidate.actor_id,
        event_id=event.id,
        event=context.candidate.event_name,
        at=context.now,
        decided_at=Decision.position(context.now, event.id),
        notification_id=notification_id,
        in_app=plan.in_app,
        live=plan.live,
        push=plan.push,
        email=plan.email,
        quiet_until=plan.quiet_until,
    )


def _recipient_index(context: RecipientContext) -> RecipientIndex:
    candidate = context.candidate
    return RecipientIndex.key(candidate.event.id, candidate.recipient_id).new(
        person_id=candidate.recipient_id, expires_at=context.now + RETRY_WINDOW
    )


def _new_notification(context: RecipientContext) -> Notification:
    candidate, notification_id = context.candidate, new_id()
    if notification_id <= (context.counter.read_until or ""):
        # The clock of another machine was ahead of this one's. A new notification must not count
        # as read, so this is tried again with a later id.
        raise ConditionFailed(context.counter)
    return Notification.key(candidate.recipient_id, notification_id).new(
        id=notification_id,
        type=candidate.kind.type,
        source_id=candidate.source_id,
        actor_ids=[candidate.actor_id] if candidate.actor_id else [],
        parameters=candidate.parameters,
        shares=_with_share({}, candidate),
        link=candidate.link,
        outlasts_blocks=candidate.outlasts_blocks,
        created_at=context.now,
        updated_at=context.now,
    )


def _join(write: Transaction, context: RecipientContext, joined: Notification) -> None:
    candidate, group = context.candidate, context.group
    actors = [candidate.actor_id] if candidate.actor_id else []
    actors += [actor_id for actor_id in joined.actor_ids if actor_id != candidate.actor_id]
    is_newest = group is None or (candidate.sequence or 0) >= (group.last_sequence or 0)
    write.update(
        Notification.key(candidate.recipient_id, joined.id),
        Notification.actor_ids.set(actors[:MAX_ACTORS]),
        Notification.number.set(joined.number + 1),
        Notification.parameters.set(candidate.parameters if is_newest else joined.parameters),
        Notification.shares.set(_with_share(joined.shares, candidate)),
        Notification.updated_at.set(context.now),
        condition=(Notification.number == joined.number) & (Notification.is_read == False),  # noqa: E712
    )


def _with_share(shares: Mapping[str, Any], candidate: NotificationCandidate) -> dict[str, Any]:
    """Returns the shares of a notification that counts events, with the candidate's added."""
    actor_id = candidate.actor_id
    if candidate.kind.grouped_by != "events" or actor_id is None:
        return dict(shares)
    others = {other_id: share for other_id, share in shares.items() if other_id != actor_id}
    kept = list(others.items())[-MAX_ACTORS + 1 :]
    number, _ = shares.get(actor_id, (0, None))
    return dict(kept) | {actor_id: (number + 1, candidate.parameters)}


def _remember(
    write: Transaction, context: RecipientContext, plan: DeliveryPlan, notification_id: str
) -> None:
    """Add to a transaction the group and the dedup record, which the next event looks for."""
    candidate, group, dedup = context.candidate, context.group, context.dedup
    if candidate.kind.grouped_by:
        row = group_key(candidate).new(
            notification_id=notification_id,
            began_at=context.now,
            last_sequence=candidate.sequence,
            only_held=plan.is_only_held,
        )
        if context.joined and group:
            row.began_at = group.began_at
            row.last_sequence = candidate.sequence and max(
                candidate.sequence, group.last_sequence or 0
            )
        write.put(row, condition=group.is_unchanged if group else Group.pk.does_not_exist())
    if candidate.part:
        record = dedup_key(candidate).new(
            notification_id=notification_id,
            actor_id=candidate.actor_id,
            event_id=candidate.event.id,
            parameters=candidate.parameters if candidate.part_id else {},
            expires_at=None if candidate.part_id else context.now + DEDUP_WINDOW,
        )
        is_free = DedupRecord.pk.does_not_exist() | (DedupRecord.expires_at <= context.now)
        if dedup and dedup.taken_back:
            is_free |= DedupRecord.taken_back == True  # noqa: E712
        write.put(record, condition=is_free)


def _hold_back(
    write: Transaction, context: RecipientContext, plan: DeliveryPlan, held: Held
) -> None:
    """Add to a transaction the notifications that the summary after quiet hours sums up."""
    by_channel = {channel: getattr(held, channel) for channel in plan.deferred_channels}
    added = [getattr(Held, channel).add(ids) for channel, ids in by_channel.items() if ids]
    if plan.quiet_until and added:
        write.update(
            Held.key(context.candidate.recipient_id, plan.quiet_until),
            Held.kind.set(Held),
            Held.expires_at.set(plan.quiet_until + RETRY_WINDOW),
            *added,
        )


def _require_unseen(write: Transaction, candidate: NotificationCandidate) -> None:
    """Add to a transaction that nothing was deleted, nobody blocked and no message read so far."""
    for key in candidate.requires:
        write.check(key, condition=EngagementCounts.pk.exists(), on_conflict=NotFound())
    if candidate.actor_id and not candidate.outlasts_blocks:
        for block in Block.between(candidate.recipient_id, candidate.actor_id):
            write.check(block, condition=Block.pk.does_not_exist())
    if candidate.sequence is not None:
        inbox = Inbox.key(candidate.recipient_id, candidate.source_id)
        write.check(inbox, condition=Inbox.is_unread(candidate.sequence))


def decisions_about(event: DomainEvent) -> list[Decision]:
    """Returns the decisions about an event whose subject has been deleted since."""
    people = [row.person_id for row in RecipientIndex.of_event(event.id)]
    keys = [Decision.key(person_id, event.id) for person_id in people]
    found = get_many(keys, consistent=True) if keys else None
    return [decision for key in keys if found and (decision := found[key])]


def pending_channels(decision: Decision) -> list[Channel]:
    """Returns the channels on which something is still to be sent, live first."""
    channels: tuple[Channel, ...] = ("live", *OUTWARD)
    return [channel for channel in channels if getattr(decision, channel) == Outcome.PENDING]


def note_outcomes(decision: Decision, outcomes: Mapping[Channel, Outcome]) -> None:
    """Note the outcomes on pending channels; one that was noted in the meantime stays."""
    key = Key(Decision, decision.pk, decision.sk)
    for channel, outcome in outcomes.items():
        attribute = getattr(Decision, channel)
        setattr(decision, channel, outcome)
        with suppress(ConditionFailed):
            update(key, attribute.set(outcome), condition=attribute == Outcome.PENDING)


def note_seen_live(candidate: NotificationCandidate, decision: Decision) -> None:
    """Note that a person has only seen it live, so the next event of the group may alert them."""
    if candidate.kind.grouped_by:
        with suppress(ConditionFailed):
            update(
                group_key(candidate),
                Group.only_seen_live.set(True),
                condition=Group.notification_id == decision.notification_id,
            )
