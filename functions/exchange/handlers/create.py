"""POST /exchange/create: propose an exchange in a conversation."""

from exchange import exchanges as agreements
from exchange.problems import AlreadyPending, TooManyPending
from exchange.schemas.exchanges import ExchangeInvite, ExchangeView
from learn_exchange.clock import Now
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.idempotency import Once
from learn_exchange.identity import Caller
from learn_exchange.problems import IdempotencyKeyReused, NotFound, TooManyRequests

app = api()


@app.post("/exchange/create", status_code=201, tags=["exchange"])
@raises(NotFound, AlreadyPending, TooManyPending, TooManyRequests, IdempotencyKeyReused)
def create_exchange(
    wanted: ExchangeInvite, initiator: Caller, once: Once, now: Now
) -> ExchangeView:
    """Propose an exchange to the one with whom you have this conversation.

    As `POST /exchange/request`; the invitation belongs to the conversation.
    """
    return agreements.invite(wanted, initiator.id, once, now, newcomer=initiator.newcomer)


handler = lambda_handler(app)
