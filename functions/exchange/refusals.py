"""Reasons for refusal that the state machines do not know.

Use cases raise them, and lists of actions leave out what they refuse.
"""

from exchange.aggregate import ExchangeAggregate
from exchange.problems import AlreadyPending, AlreadyRated, TooManySessions, WrongState, WrongTime
from exchange.state_machines import EXCHANGE, SESSION
from learn_exchange.meetings import Meeting, slot_starts
from learn_exchange.problems import Problem
from learn_exchange.tables.exchange import Session

MAX_SESSIONS = 50
MAX_OPEN_SESSIONS = 5


def of_proposing(aggregate: ExchangeAggregate) -> Problem | None:
    """Returns the reason why no session can be proposed, if there is one."""
    state = aggregate.exchange.state
    if state != "accepted":
        return WrongState(
            f"The exchange is {state}. Sessions can be proposed while it is accepted.",
            current=EXCHANGE.status(state),
        )
    if len(aggregate.open_sessions) >= MAX_OPEN_SESSIONS:
        return TooManySessions(
            f"At most {MAX_OPEN_SESSIONS} sessions can be open at the same time."
        )
    if len(aggregate.sessions) >= MAX_SESSIONS:
        return TooManySessions(f"An exchange can have at most {MAX_SESSIONS} sessions.")
    return None


def of_repeating(aggregate: ExchangeAggregate, proposed: Session) -> Problem | None:
    """Returns the reason why a session cannot be proposed if the same one is unanswered."""
    unanswered = (session for session in aggregate.open_sessions if session.state == "proposed")
    if any(_terms(session) == _terms(proposed) for session in unanswered):
        return AlreadyPending.with_link_to(proposed.exchange_id)
    return None


def _terms(session: Session) -> tuple[object, ...]:
    starts, minutes = {*slot_starts(session)}, int(session.duration_minutes)
    return session.proposed_by, starts, minutes, session.location_details


def of_ending(aggregate: ExchangeAggregate) -> Problem | None:
    """Returns the reason why an exchange cannot be canceled with its open sessions, if any."""
    agreed = (session for session in aggregate.open_sessions if session.state != "proposed")
    if any(Meeting.of(session).starts_at <= aggregate.now for session in agreed):
        return WrongState(
            "A session has begun. Mark it as completed, cancel it or report a no-show first.",
            current="accepted",
        )
    return None


def of_rating(session: Session, rater_id: str) -> Problem | None:
    """Returns the reason why a participant cannot rate a session, if there is one."""
    if session.completed_at is None:
        status = SESSION.status(session.state)
        return WrongState(
            f"The session is {status}. It can be rated once it is completed.", current=status
        )
    if any(score.rater_id == rater_id for score in session.scores):
        return AlreadyRated()
    if session.ratings_revealed:
        return WrongTime("A session can be rated until 14 days after it was completed.")
    return None
