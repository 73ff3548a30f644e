"""Publishes the domain events of changes in the `exchange` table."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

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
from learn_exchange.stream_publisher import Announcement, Change, announcer, nothing
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

EXCHANGE_EVENTS: dict[str, type[ExchangeEvent]] = {
    "pending": ExchangeRequested,
    "accepted": ExchangeAccepted,
    "canceled": ExchangeCanceled,
    "completed": ExchangeCompleted,
}
SESSION_EVENTS: dict[str, type[SessionEvent]] = {
    "proposed": SessionRescheduled,
    "accepted": SessionAccepted,
    "marked": SessionMarkedCompleted,
    "completed": SessionCompleted,
    "canceled": SessionCanceled,
    "no_show": NoShowReported,
    "contested": NoShowContested,
}


def exchange(change: Change[Exchange]) -> Iterator[DomainEvent]:
    """Yields the event of an exchange's new state. Changes of sessions have their own events."""
    if (after := change.after) and _revision(change.before) != after.revision:
        reason = {"reason": after.cancel_reason} if after.state == "canceled" else {}
        act = replace(change, at=after.changed_at)
        event = EXCHANGE_EVENTS[after.state]
        yield act.event(event, **_actor_and_people(after), exchange_id=after.id, **reason)


def session(change: Change[Session]) -> Iterator[DomainEvent]:
    """Yields the events of a session's new state, due reminders and revealed ratings."""
    after, before = change.after, change.before
    if after is None:
        return
    # A change by the clock may be written later than it was due.
    act = replace(change, at=after.changed_at)
    if before is None:
        yield act.event(SessionProposed, **_session(after))
        return
    if before.revision != after.revision:
        reason = {"reason": after.cancel_reason} if after.state == "canceled" else {}
        yield act.event(SESSION_EVENTS[after.state], **_session(after), **reason)
    for reminder in set(after.reminders) - set(before.reminders):
        about = _session(after) | {"actor_id": None, "reminder": reminder}
        yield change.event(SessionReminderDue, **about)
    if after.ratings_revealed and not before.ratings_revealed:
        yield from _revealed(change, after)


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
    """Yields the event of a reply to a rating; a new rating has its event once it is revealed."""
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


def _actor_and_people(row: Exchange | Session) -> dict[str, Any]:
    return {
        "actor_id": row.changed_by,
        "initiator_id": row.initiator_id,
        "receiver_id": row.receiver_id,
        "revision": int(row.revision),
    }


def _session(row: Session) -> dict[str, Any]:
    return _actor_and_people(row) | {"exchange_id": row.exchange_id, "session_id": row.id}


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
