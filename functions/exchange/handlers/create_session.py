"""POST /exchange/createSession: propose a session."""

from exchange import sessions
from exchange.problems import AlreadyPending, TooManySessions, WrongState
from exchange.schemas.sessions import NewSession, SessionView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.idempotency import Once
from learn_exchange.identity import Caller
from learn_exchange.problems import IdempotencyKeyReused, NotFound, TooManyRequests

app = api()


@app.post("/exchange/createSession", status_code=201, tags=["exchange"])
@raises(
    NotFound, WrongState, TooManySessions, AlreadyPending, TooManyRequests, IdempotencyKeyReused
)
def create_session(new: NewSession, proposer: Caller, once: Once, now: Now) -> SessionView:
    """Propose a session of an accepted exchange at up to five times; the other picks one.

    A time is an instant (`scheduledTime`) or a local time in `timeZone` (`localTime`). It is kept
    as a local time, so that 18:00 stays 18:00 if the rules of the zone change. If a local time does
    not exist, or exists twice, because clocks change, the answer is 422 with the two `choices`. At
    most five sessions of an exchange can be open at the same time. If you send the same proposal
    again while it is unanswered, as by a second click, the answer is 409 `already-pending`.
    """
    return sessions.propose(new, proposer.id, once, now, newcomer=proposer.newcomer)


handler = lambda_handler(app)
