"""Reasons to refuse what the tables of states allow, or know nothing of.

The use cases raise them, and the lists of actions leave out what they refuse.
"""

from exchange.aggregate import Agreement
from exchange.problems import AlreadyPending, AlreadyRated, TooManySessions, WrongState, WrongTime
from exchange.state_machines import EXCHANGE, SESSION
from learn_exchange.meetings import Meeting, slot_starts
from learn_exchange.problems import Problem
from learn_exchange.tables.exchange import Session

MOST_SESSIONS = 50
MOST_OPEN_SESSIONS = 5


def of_proposing(agreement: Agreement) -> Problem | None:
    """Returns why no session can be proposed."""
    state = agreement.exchange.state
    if state != "accepted":
        return WrongState(
            f"The exchange is {state}: only an accepted one has sessions.",
            current=EXCHANGE.status(state),
        )
    if len(agreement.open_sessions) >= MOST_OPEN_SESSIONS:
        return TooManySessions(f"At most {MOST_OPEN_SESSIONS} can be open at once.")
    if len(agreement.sessions) >= MOST_SESSIONS:
        return TooManySessions(f"An exchange has at most {MOST_SESSIONS}.")
    return None


def of_repeating(agreement: Agreement, proposed: Session) -> Problem | None:
    """Returns why a session is not proposed: the same is already, and waits for an answer."""
    waiting = (session for session in agreement.open_sessions if session.state == "proposed")
    if any(_terms(session) == _terms(proposed) for session in waiting):
        return AlreadyPending.standing(proposed.exchange_id)
    return None


def _terms(session: Session) -> tuple[object, ...]:
    starts, minutes = {*slot_starts(session)}, int(session.duration_minutes)
    return session.proposed_by, starts, minutes, session.location_details


def of_ending(agreement: Agreement) -> Problem | None:
    """Returns why an exchange cannot be canceled with its open sessions."""
    agreed = (session for session in agreement.open_sessions if session.state != "proposed")
    if any(Meeting.of(session).starts_at <= agreement.at for session in agreed):
        return WrongState(
            "A session has begun: mark it completed, cancel it or report it first.",
            current="accepted",
        )
    return None


def of_rating(session: Session, rater_id: str) -> Problem | None:
    """Returns why someone cannot rate a session."""
    if session.completed_at is None:
        status = SESSION.status(session.state)
        return WrongState(
            f"The session is {status}: it can be rated once it is completed.", current=status
        )
    if any(score.rater_id == rater_id for score in session.scores):
        return AlreadyRated()
    if session.ratings_revealed:
        return WrongTime("A session can be rated until 14 days after it was completed.")
    return None
