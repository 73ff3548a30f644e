"""PATCH /exchange/cancel: withdraw a request or end an exchange."""

from exchange import exchanges
from exchange.problems import ChangedSince, WrongState
from exchange.schemas.exchanges import ExchangeReference, ExchangeView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/cancel", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState)
def cancel_exchange(reference: ExchangeReference, caller: Caller, now: Now) -> ExchangeView:
    """Withdraw your request, or end an accepted exchange.

    This cancels its proposed and accepted sessions. Less than 12 hours before the start of an
    accepted one, it counts as a late cancellation. If a session has begun, conclude it first.
    """
    return exchanges.cancel(reference.exchange_id, caller.id, now, revision=reference.revision)


handler = lambda_handler(app)
