"""Rows that are derived from an exchange and its sessions: lists, calendars and totals.

All of it is worked out from the rows alone. So a change writes the difference between what followed
before and what follows after, whatever the change was.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from exchange.problems import AlreadyPending, TimeTaken, TooManyPending
from exchange.state_machines import ANSWER_WITHIN
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

MOST_PENDING = 20
BUSY = {"accepted", "marked", "completed", "no_show", "contested"}
KEPT_AFTER = timedelta(days=2)

Hours = dict[tuple[str, datetime], set[int]]
"""The minutes of an hour that someone is busy, by who and which hour."""


@dataclass
class Consequences:
    """The derived rows; none, where there is no exchange yet."""

    memberships: dict[Key[ParticipantView], ParticipantView] = field(default_factory=dict)
    appointments: dict[Key[CalendarEntry], CalendarEntry] = field(default_factory=dict)
    busy: Hours = field(default_factory=dict)
    totals: dict[str, Counter[str]] = field(default_factory=dict)
    pending: bool = False

    @classmethod
    def of(cls, exchange: Exchange, sessions: list[Session]) -> "Consequences":
        """Derives the rows of an exchange and its sessions."""
        return cls(
            memberships={
                ParticipantView.key(person, exchange.id): _membership(exchange, sessions, person)
                for person in exchange.people
            },
            appointments=dict(
                _appointment(session, person) for session in sessions for person in session.people
            ),
            busy=_busy(sessions),
            totals={person: totals_of(person, exchange, sessions) for person in exchange.people},
            pending=exchange.state == "pending",
        )


def _membership(exchange: Exchange, sessions: list[Session], person_id: str) -> ParticipantView:
    return ParticipantView.key(person_id, exchange.id).new(
        exchange_id=exchange.id,
        partner_id=exchange.partner_of(person_id),
        role="initiator" if person_id == exchange.initiator_id else "receiver",
        state=exchange.state,
        session_ids=[session.id for session in sessions],
        created_at=exchange.created_at,
    )


def _appointment(session: Session, person_id: str) -> tuple[Key[CalendarEntry], CalendarEntry]:
    key = CalendarEntry.key(person_id, Meeting.of(session).starts_at, session.id)
    return key, key.new(
        session_id=session.id,
        partner_id=session.partner_of(person_id),
        canceled=session.state == "canceled",
    )


def _busy(sessions: Iterable[Session]) -> Hours:
    """Returns the busy minutes of both people. A session takes every minute that it touches."""
    hours: Hours = defaultdict(set)
    for session in sessions:
        if session.state in BUSY:
            for minute in Meeting.of(session).minutes():
                for person in session.people:
                    hours[person, minute.replace(minute=0)].add(minute.minute)
    return hours


def totals_of(person_id: str, exchange: Exchange, sessions: Iterable[Session]) -> Counter[str]:
    """Returns what an exchange adds to a person's totals, by the attribute of `Stats`."""
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


def write_difference(
    write: Transaction,
    before: Consequences,
    after: Consequences,
    exchange: Exchange,
    *,
    by: str | None,
    at: datetime,
) -> None:
    """Add to a transaction what has changed. Where someone acts, `by` is who.

    The transaction raises:
        TimeTaken: one of the two has a session at that time.
        AlreadyPending, TooManyPending: a request cannot be made.
    """
    write.replace(before.memberships, after.memberships)
    write.replace(before.appointments, after.appointments)
    _change_busy_hours(write, before.busy, after.busy, by)
    _add_to_totals(write, before.totals, after.totals)
    if after.pending and not before.pending:
        _begin_waiting(write, exchange, at)
    if before.pending and not after.pending:
        _end_waiting(write, exchange)


def _change_busy_hours(write: Transaction, before: Hours, after: Hours, by: str | None) -> None:
    for person, hour in before.keys() | after.keys():
        key, minutes = BusyHour.key(person, hour), BusyHour.minutes
        had, has = before.get((person, hour), set()), after.get((person, hour), set())
        if taken := has - had:
            whose = "You have" if person == by else "The other person has"
            write.update(
                key,
                minutes.add(taken),
                BusyHour.kind.set(BusyHour),
                BusyHour.expires_at.set(hour + KEPT_AFTER),
                when=BusyHour.is_free(taken),
                otherwise=TimeTaken(f"{whose} another session at that time."),
            )
        elif freed := had - has:
            write.update(key, minutes.delete(freed))


def _add_to_totals(
    write: Transaction, before: dict[str, Counter[str]], after: dict[str, Counter[str]]
) -> None:
    for person, totals in after.items():
        stood = before.get(person, Counter())
        changes = {name: totals[name] - stood[name] for name in totals | stood}
        additions = [getattr(Stats, name).add(by) for name, by in changes.items() if by]
        if additions:
            write.update(Stats.key(person), *additions)


def _begin_waiting(write: Transaction, exchange: Exchange, at: datetime) -> None:
    write.put(
        _pending_pair(exchange).new(exchange_id=exchange.id, until=at + ANSWER_WITHIN),
        when=PendingPair.pk.does_not_exist() | (PendingPair.until <= at),
        otherwise=lambda standing: AlreadyPending.standing(standing.exchange_id),
    )
    write.update(
        PendingRequests.key(exchange.initiator_id),
        PendingRequests.number.add(1),
        PendingRequests.kind.set(PendingRequests),
        when=PendingRequests.pk.does_not_exist() | (PendingRequests.number < MOST_PENDING),
        otherwise=TooManyPending(f"At most {MOST_PENDING} can be unanswered at once."),
    )


def _end_waiting(write: Transaction, exchange: Exchange) -> None:
    # What has expired no longer stands in the way, and another may stand there by now.
    if exchange.action != "expire":
        write.delete(_pending_pair(exchange))
    write.update(PendingRequests.key(exchange.initiator_id), PendingRequests.number.add(-1))


def _pending_pair(exchange: Exchange) -> Key[PendingPair]:
    return PendingPair.key(
        {
            exchange.initiator_id: canonical(exchange.offered_skill),
            exchange.receiver_id: canonical(exchange.requested_skill),
        }
    )
