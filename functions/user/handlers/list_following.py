"""GET /user/{id}/following: whom a person follows."""

from learn_exchange.http import CursorParameter, Limit, Page, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import IdOrMe
from learn_exchange.people import UserCard
from learn_exchange.problems import NotFound
from user import listing

app = api()


@app.get("/user/<id>/following", tags=["user"])
@raises(NotFound)
def list_following(
    id: IdOrMe, caller: Caller, limit: Limit = 20, cursor: CursorParameter = None
) -> Page[UserCard]:
    """Lists the people whom a person follows, in the order in which they joined.

    A page may hold fewer than `limit` people, since those hidden from you are left out; the list
    ends where `nextCursor` is null.
    """
    return listing.following(caller.resolve(id), seen_by=caller.id, cursor=cursor, limit=limit)


handler = lambda_handler(app)
