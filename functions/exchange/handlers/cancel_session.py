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
def cancel_session(reference: SessionReference, caller: Caller, now: Now) -> SessionView:
    """Cancel a session, until 10 minutes after its start.

    From 12 hours before the agreed start on, it counts in your profile as a late cancellation.
    """
    return sessions.cancel(reference.session_id, caller.id, now, revision=reference.revision)


handler = lambda_handler(app)
