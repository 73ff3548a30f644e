"""The actions that each of the two may take on an exchange and its sessions, and until when.

They follow from the tables of states, and from the reasons by which the use cases refuse. Whether a
time is free shows only when it is accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from exchange import refusals
from exchange.aggregate import Agreement, counts_against, deadline, is_late, roles
from exchange.schemas.actions import (
    ExchangeAction,
    ExchangeActionName,
    SessionAction,
    SessionActionName,
    UpcomingAction,
)
from exchange.state_machines import EXCHANGE, LATE_WITHIN, SESSION
from learn_exchange.meetings import Meeting
from learn_exchange.tables.exchange import Session


def of_exchange(agreement: Agreement, person_id: str, *, hidden: bool) -> list[ExchangeAction]:
    """Returns what someone may do with an exchange now.

    Where one of the two has blocked the other, they are `hidden` from each other.
    """
    exchange = agreement.exchange
    names = [
        ExchangeActionName[rule.action.upper()]
        for rule in EXCHANGE.open_to(exchange.state, roles(exchange, person_id))
        if not (hidden and rule.unless_hidden)
    ]
    if refusals.of_proposing(agreement) is None and not hidden:
        names.append(ExchangeActionName.CREATE_SESSION)
    changes_at = agreement.expires_at or agreement.completes_at
    actions = []
    for name in names:
        if name is not ExchangeActionName.CANCEL:
            actions.append(_plain(name, changes_at))
        elif refusals.of_ending(agreement) is None:
            actions.append(_ending(agreement, person_id, changes_at))
    return actions


def _plain(name: ExchangeActionName, until: datetime | None) -> ExchangeAction:
    return ExchangeAction(name=name, until=until, counted=False, counted_after=None)


def _ending(agreement: Agreement, person_id: str, changes_at: datetime | None) -> ExchangeAction:
    """Returns how it is to cancel an exchange, which cancels its open sessions."""
    sessions, at = agreement.open_sessions, agreement.at
    starts = [Meeting.of(session).starts_at for session in sessions if session.state == "accepted"]
    counted = any(counts_against(session, person_id, at) == person_id for session in sessions)
    return ExchangeAction(
        name=ExchangeActionName.CANCEL,
        until=_earliest(changes_at, *starts),
        counted=counted,
        counted_after=min(starts) - LATE_WITHIN if starts and not counted else None,
    )


def of_session(
    session: Session, person_id: str, at: datetime, *, hidden: bool
) -> list[SessionAction]:
    """Returns what someone may do with a session now; `hidden` as for an exchange."""
    actions = [
        SessionAction(
            name=window.name,
            until=window.closes,
            counted=_is_counted(window.name, session, person_id, at),
            counted_after=_counted_after(window.name, session, at),
        )
        for window in _windows(session, person_id, hidden=hidden)
        if window.opens is None or window.opens <= at
        if window.closes is None or at < window.closes
    ]
    if refusals.of_rating(session, person_id) is None and (due := deadline(session)):
        actions.append(
            SessionAction(
                name=SessionActionName.RATE, until=due.at, counted=False, counted_after=None
            )
        )
    return actions


def upcoming(session: Session, person_id: str, at: datetime) -> list[UpcomingAction]:
    """Returns what someone may do with a session later, as it stands."""
    return [
        UpcomingAction(name=window.name, possible_from=window.opens, until=window.closes)
        for window in _windows(session, person_id, hidden=False)
        if window.opens is not None and at < window.opens
    ]


@dataclass(frozen=True)
class _Window:
    """From when to when something can be done; no bound where there is none."""

    name: SessionActionName
    opens: datetime | None
    closes: datetime | None


def _windows(session: Session, person_id: str, *, hidden: bool) -> Iterator[_Window]:
    """Yields what the table of states allows someone, if nothing else happens."""
    meeting, due = Meeting.of(session), deadline(session)
    for rule in SESSION.open_to(session.state, roles(session, person_id)):
        if not (hidden and rule.unless_hidden):
            opens, closes = rule.when.opens, rule.when.closes
            yield _Window(
                SessionActionName[rule.action.upper()],
                opens and opens(meeting),
                _earliest(due.at if due else None, closes and closes(meeting)),
            )


def _is_counted(name: SessionActionName, session: Session, person_id: str, at: datetime) -> bool:
    if name is SessionActionName.CANCEL:
        return counts_against(session, person_id, at) == person_id
    return name is SessionActionName.RESCHEDULE and is_late(session, at)


def _counted_after(name: SessionActionName, session: Session, at: datetime) -> datetime | None:
    gives_up = name in (SessionActionName.CANCEL, SessionActionName.RESCHEDULE)
    if not gives_up or session.state != "accepted" or is_late(session, at):
        return None
    return Meeting.of(session).starts_at - LATE_WITHIN


def _earliest(*instants: datetime | None) -> datetime | None:
    return min((instant for instant in instants if instant is not None), default=None)
