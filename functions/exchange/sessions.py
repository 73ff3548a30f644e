"""Use cases of sessions: propose, accept, reschedule, cancel and conclude them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from exchange import refusals
from exchange.aggregate import ExchangeAggregate, not_found_if_hidden, require_revision
from exchange.problems import TimeTaken, WrongTime
from exchange.projections import BUSY
from exchange.schemas.sessions import NewSession, NewTimes, ProposedTimes, SessionView
from exchange.transitions import is_late, late_canceler
from learn_exchange.account_limits import SESSION_TIMES_TO_ONE, pair
from learn_exchange.concurrency import run_concurrently
from learn_exchange.ids import related_id
from learn_exchange.meetings import Meeting, proposed_time
from learn_exchange.people import hidden
from learn_exchange.problems import Invalid
from learn_exchange.tables.attempts import CreateOnce
from learn_exchange.tables.exchange import (
    ExchangeAttempt,
    ExchangeCounter,
    ProposedTime,
    Session,
)
from learn_exchange.tables.store import Transaction, get_many, retry_on_conflict
from learn_exchange.tables.users import Block, Profile
from learn_exchange.times import local_at, resolve_at

MAX_AHEAD = timedelta(days=366)


@retry_on_conflict
def propose(
    new: NewSession, proposer_id: str, once: CreateOnce, now: datetime, *, newcomer: bool
) -> SessionView:
    """Propose a session of an exchange. Two round trips.

    Repeated with the same `Idempotency-Key`, it returns the session of the first request.

    Raises:
        NotFound: there is no such exchange, the caller takes no part in it, or one of the two has
            blocked the other.
        Invalid: a time is past, too far ahead, given twice, or not clear in its zone.
        WrongState: the exchange is not accepted.
        TooManySessions: it has too many.
        AlreadyPending: the caller has proposed the same, and it is unanswered.
        TooManyRequests: the caller has proposed times to this person too often.
    """
    aggregate, proposer, _ = run_concurrently(
        lambda: ExchangeAggregate.read(new.exchange_id, now).require_participant(proposer_id),
        Profile.key(proposer_id).require,
        lambda: once.look_up(ExchangeAttempt, now),
    )
    if once.replayed_id:
        return _view(aggregate, proposer, once.replayed_id)
    # After the lookup: a retry may come when the times have passed.
    with not_found_if_hidden(aggregate):
        slots = _resolve(new, new.time_zone, now)
        if refusal := refusals.of_proposing(aggregate):
            raise refusal
    exchange = aggregate.exchange
    session_id = related_id(exchange.id)
    session = Session.key(session_id).new(
        id=session_id,
        exchange_id=exchange.id,
        initiator_id=exchange.initiator_id,
        receiver_id=exchange.receiver_id,
        offered_skill=exchange.offered_skill,
        requested_skill=exchange.requested_skill,
        state="proposed",
        action="propose",
        proposed_by=proposer_id,
        time_zone=new.time_zone,
        slots=slots,
        duration_minutes=new.duration_minutes,
        location_details=new.location_details,
        changed_by=proposer_id,
        changed_at=now,
        created_at=now,
    )
    if refusal := refusals.of_repeating(aggregate, session):
        raise refusal
    aggregate.add(session)
    with once.transaction(ExchangeAttempt, session_id, now) as write:
        aggregate.write_to(write, actor_id=proposer_id, forbidden_by_block=True)
        _count_times(write, session, proposer_id, now, newcomer=newcomer)
    if once.replayed_id:
        return seen_by(proposer_id, once.replayed_id, now)
    return SessionView.of(session, proposer, now)


def accept(
    session_id: str,
    slot: int | None,
    accepter_id: str,
    now: datetime,
    *,
    revision: int | None = None,
) -> SessionView:
    """Accept a session at one of its proposed times. Two round trips.

    Raises:
        NotFound: there is no such session, the caller takes no part in it, or one of the two has
            blocked the other.
        ChangedSince: it no longer has the revision that the caller has seen.
        WrongState: the caller cannot do this, or not in the current state.
        Invalid: there are several slots and none is named, or there is no such slot.
        WrongTime: the time has passed.
        TimeTaken: one of the two has another session at that time.
    """

    def apply(aggregate: ExchangeAggregate, session: Session) -> None:
        aggregate.act(session, "accept", accepter_id)
        session.chosen = _choice(session, slot)
        if Meeting.of(session).starts_at <= now:
            raise WrongTime("That time has passed.")
        _require_no_overlap(session, aggregate)
        session.dropped_late_by = None

    return _change(session_id, accepter_id, now, apply, revision)


def _require_no_overlap(session: Session, aggregate: ExchangeAggregate) -> None:
    # The condition on busy minutes does not see this: those of one exchange are one set.
    minutes = set(Meeting.of(session).minutes())
    others = (other for other in aggregate.sessions if other is not session and other.state in BUSY)
    if any(not minutes.isdisjoint(Meeting.of(other).minutes()) for other in others):
        raise TimeTaken("You two have another session at that time.")


def reschedule(new: NewTimes, proposer_id: str, now: datetime, *, newcomer: bool) -> SessionView:
    """Propose other times for a session. Two round trips.

    Raises as `accept` and `propose` do.
    """

    def apply(aggregate: ExchangeAggregate, session: Session) -> None:
        zone = new.time_zone or session.time_zone
        slots = _resolve(new, zone, now)
        late = is_late(session, now)
        aggregate.act(session, "reschedule", proposer_id)
        if late:
            session.dropped_late_by = proposer_id
        session.proposed_by, session.chosen, session.reminders = proposer_id, None, []
        session.time_zone, session.slots = zone, slots
        if new.duration_minutes is not None:
            session.duration_minutes = new.duration_minutes
        if new.location_details is not None:
            session.location_details = new.location_details

    return _change(
        new.session_id,
        proposer_id,
        now,
        apply,
        new.revision,
        count=lambda write, session: _count_times(
            write, session, proposer_id, now, newcomer=newcomer
        ),
    )


def _count_times(
    write: Transaction, session: Session, proposer_id: str, now: datetime, *, newcomer: bool
) -> None:
    both = pair(proposer_id, session.partner_of(proposer_id))
    SESSION_TIMES_TO_ONE.take_within(write, ExchangeCounter, both, now, newcomer=newcomer)


def cancel(
    session_id: str, canceler_id: str, now: datetime, *, revision: int | None = None
) -> SessionView:
    """Cancel a session. Two round trips; raises as `accept` does.

    From 12 hours before the agreed start on, it is recorded as a late cancellation.
    """

    def apply(aggregate: ExchangeAggregate, session: Session) -> None:
        _cancel(aggregate, session, canceler_id)

    return _change(session_id, canceler_id, now, apply, revision)


def cancel_all(aggregate: ExchangeAggregate, canceler_id: str) -> None:
    """Cancel the open sessions of an exchange that ends.

    Raises:
        WrongState: one has begun, and is not concluded.
    """
    if refusal := refusals.of_ending(aggregate):
        raise refusal
    for session in aggregate.open_sessions:
        _cancel(aggregate, session, canceler_id)


def _cancel(aggregate: ExchangeAggregate, session: Session, canceler_id: str) -> None:
    late_by = late_canceler(session, canceler_id, aggregate.now)
    aggregate.act(session, "cancel", canceler_id)
    session.cancel_reason, session.late_by = "canceled", late_by


def mark_completed(
    session_id: str, marker_id: str, now: datetime, *, revision: int | None = None
) -> SessionView:
    """Mark a session as completed. Two round trips; raises as `accept` does.

    It is completed when both have marked it, or 72 hours after its end if only one or nobody has.
    """

    def apply(aggregate: ExchangeAggregate, session: Session) -> None:
        aggregate.act(session, "complete", marker_id)
        session.completed_by = [*session.completed_by, marker_id]

    return _change(session_id, marker_id, now, apply, revision)


def report_no_show(
    session_id: str, reporter_id: str, now: datetime, *, revision: int | None = None
) -> SessionView:
    """Report that the other did not come. Two round trips; raises as `accept` does."""

    def apply(aggregate: ExchangeAggregate, session: Session) -> None:
        aggregate.act(session, "report", reporter_id)
        session.reported_by = reporter_id

    return _change(session_id, reporter_id, now, apply, revision)


def contest_no_show(
    session_id: str, accused_id: str, now: datetime, *, revision: int | None = None
) -> SessionView:
    """Contest a report that one did not come. Two round trips; raises as `accept` does.

    The report then no longer counts. If the reporter agrees, and marks the session as completed, it
    is completed.
    """

    def apply(aggregate: ExchangeAggregate, session: Session) -> None:
        aggregate.act(session, "contest", accused_id)
        session.contested = True

    return _change(session_id, accused_id, now, apply, revision)


def seen_by(viewer_id: str, session_id: str, now: datetime) -> SessionView:
    """Returns a session as a participant sees it. Two round trips.

    Raises:
        NotFound: there is none, or the viewer takes no part in it.
    """
    return _view(*_read(session_id, viewer_id, now), session_id)


def _view(aggregate: ExchangeAggregate, viewer: Profile, session_id: str) -> SessionView:
    people = aggregate.exchange.people
    found = get_many(Block.between(*people), consistent=True)
    session = aggregate.session(session_id)
    return SessionView.of(session, viewer, aggregate.now, hidden=hidden(found, *people))


@retry_on_conflict
def _change(
    session_id: str,
    actor_id: str,
    now: datetime,
    apply: Callable[[ExchangeAggregate, Session], None],
    revision: int | None,
    *,
    count: Callable[[Transaction, Session], None] = lambda *_: None,
) -> SessionView:
    aggregate, actor = _read(session_id, actor_id, now)
    session = aggregate.session(session_id)
    require_revision(session, revision)
    apply(aggregate, session)
    aggregate.commit(actor_id=actor_id, also=lambda write: count(write, session))
    # Blocks are not read: what a block allows leads to states in which it forbids nothing.
    return SessionView.of(session, actor, now)


def _read(some_id: str, person_id: str, now: datetime) -> tuple[ExchangeAggregate, Profile]:
    aggregate, person = run_concurrently(
        lambda: ExchangeAggregate.read(some_id, now).require_participant(person_id),
        Profile.key(person_id).require,
    )
    return aggregate, person


def _resolve(proposed: ProposedTimes, zone: str, now: datetime) -> list[ProposedTime]:
    """Returns the proposed local times, in the order given.

    Raises:
        Invalid: one is past, too far ahead, given twice, or not clear in its zone.
    """
    starts: list[datetime] = []
    for pointer, time in proposed.times:
        start = time.replace(microsecond=0) if time.tzinfo else resolve_at(time, zone, pointer)
        if start <= now:
            raise Invalid.at(pointer, "That time has passed.")
        if start > now + MAX_AHEAD:
            raise Invalid.at(pointer, "That is more than a year ahead.")
        if start in starts:
            raise Invalid.at(pointer, "That time is given twice.")
        starts.append(start)
    return [proposed_time(local_at(start, zone)) for start in starts]


def _choice(session: Session, slot: int | None) -> int:
    if slot is None and len(session.slots) > 1:
        raise Invalid.at("/slot", "Several times were proposed. Send the number of one, from 0.")
    if slot is not None and slot >= len(session.slots):
        raise Invalid.at("/slot", f"There are {len(session.slots)} slots, numbered from 0.")
    return slot or 0
