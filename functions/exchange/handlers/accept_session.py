"""PATCH /exchange/acceptSession: accept a session."""

from exchange import sessions
from exchange.problems import ChangedSince, TimeTaken, WrongState, WrongTime
from exchange.schemas.sessions import SessionView, SlotChoice
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/acceptSession", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState, WrongTime, TimeTaken)
def accept_session(choice: SlotChoice, caller: Caller, now: Now) -> SessionView:
    """Accept a session that the other has proposed, at one of its slots.

    Neither of you can have another accepted session at that time. You both get reminders 24 hours
    and one hour before it.
    """
    return sessions.accept(choice.session_id, choice.slot, caller.id, now, revision=choice.revision)


handler = lambda_handler(app)
