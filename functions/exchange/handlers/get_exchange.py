"""GET /exchange/{id}: one exchange."""

from exchange import exchanges as agreements
from exchange.schemas.exchanges import ExchangeView
from learn_exchange.clock import Now
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import NotFound

app = api()


@app.get("/exchange/<id>", tags=["exchange"])
@raises(NotFound)
def get_exchange(id: Id, caller: Caller, now: Now) -> ExchangeView:
    """An exchange that you take part in, with its sessions.

    A request is hidden while one of you has blocked the other; what was agreed is not.
    """
    return agreements.seen_by(caller.id, id, now)


handler = lambda_handler(app)
