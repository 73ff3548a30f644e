"""PATCH /exchange/markCompleted: mark a session as completed."""

from exchange import sessions
from exchange.problems import ChangedSince, WrongState, WrongTime
from exchange.schemas.sessions import SessionReference, SessionView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/markCompleted", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState, WrongTime)
def mark_session_completed(reference: SessionReference, caller: Caller, now: Now) -> SessionView:
    """Mark a session as completed, from its start on.

    It is completed when both of you have marked it, or by itself 72 hours after its end. The
    exchange is completed when one of its sessions is completed and none is open.
    """
    return sessions.mark_completed(
        reference.session_id, caller.id, now, revision=reference.revision
    )


handler = lambda_handler(app)
