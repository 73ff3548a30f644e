"""GET /user/blocked: whom you have blocked."""

from learn_exchange.http import CursorParameter, Limit, Page, api, lambda_handler
from learn_exchange.identity import Caller
from learn_exchange.people import UserCard
from user import listing

app = api()


@app.get("/user/blocked", tags=["user"])
def list_blocked_people(
    caller: Caller, limit: Limit = 20, cursor: CursorParameter = None
) -> Page[UserCard]:
    """Lists the people whom you have blocked, so that you can unblock them."""
    return listing.blocked(caller.id, cursor=cursor, limit=limit)


handler = lambda_handler(app)
