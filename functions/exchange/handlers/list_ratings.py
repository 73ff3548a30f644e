"""GET /exchange/ratings/{userId}: the ratings of a person."""

from exchange import ratings
from exchange.schemas.ratings import Ratings
from learn_exchange.http import CursorParameter, Limit, Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import IdOrMe
from learn_exchange.problems import NotFound

app = api()


@app.get("/exchange/ratings/<userId>", tags=["exchange"])
@raises(NotFound)
def list_ratings(
    userId: IdOrMe,  # noqa: N803
    caller: Caller,
    now: Now,
    limit: Limit = 20,
    cursor: CursorParameter = None,
) -> Ratings:
    """The ratings that someone has got, the newest first, and what they amount to.

    A page may hold fewer than `limit`, since those by people hidden from you are left out. Yours
    are among them while they are sealed, with `revealed: false`.
    """
    return ratings.about(caller.resolve(userId), caller.id, at=now, cursor=cursor, limit=limit)


handler = lambda_handler(app)
