"""PATCH /exchange/reportNoShow: say that the other did not come."""

from exchange import sessions
from exchange.problems import ChangedSince, WrongState, WrongTime
from exchange.schemas.sessions import SessionReference, SessionView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/reportNoShow", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState, WrongTime)
def report_no_show(which: SessionReference, caller: Caller, now: Now) -> SessionView:
    """Say that the other did not come; possible from 10 minutes after the start on.

    It counts in their profile, unless they contest it.
    """
    return sessions.report_no_show(which.session_id, caller.id, now, seen=which.revision)


handler = lambda_handler(app)
