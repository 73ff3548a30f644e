"""PATCH /exchange/cancel: withdraw a request, or end an exchange."""

from exchange import exchanges as agreements
from exchange.problems import ChangedSince, WrongState
from exchange.schemas.exchanges import ExchangeReference, ExchangeView
from learn_exchange.clock import Now
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/cancel", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState)
def cancel_exchange(which: ExchangeReference, caller: Caller, now: Now) -> ExchangeView:
    """Withdraw your request, or end an exchange that was agreed.

    Sessions that are proposed or agreed are canceled with it; less than 12 hours before one, that
    is recorded. Where one has begun, conclude it first.
    """
    return agreements.cancel(which.exchange_id, caller.id, now, seen=which.revision)


handler = lambda_handler(app)
