"""PATCH /exchange/cancelSession: cancel a session."""

from exchange import sessions
from exchange.problems import ChangedSince, WrongState, WrongTime
from exchange.schemas.sessions import SessionReference, SessionView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/cancelSession", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState, WrongTime)
def cancel_session(which: SessionReference, caller: Caller, now: Now) -> SessionView:
    """Cancel a session, until 10 minutes after its start.

    Less than 12 hours before the start that was agreed, or later, it is recorded as late, and
    counts in your profile.
    """
    return sessions.cancel(which.session_id, caller.id, now, seen=which.revision)


handler = lambda_handler(app)
