"""GET /exchange/ratings/{userId}: list the ratings of a person."""

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
    """List the ratings that a person has received, the newest first, with their summary.

    A page can hold fewer than `limit`, since ratings by people hidden from you are left out. Your
    own are listed even while they are sealed, with `revealed: false`.
    """
    return ratings.about(caller.resolve(userId), caller.id, now=now, cursor=cursor, limit=limit)


handler = lambda_handler(app)
