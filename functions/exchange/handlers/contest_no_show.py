"""PATCH /exchange/contestNoShow: contest that one did not come."""

from exchange import sessions
from exchange.problems import ChangedSince, WrongState, WrongTime
from exchange.schemas.sessions import SessionReference, SessionView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/contestNoShow", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState, WrongTime)
def contest_no_show(which: SessionReference, caller: Caller, now: Now) -> SessionView:
    """Say that you did come, until 14 days after the end; the report then counts no longer.

    If the person who reported it agrees and marks the session as completed, it is completed.
    """
    return sessions.contest_no_show(which.session_id, caller.id, now, seen=which.revision)


handler = lambda_handler(app)
