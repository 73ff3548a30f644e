"""The actions that a participant can take on an exchange and its sessions, and until when.

They follow from the state machines and from `refusals`. Accepting a session can still fail, if one
of the two is not free at its time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from exchange import refusals
from exchange.aggregate import ExchangeAggregate
from exchange.schemas.actions import (
    ExchangeAction,
    ExchangeActionName,
    SessionAction,
    SessionActionName,
    UpcomingAction,
)
from exchange.state_machines import EXCHANGE, LATE_WITHIN, SESSION
from exchange.transitions import is_late, late_canceler, next_deadline, roles_of
from learn_exchange.meetings import Meeting
from learn_exchange.tables.exchange import Session


def of_exchange(
    aggregate: ExchangeAggregate, person_id: str, *, hidden: bool
) -> list[ExchangeAction]:
    """Returns the actions that a participant can take on an exchange now.

    The participants are `hidden` from each other if one of them has blocked the other.
    """
    exchange = aggregate.exchange
    names = [
        ExchangeActionName[transition.action.upper()]
        for transition in EXCHANGE.open_to(exchange.state, roles_of(exchange, person_id))
        if not (hidden and transition.forbidden_by_block)
    ]
    if refusals.of_proposing(aggregate) is None and not hidden:
        names.append(ExchangeActionName.CREATE_SESSION)
    changes_at = aggregate.expires_at or aggregate.completes_at
    actions = []
    for name in names:
        if name is not ExchangeActionName.CANCEL:
            actions.append(_plain(name, changes_at))
        elif refusals.of_ending(aggregate) is None:
            actions.append(_canceling(aggregate, person_id, changes_at))
    return actions


def _plain(name: ExchangeActionName, until: datetime | None) -> ExchangeAction:
    return ExchangeAction(name=name, until=until, counted=False, counted_after=None)


def _canceling(
    aggregate: ExchangeAggregate, person_id: str, changes_at: datetime | None
) -> ExchangeAction:
    """Returns the action to cancel an exchange, which cancels its open sessions."""
    sessions, now = aggregate.open_sessions, aggregate.now
    starts = [Meeting.of(session).starts_at for session in sessions if session.state == "accepted"]
    counted = any(late_canceler(session, person_id, now) == person_id for session in sessions)
    return ExchangeAction(
        name=ExchangeActionName.CANCEL,
        until=_earliest(changes_at, *starts),
        counted=counted,
        counted_after=min(starts) - LATE_WITHIN if starts and not counted else None,
    )


def of_session(
    session: Session, person_id: str, now: datetime, *, hidden: bool
) -> list[SessionAction]:
    """Returns the actions that a participant can take on a session now; `hidden` as above."""
    actions = [
        SessionAction(
            name=window.name,
            until=window.closes,
            counted=_is_counted(window.name, session, person_id, now),
            counted_after=_counted_after(window.name, session, now),
        )
        for window in _windows(session, person_id, hidden=hidden)
        if window.opens is None or window.opens <= now
        if window.closes is None or now < window.closes
    ]
    deadline = next_deadline(session)
    if refusals.of_rating(session, person_id) is None and deadline:
        actions.append(
            SessionAction(
                name=SessionActionName.RATE,
                until=deadline.due_at,
                counted=False,
                counted_after=None,
            )
        )
    return actions


def upcoming(session: Session, person_id: str, now: datetime) -> list[UpcomingAction]:
    """Returns the actions that a participant can take on a session later, if nothing changes."""
    return [
        UpcomingAction(name=window.name, possible_from=window.opens, until=window.closes)
        for window in _windows(session, person_id, hidden=False)
        if window.opens is not None and now < window.opens
    ]


@dataclass(frozen=True)
class _Window:
    """The span of time in which an action is possible; None where it has no bound."""

    name: SessionActionName
    opens: datetime | None
    closes: datetime | None


def _windows(session: Session, person_id: str, *, hidden: bool) -> Iterator[_Window]:
    """Yields the actions that the state machine allows a participant, if nothing changes."""
    meeting, deadline = Meeting.of(session), next_deadline(session)
    for transition in SESSION.open_to(session.state, roles_of(session, person_id)):
        if not (hidden and transition.forbidden_by_block):
            opens, closes = transition.window.opens, transition.window.closes
            yield _Window(
                SessionActionName[transition.action.upper()],
                opens and opens(meeting),
                _earliest(deadline.due_at if deadline else None, closes and closes(meeting)),
            )


def _is_counted(name: SessionActionName, session: Session, person_id: str, now: datetime) -> bool:
    if name is SessionActionName.CANCEL:
        return late_canceler(session, person_id, now) == person_id
    return name is SessionActionName.RESCHEDULE and is_late(session, now)


def _counted_after(name: SessionActionName, session: Session, now: datetime) -> datetime | None:
    gives_up_time = name in (SessionActionName.CANCEL, SessionActionName.RESCHEDULE)
    if not gives_up_time or session.state != "accepted" or is_late(session, now):
        return None
    return Meeting.of(session).starts_at - LATE_WITHIN


def _earliest(*instants: datetime | None) -> datetime | None:
    return min((instant for instant in instants if instant is not None), default=None)
