"""Delivers a decision: sends on every pending channel, and notes the outcome of each."""

from dataclasses import dataclass, replace

from learn_exchange import sockets
from learn_exchange.ids import uuid5_id
from learn_exchange.languages import language_of
from learn_exchange.observability import log_defect
from learn_exchange.people import hidden
from learn_exchange.tables.notifications import (
    Decision,
    Held,
    Notification,
    Preferences,
    UnreadCounter,
)
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Block, Profile
from notifications import ledger, mailing
from notifications.delivery import Delivery
from notifications.frames import NotificationFrame
from notifications.policy import Channel, Outcome
from notifications.push import sender
from notifications.recipients import NotificationCandidate
from notifications.schemas import NotificationView
from notifications.texts import private, render, summary
from notifications.views import views

# The queue gives a message up after as many: `infra.constructs.consumer.ATTEMPTS`.
LAST_ATTEMPT = 5


@dataclass(frozen=True)
class _State:
    """The recipient's rows at the time of a delivery.

    `view` is the notification as they see it; a summary has none. `held` is what the quiet hours
    before the summary have held back.
    """

    profile: Profile
    preferences: Preferences
    counter: UnreadCounter
    view: NotificationView | None
    held: Held | None = None


def deliver(candidate: NotificationCandidate, decision: Decision, attempt: int) -> None:
    """Send on each pending channel, live first, and note its outcome.

    After a crash between sending and noting, the channel is sent again. A channel that fails stays
    pending until the last attempt, when it is noted as failed.

    Raises:
        Exception: the failure of the first channel that failed, after all were tried.
    """
    pending = ledger.pending_channels(decision)
    if not pending:
        return
    if candidate.is_outdated or decision.in_app == Outcome.TAKEN_BACK:
        ledger.note_outcomes(decision, dict.fromkeys(pending, Outcome.OUTDATED))
        return
    state = _load(candidate, decision)
    if state is None:
        ledger.note_outcomes(decision, dict.fromkeys(pending, _why_gone(candidate)))
        return
    failures: list[Exception] = []
    for channel in pending:
        try:
            outcome = _send(channel, candidate, decision, state)
        except Exception as error:  # noqa: BLE001 (whatever it is, the other channels go on)
            if attempt < LAST_ATTEMPT:
                failures.append(error)
                continue
            log_defect(error)
            outcome = Outcome.FAILED
        ledger.note_outcomes(decision, {channel: outcome})
    if failures:
        raise failures[0]


def _load(candidate: NotificationCandidate, decision: Decision) -> _State | None:
    """Returns the recipient's rows; None where the notification was removed, or is hidden."""
    person_id, notification_id = candidate.recipient_id, decision.notification_id
    keys = Profile.key(person_id), Preferences.key(person_id), UnreadCounter.key(person_id)
    saved = Notification.key(person_id, notification_id or "")
    found = get_many([*keys, *([saved] if notification_id else [])], consistent=True)
    profile = found.require(keys[0])
    preferences = found[keys[1]] or Preferences()
    counter = found[keys[2]] or UnreadCounter()
    if candidate.quiet_until:
        held = Held.key(person_id, candidate.quiet_until).get()
        return _State(profile, preferences, counter, None, held)
    row = found[saved] if notification_id else None
    seen = views([row], profile, counter, preferences) if row else []
    return _State(profile, preferences, counter, seen[0]) if seen else None


def _why_gone(candidate: NotificationCandidate) -> Outcome:
    """Returns why a notification is gone: its people are hidden, or it was taken back."""
    if candidate.actor_id is None:
        return Outcome.TAKEN_BACK
    between = Block.between(candidate.recipient_id, candidate.actor_id)
    found = get_many(between, consistent=True)
    is_hidden = hidden(found, candidate.recipient_id, candidate.actor_id)
    return Outcome.BLOCKED if is_hidden else Outcome.TAKEN_BACK


def _send(
    channel: Channel, candidate: NotificationCandidate, decision: Decision, state: _State
) -> Outcome:
    if channel == "live":
        return _send_live(candidate, state)
    if candidate.quiet_until:
        return _send_summary(channel, candidate, state)
    if decision.live == Outcome.SENT and not candidate.kind.even_if_seen_live:
        ledger.note_seen_live(candidate, decision)
        return Outcome.ONLINE
    if state.view and state.view.is_read:
        return Outcome.ALREADY_READ
    return _send_outward(channel, _delivery(candidate, state))


def _send_outward(channel: Channel, delivery: Delivery) -> Outcome:
    send = sender.send if channel == "push" else mailing.send
    return Outcome(send(delivery))


def _send_summary(channel: Channel, candidate: NotificationCandidate, state: _State) -> Outcome:
    """Send one summary of all that was held back from a channel and is still unread."""
    ids = getattr(state.held, channel) if state.held else None
    if not ids:
        return Outcome.NOT_APPLICABLE
    keys = [Notification.key(candidate.recipient_id, each) for each in sorted(ids)]
    found = get_many(keys, consistent=True)
    unread = [row for key in keys if (row := found[key]) and not state.counter.has_read(row)]
    shown = views(unread[::-1], state.profile, state.counter, state.preferences)
    if not shown:
        return Outcome.ALREADY_READ
    delivery = _delivery(candidate, state)
    texts = [view.content for view in shown] if channel == "email" else []
    text = summary(delivery.language, len(shown), texts)
    return _send_outward(channel, replace(delivery, text=text))


def _send_live(candidate: NotificationCandidate, state: _State) -> Outcome:
    if state.view is None:
        return Outcome.NOT_APPLICABLE
    frame = NotificationFrame(notification=state.view, unread_count=int(state.counter.unread))
    return Outcome.SENT if sockets.push(frame, [candidate.recipient_id]) else Outcome.OFFLINE


def _delivery(candidate: NotificationCandidate, state: _State) -> Delivery:
    view, type_ = state.view, candidate.kind.type
    language = language_of(state.profile, state.preferences.language)
    text = render(
        type_,
        language,
        candidate.parameters,
        actors=[actor.first_name for actor in view.actors] if view else [],
        number=view.count if view else int(state.counter.unread),
        zone=state.profile.time_zone,
    )
    return Delivery(
        event_id=candidate.event.id,
        notification_id=view.id if view else uuid5_id(type_, candidate.recipient_id),
        type=type_,
        source_id=candidate.source_id,
        recipient=state.profile,
        preferences=state.preferences,
        language=language,
        text=text,
        private_text=private(language),
        link=candidate.link,
    )
