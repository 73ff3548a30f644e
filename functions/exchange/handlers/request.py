"""POST /exchange/request: propose an exchange to a person."""

from exchange import exchanges
from exchange.problems import AlreadyPending, TooManyPending
from exchange.schemas.exchanges import ExchangeRequest, ExchangeView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.idempotency import Once
from learn_exchange.identity import Caller
from learn_exchange.problems import IdempotencyKeyReused, NotFound, TooManyRequests

app = api()


@app.post("/exchange/request", status_code=201, tags=["exchange"])
@raises(NotFound, AlreadyPending, TooManyPending, TooManyRequests, IdempotencyKeyReused)
def request_exchange(
    terms: ExchangeRequest, initiator: Caller, once: Once, now: Now
) -> ExchangeView:
    """Propose an exchange to a person: you teach `offeredSkill`, they teach `requestedSkill`.

    It is pending until they accept or decline it, you cancel it, or 14 days have passed. If an
    exchange of the same two skills is already pending between you, the answer is 409
    `already-pending` with its `exchangeId` and `link`. At most 20 of your requests can be
    unanswered at the same time. The number of requests a day is limited, to each person and in
    total, including those that you withdraw.
    """
    return exchanges.request(terms, initiator.id, once, now, newcomer=initiator.newcomer)


handler = lambda_handler(app)
