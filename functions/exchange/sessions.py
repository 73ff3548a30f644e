"""Proposing sessions, agreeing on one of the times, moving, canceling and concluding them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from exchange import refusals
from exchange.aggregate import (
    Agreement,
    counts_against,
    is_late,
    refusing_as_seen,
    require_unchanged,
)
from exchange.problems import TimeTaken, WrongTime
from exchange.projections import BUSY
from exchange.schemas.sessions import NewSession, NewTimes, ProposedTimes, SessionView
from learn_exchange.account_limits import SESSION_TIMES_TO_ONE, pair
from learn_exchange.idempotency import CreateOnce
from learn_exchange.ids import sibling_id
from learn_exchange.meetings import Meeting, proposed_time
from learn_exchange.people import hidden
from learn_exchange.problems import Invalid
from learn_exchange.tables.exchange import (
    ExchangeAttempt,
    ExchangeCounter,
    ProposedTime,
    Session,
)
from learn_exchange.tables.store import Transaction, again_if_overtaken, get_many, side_by_side
from learn_exchange.tables.users import Block, Profile
from learn_exchange.times import local_at, resolve_at

FARTHEST_AHEAD = timedelta(days=366)


def propose(
    new: NewSession, by: str, once: CreateOnce, at: datetime, *, newcomer: bool
) -> SessionView:
    """Propose a session of an exchange. Two round trips.

    Sent again with the same `Idempotency-Key`, the session of the first time.

    Raises:
        NotFound: there is no such exchange, the caller takes no part in it, or one of the two has
            blocked the other.
        Invalid: a time is past, too far ahead, given twice, or not clear in its zone.
        WrongState: the exchange is not an accepted one.
        TooManySessions: it has too many.
        AlreadyPending: the caller has proposed the same, and waits for an answer.
        TooManyRequests: the caller has proposed times too often to this person.
    """

    def attempt() -> SessionView:
        agreement: Agreement
        agreement, proposer, _ = side_by_side(
            lambda: Agreement.read(new.exchange_id, at).involving(by),
            Profile.key(by).require,
            lambda: once.look_up(ExchangeAttempt, at),
        )
        if once.replayed_id:
            return _view(agreement, proposer, once.replayed_id)
        # Only now: a retry may come when the time has passed.
        with refusing_as_seen(agreement):
            slots = _resolve(new, new.time_zone, at)
            if refusal := refusals.of_proposing(agreement):
                raise refusal
        exchange = agreement.exchange
        session_id = sibling_id(exchange.id)
        session = Session.key(session_id).new(
            id=session_id,
            exchange_id=exchange.id,
            initiator_id=exchange.initiator_id,
            receiver_id=exchange.receiver_id,
            offered_skill=exchange.offered_skill,
            requested_skill=exchange.requested_skill,
            state="proposed",
            action="propose",
            proposed_by=by,
            time_zone=new.time_zone,
            slots=slots,
            duration_minutes=new.duration_minutes,
            location_details=new.location_details,
            changed_by=by,
            changed_at=at,
            created_at=at,
        )
        if refusal := refusals.of_repeating(agreement, session):
            raise refusal
        agreement.add(session)
        with once.transaction(ExchangeAttempt, session_id, at) as write:
            agreement.write_to(write, by=by, unless_hidden=True)
            _count_times(write, session, by, at, newcomer=newcomer)
        if once.replayed_id:
            return seen_by(by, once.replayed_id, at)
        return SessionView.of(session, proposer, at)

    return again_if_overtaken(attempt)


def accept(
    session_id: str, slot: int | None, by: str, at: datetime, *, seen: int | None = None
) -> SessionView:
    """Agree to a session at one of the times proposed. Two round trips.

    Raises:
        NotFound: there is no such session, the caller takes no part in it, or one of the two has
            blocked the other.
        ChangedSince: it is not the revision that was seen.
        WrongState: that is not for the caller, or not in the state that the session is in.
        Invalid: it does not say which of several times, or one that there is not.
        WrongTime: that time has passed.
        TimeTaken: one of the two has another session then.
    """

    def agree(agreement: Agreement, session: Session) -> None:
        agreement.act(session, "accept", by)
        session.chosen = _choice(session, slot)
        if Meeting.of(session).starts_at <= at:
            raise WrongTime("That time has passed.")
        _require_apart(session, agreement)
        session.dropped_late_by = None

    return _change(session_id, by, at, agree, seen)


def _require_apart(session: Session, agreement: Agreement) -> None:
    # The minutes of one exchange are held together, so its own sessions are not kept apart by them.
    minutes = set(Meeting.of(session).minutes())
    others = (it for it in agreement.sessions if it is not session and it.state in BUSY)
    if any(not minutes.isdisjoint(Meeting.of(other).minutes()) for other in others):
        raise TimeTaken("You two have another session at that time.")


def reschedule(new: NewTimes, by: str, at: datetime, *, newcomer: bool) -> SessionView:
    """Propose other times for a session. Two round trips.

    Raises as `accept` and `propose` do.
    """

    def move(agreement: Agreement, session: Session) -> None:
        zone = new.time_zone or session.time_zone
        slots = _resolve(new, zone, at)
        late = is_late(session, at)
        agreement.act(session, "reschedule", by)
        if late:
            session.dropped_late_by = by
        session.proposed_by, session.chosen, session.reminders = by, None, []
        session.time_zone, session.slots = zone, slots
        if new.duration_minutes is not None:
            session.duration_minutes = new.duration_minutes
        if new.location_details is not None:
            session.location_details = new.location_details

    return _change(
        new.session_id,
        by,
        at,
        move,
        new.revision,
        count=lambda write, session: _count_times(write, session, by, at, newcomer=newcomer),
    )


def _count_times(
    write: Transaction, session: Session, by: str, at: datetime, *, newcomer: bool
) -> None:
    both = pair(by, session.partner_of(by))
    SESSION_TIMES_TO_ONE.take_within(write, ExchangeCounter, both, at, newcomer=newcomer)


def cancel(session_id: str, by: str, at: datetime, *, seen: int | None = None) -> SessionView:
    """Take a session back. Two round trips; raises as `accept` does.

    Less than 12 hours before the start that was agreed, that is recorded.
    """
    return _change(
        session_id, by, at, lambda agreement, session: _cancel(agreement, session, by), seen
    )


def cancel_all(agreement: Agreement, by: str) -> None:
    """Cancel the open sessions of an exchange that ends.

    Raises:
        WrongState: one has begun, and is not concluded.
    """
    if refusal := refusals.of_ending(agreement):
        raise refusal
    for session in agreement.open_sessions:
        _cancel(agreement, session, by)


def _cancel(agreement: Agreement, session: Session, by: str) -> None:
    late_by = counts_against(session, by, agreement.at)
    agreement.act(session, "cancel", by)
    session.cancel_reason, session.late_by = "canceled", late_by


def mark_completed(
    session_id: str, by: str, at: datetime, *, seen: int | None = None
) -> SessionView:
    """Say that a session took place. Two round trips; raises as `accept` does.

    When both have said so, it is completed; who is silent is assumed to agree 72 hours after its
    end.
    """

    def mark(agreement: Agreement, session: Session) -> None:
        agreement.act(session, "complete", by)
        session.completed_by = [*session.completed_by, by]

    return _change(session_id, by, at, mark, seen)


def report_no_show(
    session_id: str, by: str, at: datetime, *, seen: int | None = None
) -> SessionView:
    """Say that the other did not come. Two round trips; raises as `accept` does."""

    def report(agreement: Agreement, session: Session) -> None:
        agreement.act(session, "report", by)
        session.reported_by = by

    return _change(session_id, by, at, report, seen)


def contest_no_show(
    session_id: str, by: str, at: datetime, *, seen: int | None = None
) -> SessionView:
    """Say that one did come. Two round trips; raises as `accept` does.

    The report then counts no longer. If who made it agrees, by marking the session as completed,
    it is.
    """

    def contest(agreement: Agreement, session: Session) -> None:
        agreement.act(session, "contest", by)
        session.contested = True

    return _change(session_id, by, at, contest, seen)


def seen_by(viewer_id: str, session_id: str, at: datetime) -> SessionView:
    """Returns a session as one of the two sees it. Two round trips.

    Raises:
        NotFound: there is none, or the viewer takes no part in it.
    """
    return _view(*_read(session_id, viewer_id, at), session_id)


def _view(agreement: Agreement, viewer: Profile, session_id: str) -> SessionView:
    people = agreement.exchange.people
    found = get_many(Block.between(*people), consistent=True)
    session = agreement.session(session_id)
    return SessionView.of(session, viewer, agreement.at, hidden=hidden(found, *people))


def _change(
    session_id: str,
    by: str,
    at: datetime,
    change: Callable[[Agreement, Session], None],
    seen: int | None,
    *,
    count: Callable[[Transaction, Session], None] = lambda *_: None,
) -> SessionView:
    def attempt() -> SessionView:
        agreement, person = _read(session_id, by, at)
        session = agreement.session(session_id)
        require_unchanged(session, seen)
        change(agreement, session)
        agreement.commit(by=by, also=lambda write: count(write, session))
        # After what a block lets through, nothing that it forbids is open to the caller.
        return SessionView.of(session, person, at)

    return again_if_overtaken(attempt)


def _read(some_id: str, person_id: str, at: datetime) -> tuple[Agreement, Profile]:
    agreement: Agreement
    person: Profile
    agreement, person = side_by_side(
        lambda: Agreement.read(some_id, at).involving(person_id), Profile.key(person_id).require
    )
    return agreement, person


def _resolve(proposed: ProposedTimes, zone: str, at: datetime) -> list[ProposedTime]:
    """The local times that were proposed, in the order given.

    Raises:
        Invalid: one is past, too far ahead, given twice, or not clear in its zone.
    """
    starts: list[datetime] = []
    for pointer, time in proposed.times:
        start = time.replace(microsecond=0) if time.tzinfo else resolve_at(time, zone, pointer)
        if start <= at:
            raise Invalid.at(pointer, "That time has passed.")
        if start > at + FARTHEST_AHEAD:
            raise Invalid.at(pointer, "That is more than a year ahead.")
        if start in starts:
            raise Invalid.at(pointer, "That time is given twice.")
        starts.append(start)
    return [proposed_time(local_at(start, zone)) for start in starts]


def _choice(session: Session, slot: int | None) -> int:
    if slot is None and len(session.slots) > 1:
        raise Invalid.at("/slot", "Several times were proposed: say which, from 0 on.")
    if slot is not None and slot >= len(session.slots):
        raise Invalid.at("/slot", f"There are {len(session.slots)} slots, counted from 0.")
    return slot or 0
