"""Domain events that changes in the `exchange` table stand for."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from learn_exchange.announcing import Announcement, Change, announcer, nothing
from learn_exchange.events import (
    DomainEvent,
    ExchangeAccepted,
    ExchangeCanceled,
    ExchangeCompleted,
    ExchangeEvent,
    ExchangeRequested,
    NoShowContested,
    NoShowReported,
    RatingReplied,
    RatingRevealed,
    SessionAccepted,
    SessionCanceled,
    SessionCompleted,
    SessionEvent,
    SessionMarkedCompleted,
    SessionProposed,
    SessionReminderDue,
    SessionRescheduled,
)
from learn_exchange.tables.exchange import (
    BusyHour,
    CalendarEntry,
    CalendarToken,
    Exchange,
    ExchangeAttempt,
    ExchangeCounter,
    ExchangeItem,
    ParticipantView,
    PendingPair,
    PendingRequests,
    Rating,
    Session,
    SkillHistory,
)

EXCHANGE_BECAME: dict[str, type[ExchangeEvent]] = {
    "pending": ExchangeRequested,
    "accepted": ExchangeAccepted,
    "canceled": ExchangeCanceled,
    "completed": ExchangeCompleted,
}
SESSION_BECAME: dict[str, type[SessionEvent]] = {
    "proposed": SessionRescheduled,
    "accepted": SessionAccepted,
    "marked": SessionMarkedCompleted,
    "completed": SessionCompleted,
    "canceled": SessionCanceled,
    "no_show": NoShowReported,
    "contested": NoShowContested,
}


def exchange(change: Change[Exchange]) -> Iterator[DomainEvent]:
    """An exchange is in another state; that only its sessions have changed is announced by them."""
    if (now := change.after) and _revision(change.before) != now.revision:
        reason = {"reason": now.cancel_reason} if now.state == "canceled" else {}
        act = replace(change, at=now.changed_at)
        yield act.event(EXCHANGE_BECAME[now.state], **_by(now), exchange_id=now.id, **reason)


def session(change: Change[Session]) -> Iterator[DomainEvent]:
    """A session has changed, reminders of it are due, or its ratings can be seen."""
    now, before = change.after, change.before
    if now is None:
        return
    # What the clock has brought about may be written later than it happened.
    act = replace(change, at=now.changed_at)
    if before is None:
        yield act.event(SessionProposed, **_session(now))
        return
    if before.revision != now.revision:
        reason = {"reason": now.cancel_reason} if now.state == "canceled" else {}
        yield act.event(SESSION_BECAME[now.state], **_session(now), **reason)
    for reminder in set(now.reminders) - set(before.reminders):
        which = _session(now) | {"actor_id": None, "reminder": reminder}
        yield change.event(SessionReminderDue, **which)
    if now.ratings_revealed and not before.ratings_revealed:
        yield from _revealed(change, now)


def _revealed(change: Change[Session], session: Session) -> Iterator[DomainEvent]:
    for score in session.scores:
        yield change.event(
            RatingRevealed,
            about=score.rating_id,
            **_session(session) | {"actor_id": score.rater_id},
            rating_id=score.rating_id,
            rated_id=session.partner_of(score.rater_id),
        )


def rating(change: Change[Rating]) -> Iterator[DomainEvent]:
    """Someone has replied to a rating; that it was given is announced when it is revealed."""
    if change.modified:
        before, after = change.modified
        if after.reply and not before.reply:
            yield change.event(
                RatingReplied,
                actor_id=after.rated_id,
                rating_id=after.id,
                rater_id=after.rater_id,
                rated_id=after.rated_id,
            )


def _revision(before: Exchange | None) -> int | None:
    return int(before.revision) if before else None


def _by(row: Exchange | Session) -> dict[str, Any]:
    return {
        "actor_id": row.changed_by,
        "initiator_id": row.initiator_id,
        "receiver_id": row.receiver_id,
        "revision": int(row.revision),
    }


def _session(row: Session) -> dict[str, Any]:
    return _by(row) | {"exchange_id": row.exchange_id, "session_id": row.id}


ANNOUNCEMENTS: dict[type[ExchangeItem], Announcement] = {
    Exchange: exchange,
    Session: session,
    Rating: rating,
    CalendarEntry: nothing,
    BusyHour: nothing,
    CalendarToken: nothing,
    SkillHistory: nothing,
    ParticipantView: nothing,
    PendingPair: nothing,
    PendingRequests: nothing,
    ExchangeAttempt: nothing,
    ExchangeCounter: nothing,
}

handler = announcer(ExchangeItem, ANNOUNCEMENTS)
