"""PATCH /exchange/contestNoShow: contest the report of a no-show."""

from exchange import sessions
from exchange.problems import ChangedSince, WrongState, WrongTime
from exchange.schemas.sessions import SessionReference, SessionView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/contestNoShow", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState, WrongTime)
def contest_no_show(reference: SessionReference, caller: Caller, now: Now) -> SessionView:
    """Contest a report that you did not come, until 14 days after the session ends.

    The report then no longer counts. If the person who reported you agrees and marks the session as
    completed, it is completed.
    """
    return sessions.contest_no_show(
        reference.session_id, caller.id, now, revision=reference.revision
    )


handler = lambda_handler(app)
