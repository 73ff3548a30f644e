"""GET /exchange/{id}: get one exchange."""

from exchange import exchanges
from exchange.schemas.exchanges import ExchangeView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import NotFound

app = api()


@app.get("/exchange/<id>", tags=["exchange"])
@raises(NotFound)
def get_exchange(id: Id, caller: Caller, now: Now) -> ExchangeView:
    """Get an exchange that you take part in, with its sessions.

    While one of you has blocked the other, a request is hidden; an exchange that was accepted is
    not.
    """
    return exchanges.seen_by(caller.id, id, now)


handler = lambda_handler(app)
