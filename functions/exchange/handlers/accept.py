"""PATCH /exchange/accept: accept an exchange."""

from exchange import exchanges
from exchange.problems import ChangedSince, WrongState
from exchange.schemas.exchanges import ExchangeReference, ExchangeView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.patch("/exchange/accept", tags=["exchange"])
@raises(NotFound, ChangedSince, WrongState)
def accept_exchange(reference: ExchangeReference, caller: Caller, now: Now) -> ExchangeView:
    """Accept an exchange that was requested of you.

    From then on both of you can propose sessions.
    """
    return exchanges.accept(reference.exchange_id, caller.id, now, revision=reference.revision)


handler = lambda_handler(app)
