"""PATCH /exchange/decline: decline an exchange."""

from exchange import exchanges
from exchange.problems import ChangedSince, WrongState
from exchange.schemas.exchanges import ExchangeView, Refusal
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/decline", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState)
def decline_exchange(refusal: Refusal, caller: Caller, now: Now) -> ExchangeView:
    """Decline an exchange that was requested of you, with a reason if you like."""
    return exchanges.decline(
        refusal.exchange_id, refusal.reason, caller.id, now, revision=refusal.revision
    )


handler = lambda_handler(app)
