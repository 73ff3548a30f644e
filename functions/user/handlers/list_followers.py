"""GET /user/{id}/followers: who follows a person."""

from learn_exchange.http import CursorParameter, Limit, Page, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import IdOrMe
from learn_exchange.people import UserCard
from learn_exchange.problems import NotFound
from user import listing

app = api()


@app.get("/user/<id>/followers", tags=["user"])
@raises(NotFound)
def list_followers(
    id: IdOrMe, caller: Caller, limit: Limit = 20, cursor: CursorParameter = None
) -> Page[UserCard]:
    """Lists the followers of a person, the newest first.

    A page may hold fewer than `limit` people, since those hidden from you are left out; the list
    ends where `nextCursor` is null.
    """
    return listing.followers(caller.resolve(id), seen_by=caller.id, cursor=cursor, limit=limit)


handler = lambda_handler(app)
