"""Projections of an exchange and its sessions: lists, calendars, busy minutes and totals.

They are derived from the rows alone. So every change, of whatever kind, is written in the same way:
as the difference between the projections before it and those after it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from exchange.problems import AlreadyPending, TimeTaken, TooManyPending
from exchange.state_machines import ANSWER_WITHIN, EXPIRE_REQUEST
from learn_exchange.catalogue import canonical
from learn_exchange.meetings import Meeting
from learn_exchange.tables.exchange import (
    BusyHour,
    CalendarEntry,
    Exchange,
    ParticipantView,
    PendingPair,
    PendingRequests,
    Session,
)
from learn_exchange.tables.store import Key, Transaction
from learn_exchange.tables.users import Stats

MAX_PENDING_REQUESTS = 20
BUSY = {"accepted", "marked", "completed", "no_show", "contested"}
KEPT_AFTER = timedelta(days=2)

Hours = dict[tuple[str, datetime], set[int]]
"""The busy minutes of an hour, by person and hour."""


@dataclass
class Projections:
    """All that is derived from an exchange and its sessions; empty for an exchange to create."""

    views: dict[Key[ParticipantView], ParticipantView] = field(default_factory=dict)
    entries: dict[Key[CalendarEntry], CalendarEntry] = field(default_factory=dict)
    busy_hours: Hours = field(default_factory=dict)
    totals: dict[str, Counter[str]] = field(default_factory=dict)
    pending: bool = False

    @classmethod
    def of(cls, exchange: Exchange, sessions: list[Session]) -> "Projections":
        """Derives the projections of an exchange and its sessions."""
        return cls(
            views={
                ParticipantView.key(person, exchange.id): _view(exchange, sessions, person)
                for person in exchange.people
            },
            entries=dict(
                _entry(session, person) for session in sessions for person in session.people
            ),
            busy_hours=_busy_hours(sessions),
            totals={person: totals_of(person, exchange, sessions) for person in exchange.people},
            pending=exchange.state == "pending",
        )


def _view(exchange: Exchange, sessions: list[Session], person_id: str) -> ParticipantView:
    return ParticipantView.key(person_id, exchange.id).new(
        exchange_id=exchange.id,
        partner_id=exchange.partner_of(person_id),
        role="initiator" if person_id == exchange.initiator_id else "receiver",
        state=exchange.state,
        session_ids=[session.id for session in sessions],
        created_at=exchange.created_at,
    )


def _entry(session: Session, person_id: str) -> tuple[Key[CalendarEntry], CalendarEntry]:
    key = CalendarEntry.key(person_id, Meeting.of(session).starts_at, session.id)
    return key, key.new(
        session_id=session.id,
        partner_id=session.partner_of(person_id),
        canceled=session.state == "canceled",
    )


def _busy_hours(sessions: Iterable[Session]) -> Hours:
    """Returns the busy minutes of both people. A session takes each minute that it overlaps."""
    hours: Hours = defaultdict(set)
    for session in sessions:
        if session.state in BUSY:
            for minute in Meeting.of(session).minutes():
                for person in session.people:
                    hours[person, minute.replace(minute=0)].add(minute.minute)
    return hours


def totals_of(person_id: str, exchange: Exchange, sessions: Iterable[Session]) -> Counter[str]:
    """Returns the numbers that an exchange adds to a person's totals, by attribute of `Stats`."""
    totals = Counter(
        exchanges_under_way=int(exchange.state == "accepted"),
        exchanges_completed=int(exchange.state == "completed"),
    )
    for session in sessions:
        accused = session.state == "no_show" and session.reported_by != person_id
        totals["sessions_completed"] += session.state == "completed"
        totals["late_cancellations"] += session.late_by == person_id
        totals["no_shows"] += accused
        for score in session.scores if session.ratings_revealed else ():
            if score.rater_id != person_id:
                totals["ratings_count"] += 1
                totals["ratings_sum"] += int(score.score)
    return totals


def apply_projection_diff(
    write: Transaction,
    before: Projections,
    after: Projections,
    exchange: Exchange,
    *,
    actor_id: str | None,
    now: datetime,
) -> None:
    """Add the difference between two states of the projections to a transaction.

    `actor_id` is the person who acts; None for the clock.

    The transaction raises:
        TimeTaken: one of the participants has another session at that time.
        AlreadyPending, TooManyPending: a request cannot be made.
    """
    write.replace(before.views, after.views)
    write.replace(before.entries, after.entries)
    _change_busy_hours(write, before.busy_hours, after.busy_hours, actor_id)
    _add_to_totals(write, before.totals, after.totals)
    if after.pending and not before.pending:
        _add_pending_request(write, exchange, now)
    if before.pending and not after.pending:
        _remove_pending_request(write, exchange)


def _change_busy_hours(
    write: Transaction, before: Hours, after: Hours, actor_id: str | None
) -> None:
    for person, hour in before.keys() | after.keys():
        key, minutes = BusyHour.key(person, hour), BusyHour.minutes
        had, has = before.get((person, hour), set()), after.get((person, hour), set())
        if taken := has - had:
            who_has = "You have" if person == actor_id else "The other person has"
            write.update(
                key,
                minutes.add(taken),
                BusyHour.kind.set(BusyHour),
                BusyHour.expires_at.set(hour + KEPT_AFTER),
                condition=BusyHour.is_free(taken),
                on_conflict=TimeTaken(f"{who_has} another session at that time."),
            )
        elif freed := had - has:
            write.update(key, minutes.delete(freed))


def _add_to_totals(
    write: Transaction, before: dict[str, Counter[str]], after: dict[str, Counter[str]]
) -> None:
    for person, totals in after.items():
        previous = before.get(person, Counter())
        changes = {name: totals[name] - previous[name] for name in totals | previous}
        additions = [getattr(Stats, name).add(number) for name, number in changes.items() if number]
        if additions:
            write.update(Stats.key(person), *additions)


def _add_pending_request(write: Transaction, exchange: Exchange, now: datetime) -> None:
    write.put(
        _pending_pair(exchange).new(exchange_id=exchange.id, until=now + ANSWER_WITHIN),
        condition=PendingPair.pk.does_not_exist() | (PendingPair.until <= now),
        on_conflict=lambda pending: AlreadyPending.with_link_to(pending.exchange_id),
    )
    write.update(
        PendingRequests.key(exchange.initiator_id),
        PendingRequests.number.add(1),
        PendingRequests.kind.set(PendingRequests),
        condition=PendingRequests.pk.does_not_exist()
        | (PendingRequests.number < MAX_PENDING_REQUESTS),
        on_conflict=TooManyPending(
            f"You can have at most {MAX_PENDING_REQUESTS} unanswered requests."
        ),
    )


def _remove_pending_request(write: Transaction, exchange: Exchange) -> None:
    # An expired pair forbids nothing, and a newer request may have replaced it by now.
    if exchange.action != EXPIRE_REQUEST:
        write.delete(_pending_pair(exchange))
    write.update(PendingRequests.key(exchange.initiator_id), PendingRequests.number.add(-1))


def _pending_pair(exchange: Exchange) -> Key[PendingPair]:
    return PendingPair.key(
        {
            exchange.initiator_id: canonical(exchange.offered_skill),
            exchange.receiver_id: canonical(exchange.requested_skill),
        }
    )
