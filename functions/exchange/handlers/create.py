"""POST /exchange/create: propose an exchange in a conversation."""

from exchange import exchanges
from exchange.problems import AlreadyPending, TooManyPending
from exchange.schemas.exchanges import ExchangeInvite, ExchangeView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.idempotency import Once
from learn_exchange.identity import Caller
from learn_exchange.problems import IdempotencyKeyReused, NotFound, TooManyRequests

app = api()


@app.post("/exchange/create", status_code=201, tags=["exchange"])
@raises(NotFound, AlreadyPending, TooManyPending, TooManyRequests, IdempotencyKeyReused)
def create_exchange(terms: ExchangeInvite, initiator: Caller, once: Once, now: Now) -> ExchangeView:
    """Propose an exchange to the other person of a conversation.

    It works as `POST /exchange/request` does, and the exchange keeps the id of the conversation.
    """
    return exchanges.invite(terms, initiator.id, once, now, newcomer=initiator.newcomer)


handler = lambda_handler(app)
