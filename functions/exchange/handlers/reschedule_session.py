"""PATCH /exchange/rescheduleSession: propose other times for a session."""

from exchange import sessions
from exchange.problems import ChangedSince, WrongState, WrongTime
from exchange.schemas.sessions import NewTimes, SessionView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound, TooManyRequests

app = api()


@app.patch("/exchange/rescheduleSession", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState, WrongTime, TooManyRequests)
def reschedule_session(new: NewTimes, caller: Caller, now: Now) -> SessionView:
    """Propose other times for a session; the other is asked again.

    The agreed time no longer holds. If you do this less than 12 hours before it, it counts as a
    late cancellation if the session is then canceled or no other time is accepted.
    """
    return sessions.reschedule(new, caller.id, now, newcomer=caller.newcomer)


handler = lambda_handler(app)
