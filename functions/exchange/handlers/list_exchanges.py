"""GET /exchange/list: the caller's exchanges."""

from exchange import exchanges as agreements
from exchange.schemas.exchanges import ExchangeView, RoleParameter, StatusParameter
from learn_exchange.clock import Now
from learn_exchange.http import CursorParameter, Limit, Page, api, lambda_handler
from learn_exchange.identity import Caller

app = api()


@app.get("/exchange/list", tags=["exchange"])
def list_exchanges(
    caller: Caller,
    now: Now,
    status: StatusParameter = None,
    role: RoleParameter = None,
    limit: Limit = 20,
    cursor: CursorParameter = None,
) -> Page[ExchangeView]:
    """Your exchanges, the newest first, of one status or role or all.

    A page may hold fewer than `limit`, or none, since requests by or to people hidden from you are
    left out, and so is what does not have the status any longer; the list ends where `nextCursor`
    is null.
    """
    return agreements.listed(caller.id, status, role, at=now, cursor=cursor, limit=limit)


handler = lambda_handler(app)
