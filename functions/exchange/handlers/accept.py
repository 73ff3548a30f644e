"""PATCH /exchange/accept: agree to an exchange."""

from exchange import exchanges as agreements
from exchange.problems import ChangedSince, WrongState
from exchange.schemas.exchanges import ExchangeReference, ExchangeView
from learn_exchange.clock import Now
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/accept", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState)
def accept_exchange(which: ExchangeReference, caller: Caller, now: Now) -> ExchangeView:
    """Agree to an exchange that was requested of you.

    From then on you both can propose sessions.
    """
    return agreements.accept(which.exchange_id, caller.id, now, seen=which.revision)


handler = lambda_handler(app)
