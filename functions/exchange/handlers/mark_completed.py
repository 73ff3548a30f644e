"""PATCH /exchange/markCompleted: say that a session took place."""

from exchange import sessions
from exchange.problems import ChangedSince, WrongState, WrongTime
from exchange.schemas.sessions import SessionReference, SessionView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/markCompleted", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState, WrongTime)
def mark_session_completed(which: SessionReference, caller: Caller, now: Now) -> SessionView:
    """Say that a session took place; possible from its start on.

    It is completed when both have said so; who is silent is assumed to agree 72 hours after its
    end. An exchange is completed when one of its sessions is and none is open.
    """
    return sessions.mark_completed(which.session_id, caller.id, now, seen=which.revision)


handler = lambda_handler(app)
