"""The ledger: for each event and each person one decision, with one outcome on each channel.

A decision is written once, in one transaction with the notification that it saves. What is pending
then is sent, and each outcome noted. An event that comes again has what is left done, and one that
comes after that changes nothing.
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
from learn_exchange.tables.feed import Counts
from learn_exchange.tables.notifications import (
    MOST_ACTORS,
    Addressee,
    Decision,
    Group,
    Held,
    Notification,
    Told,
)
from learn_exchange.tables.store import (
    ConditionFailed,
    Key,
    Transaction,
    again_if_overtaken,
    get_many,
    put,
    update,
)
from learn_exchange.tables.users import Block
from notifications import unread
from notifications.context import Standing, group_key, told_key
from notifications.kinds import TOLD_FOR
from notifications.policy import OUTWARD, Channel, Outcome, Plan, decide
from notifications.recipients import Happening

# As long as a dead letter is kept: it can be sent back.
RETRIED_FOR = timedelta(days=14)


def decided(it: Happening) -> Decision:
    """Returns the decision about an event for a person: the one of before, or a new one.

    Raises:
        NotFound: there is no such person.
        Unavailable: others keep writing to the person's notifications.
    """

    def attempt() -> Decision:
        standing = Standing.read(it, now())
        return standing.decision or _decide(standing)

    return again_if_overtaken(attempt)


def _decide(standing: Standing) -> Decision:
    """Decide, and write it with what it saves.

    Raises:
        ConditionFailed: something that it rests on has changed since it was read.
    """
    plan = decide(standing.happening.kind, standing.situation)
    if not plan.saves:
        before = standing.told.notification_id if standing.told else None
        decision = _decision(standing, plan, before)
        if standing.taken_back and plan.in_app == Outcome.WITHDRAWN:
            unread.take_back(
                standing.happening.recipient_id, standing.tray, standing.taken_back, decision
            )
        elif standing.held:
            with Transaction() as write:
                write.put(decision, when=Decision.pk.does_not_exist())
                _hold_back(write, standing, plan, standing.held)
        else:
            put(decision, when=Decision.pk.does_not_exist())
        return decision
    notification = standing.joined or _new_notification(standing)
    decision = _decision(standing, plan, notification.id)
    with Transaction() as write:
        write.put(decision, when=Decision.pk.does_not_exist())
        if standing.happening.may_vanish:
            write.put(_addressee(standing))
        if standing.joined:
            _join(write, standing, notification)
        else:
            write.put(notification)
        unread.change(write, standing.tray, unread=0 if standing.joined else 1)
        _remember(write, standing, plan, notification.id)
        held = Held(push={notification.id}, email={notification.id})
        _hold_back(write, standing, plan, held)
        _require_unseen(write, standing.happening)
    return decision


def _decision(standing: Standing, plan: Plan, notification_id: str | None) -> Decision:
    event = standing.happening.event
    return Decision.key(standing.happening.recipient_id, event.id).new(
        actor_id=standing.happening.actor_id,
        event_id=event.id,
        event=standing.happening.event_name,
        at=standing.at,
        decided_at=Decision.position(standing.at, event.id),
        notification_id=notification_id,
        in_app=plan.in_app,
        live=plan.live,
        push=plan.push,
        email=plan.email,
        quiet_until=plan.quiet_until,
    )


def _addressee(standing: Standing) -> Addressee:
    it = standing.happening
    return Addressee.key(it.event.id, it.recipient_id).new(
        person_id=it.recipient_id, expires_at=standing.at + RETRIED_FOR
    )


def _new_notification(standing: Standing) -> Notification:
    it, notification_id = standing.happening, new_id()
    if notification_id <= (standing.tray.read_until or ""):
        # Another machine's clock was ahead of this one's, and what is new must not count as read.
        raise ConditionFailed(standing.tray)
    return Notification.key(it.recipient_id, notification_id).new(
        id=notification_id,
        type=it.kind.type,
        source_id=it.source_id,
        actor_ids=[it.actor_id] if it.actor_id else [],
        facts=it.facts,
        shares=_with_share({}, it),
        link=it.link,
        outlasts_blocks=it.outlasts_blocks,
        created_at=standing.at,
        updated_at=standing.at,
    )


def _join(write: Transaction, standing: Standing, joined: Notification) -> None:
    it = standing.happening
    actors = [it.actor_id] if it.actor_id else []
    actors += [actor_id for actor_id in joined.actor_ids if actor_id != it.actor_id]
    is_newest = standing.group is None or (it.sequence or 0) >= (standing.group.last_sequence or 0)
    write.update(
        Notification.key(it.recipient_id, joined.id),
        Notification.actor_ids.set(actors[:MOST_ACTORS]),
        Notification.number.set(joined.number + 1),
        Notification.facts.set(it.facts if is_newest else joined.facts),
        Notification.shares.set(_with_share(joined.shares, it)),
        Notification.updated_at.set(standing.at),
        when=(Notification.number == joined.number) & (Notification.is_read == False),  # noqa: E712
    )


def _with_share(shares: Mapping[str, Any], it: Happening) -> dict[str, Any]:
    """Return who has which share in a notification that counts events, with one event more."""
    if it.kind.grouped_by != "events" or it.actor_id is None:
        return dict(shares)
    others = {actor_id: share for actor_id, share in shares.items() if actor_id != it.actor_id}
    kept = list(others.items())[-MOST_ACTORS + 1 :]
    number, _ = shares.get(it.actor_id, (0, None))
    return dict(kept) | {it.actor_id: (number + 1, it.facts)}


def _remember(write: Transaction, standing: Standing, plan: Plan, notification_id: str) -> None:
    """Add to a transaction what the next event of the same cause has to know."""
    it, group = standing.happening, standing.group
    if it.kind.grouped_by:
        row = group_key(it).new(
            notification_id=notification_id,
            began_at=standing.at,
            last_sequence=it.sequence,
            only_held=plan.calls_nobody_yet,
        )
        if standing.joined and group:
            row.began_at = group.began_at
            row.last_sequence = it.sequence and max(it.sequence, group.last_sequence or 0)
        write.put(row, when=group.is_unchanged if group else Group.pk.does_not_exist())
    if it.part:
        told = told_key(it).new(
            notification_id=notification_id,
            actor_id=it.actor_id,
            event_id=it.event.id,
            facts=it.facts if it.part_id else {},
            expires_at=None if it.part_id else standing.at + TOLD_FOR,
        )
        may_be_told = Told.pk.does_not_exist() | (Told.expires_at <= standing.at)
        if standing.told and standing.told.taken_back:
            may_be_told |= Told.taken_back == True  # noqa: E712
        write.put(told, when=may_be_told)


def _hold_back(write: Transaction, standing: Standing, plan: Plan, held: Held) -> None:
    """Add to a transaction what the summary at the end of quiet hours has to sum up."""
    by_channel = {channel: getattr(held, channel) for channel in plan.held_back}
    added = [getattr(Held, channel).add(ids) for channel, ids in by_channel.items() if ids]
    if plan.quiet_until and added:
        write.update(
            Held.key(standing.happening.recipient_id, plan.quiet_until),
            Held.kind.set(Held),
            Held.expires_at.set(plan.quiet_until + RETRIED_FOR),
            *added,
        )


def _require_unseen(write: Transaction, it: Happening) -> None:
    """Add to a transaction that nobody is blocked, and nothing read or deleted, until then."""
    for key in it.rests_on:
        write.check(key, when=Counts.pk.exists(), otherwise=NotFound())
    if it.actor_id and not it.outlasts_blocks:
        for block in Block.between(it.recipient_id, it.actor_id):
            write.check(block, when=Block.pk.does_not_exist())
    if it.sequence is not None:
        inbox = Inbox.key(it.recipient_id, it.source_id)
        write.check(inbox, when=Inbox.is_unread(it.sequence))


def left_behind(event: DomainEvent) -> list[Decision]:
    """The decisions about an event that names what has been deleted since."""
    people = [row.person_id for row in Addressee.of_event(event.id)]
    keys = [Decision.key(person_id, event.id) for person_id in people]
    found = get_many(keys, consistent=True) if keys else None
    return [decision for key in keys if found and (decision := found[key])]


def pending(decision: Decision) -> list[Channel]:
    """The channels on which something is still to be sent, live first."""
    channels: tuple[Channel, ...] = ("live", *OUTWARD)
    return [channel for channel in channels if getattr(decision, channel) == Outcome.PENDING]


def note(decision: Decision, outcomes: Mapping[Channel, Outcome]) -> None:
    """Note how pending channels have ended, unless that was noted meanwhile."""
    key = Key(Decision, decision.pk, decision.sk)
    for channel, outcome in outcomes.items():
        attribute = getattr(Decision, channel)
        setattr(decision, channel, outcome)
        with suppress(ConditionFailed):
            update(key, attribute.set(outcome), when=attribute == Outcome.PENDING)


def note_seen_live(it: Happening, decision: Decision) -> None:
    """Note that a person has only seen it live: once they are gone, what joins it calls them."""
    if it.kind.grouped_by:
        with suppress(ConditionFailed):
            update(
                group_key(it),
                Group.only_seen_live.set(True),
                when=Group.notification_id == decision.notification_id,
            )
