"""GET /exchange/list: list the caller's exchanges."""

from exchange import exchanges
from exchange.schemas.exchanges import ExchangeView, RoleParameter, StatusParameter
from learn_exchange.http import CursorParameter, Limit, Now, Page, api, lambda_handler
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
    """List your exchanges, the newest first, optionally of one status or role.

    A page can hold fewer than `limit`, or none: requests between you and people hidden from you are
    left out, and so are exchanges that no longer have the status. The list ends where `nextCursor`
    is null.
    """
    return exchanges.listed(caller.id, status, role, now=now, cursor=cursor, limit=limit)


handler = lambda_handler(app)
