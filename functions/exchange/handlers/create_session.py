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
    """Propose a session of an accepted exchange, at up to five times: the other picks one.

    A time is an instant (`scheduledTime`), or what a clock in `timeZone` shows (`localTime`): it is
    kept as such, so that 18:00 stays 18:00 when the rules of the zone change. A local time that
    does not exist, or exists twice, since the clocks change, is a 422 with the two `choices`. Five
    sessions of an exchange can be open at once. The same proposal again, as of a second click, is a
    409 `already-pending` while the first waits for an answer.
    """
    return sessions.propose(new, proposer.id, once, now, newcomer=proposer.newcomer)


handler = lambda_handler(app)
