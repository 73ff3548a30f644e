"""Delivering what was decided, on every channel that is pending."""

from dataclasses import dataclass, replace

from learn_exchange import sockets
from learn_exchange.ids import derived_id
from learn_exchange.languages import language_of
from learn_exchange.observability import log_defect
from learn_exchange.people import hidden
from learn_exchange.tables.notifications import Decision, Held, Notification, Preferences, Tray
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Block, Profile
from notifications import ledger, mailing
from notifications.delivery import Delivery
from notifications.frames import NotificationFrame
from notifications.policy import Channel, Outcome
from notifications.push import sender
from notifications.recipients import Happening
from notifications.schemas import NotificationView
from notifications.texts import private, render, summary
from notifications.views import views

# Afterwards the queue gives a message up: `infra.constructs.consumer.ATTEMPTS`.
LAST_ATTEMPT = 5


@dataclass(frozen=True)
class _State:
    """The person's notifications at the time of a delivery; a summary has no view.

    `held` is what quiet hours have held back that are over.
    """

    profile: Profile
    preferences: Preferences
    tray: Tray
    view: NotificationView | None
    held: Held | None = None


def deliver(it: Happening, decision: Decision, attempt: int) -> None:
    """Send what is pending, live first, and note how each channel has ended.

    Where it crashes between sending and noting it, that is sent again. A channel that fails stays
    pending until the last attempt, when it is noted as failed.

    Raises:
        Exception: whatever made the first channel fail, when all have been tried.
    """
    pending = ledger.pending(decision)
    if not pending:
        return
    if it.is_outdated or decision.in_app == Outcome.TAKEN_BACK:
        ledger.note(decision, dict.fromkeys(pending, Outcome.OUTDATED))
        return
    state = _read(it, decision)
    if state is None:
        ledger.note(decision, dict.fromkeys(pending, _why_gone(it)))
        return
    failures: list[Exception] = []
    for channel in pending:
        try:
            outcome = _send(channel, it, decision, state)
        except Exception as error:  # noqa: BLE001 (whatever it is, the other channels go on)
            if attempt < LAST_ATTEMPT:
                failures.append(error)
                continue
            log_defect(error)
            outcome = Outcome.FAILED
        ledger.note(decision, {channel: outcome})
    if failures:
        raise failures[0]


def _read(it: Happening, decision: Decision) -> _State | None:
    """The person's notifications as they are now; None where it was removed, or is hidden."""
    person_id, notification_id = it.recipient_id, decision.notification_id
    keys = Profile.key(person_id), Preferences.key(person_id), Tray.key(person_id)
    saved = Notification.key(person_id, notification_id or "")
    found = get_many([*keys, *([saved] if notification_id else [])], consistent=True)
    profile = found.require(Profile.key(person_id))
    wishes = found[Preferences.key(person_id)] or Preferences()
    tray = found[Tray.key(person_id)] or Tray()
    if it.quiet_until:
        held = Held.key(person_id, it.quiet_until).get()
        return _State(profile, wishes, tray, None, held)
    row = found[saved] if notification_id else None
    seen = views([row], profile, tray, wishes) if row else []
    return _State(profile, wishes, tray, seen[0]) if seen else None


def _why_gone(it: Happening) -> Outcome:
    """Returns why there is no longer what was saved: its people are hidden, or took it back."""
    if it.actor_id is None:
        return Outcome.TAKEN_BACK
    found = get_many(Block.between(it.recipient_id, it.actor_id), consistent=True)
    is_hidden = hidden(found, it.recipient_id, it.actor_id)
    return Outcome.BLOCKED if is_hidden else Outcome.TAKEN_BACK


def _send(channel: Channel, it: Happening, decision: Decision, state: _State) -> Outcome:
    if channel == "live":
        return _send_live(it, state)
    if it.quiet_until:
        return _sum_up(channel, it, state)
    if decision.live == Outcome.SENT and not it.kind.even_if_seen_live:
        ledger.note_seen_live(it, decision)
        return Outcome.ONLINE
    if state.view and state.view.is_read:
        return Outcome.ALREADY_READ
    return _send_outward(channel, _delivery(it, state))


def _send_outward(channel: Channel, delivery: Delivery) -> Outcome:
    send = sender.send if channel == "push" else mailing.send
    return Outcome(send(delivery))


def _sum_up(channel: Channel, it: Happening, state: _State) -> Outcome:
    """Send one summary of all that was held back from a channel and is still unread."""
    ids = getattr(state.held, channel) if state.held else None
    if not ids:
        return Outcome.NOT_APPLICABLE
    keys = [Notification.key(it.recipient_id, notification_id) for notification_id in sorted(ids)]
    found = get_many(keys, consistent=True)
    unread = [row for key in keys if (row := found[key]) and not state.tray.has_read(row)]
    shown = views(unread[::-1], state.profile, state.tray, state.preferences)
    if not shown:
        return Outcome.ALREADY_READ
    delivery = _delivery(it, state)
    texts = [view.content for view in shown] if channel == "email" else []
    text = summary(delivery.language, len(shown), texts)
    return _send_outward(channel, replace(delivery, text=text))


def _send_live(it: Happening, state: _State) -> Outcome:
    if state.view is None:
        return Outcome.NOT_APPLICABLE
    frame = NotificationFrame(notification=state.view, unread_count=int(state.tray.unread))
    return Outcome.SENT if sockets.push(frame, [it.recipient_id]) else Outcome.OFFLINE


def _delivery(it: Happening, state: _State) -> Delivery:
    view, language = state.view, language_of(state.profile, state.preferences.language)
    text = render(
        it.kind.type,
        language,
        it.facts,
        actors=[actor.first_name for actor in view.actors] if view else [],
        number=view.count if view else int(state.tray.unread),
        zone=state.profile.time_zone,
    )
    return Delivery(
        event_id=it.event.id,
        notification_id=view.id if view else derived_id(it.kind.type, it.recipient_id),
        type=it.kind.type,
        source_id=it.source_id,
        recipient=state.profile,
        preferences=state.preferences,
        language=language,
        text=text,
        private_text=private(language),
        link=it.link,
    )
