"""PATCH /exchange/reportNoShow: report that the other did not come."""

from exchange import sessions
from exchange.problems import ChangedSince, WrongState, WrongTime
from exchange.schemas.sessions import SessionReference, SessionView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/reportNoShow", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState, WrongTime)
def report_no_show(reference: SessionReference, caller: Caller, now: Now) -> SessionView:
    """Report that the other did not come, from 10 minutes after the session starts.

    It counts in their profile unless they contest it.
    """
    return sessions.report_no_show(
        reference.session_id, caller.id, now, revision=reference.revision
    )


handler = lambda_handler(app)
