"""POST /exchange/rate: rate a session."""

from exchange import ratings
from exchange.problems import AlreadyRated, WrongState, WrongTime
from exchange.schemas.ratings import NewRating, RatingView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.idempotency import Once
from learn_exchange.identity import Caller
from learn_exchange.problems import IdempotencyKeyReused, NotFound

app = api()


@app.post("/exchange/rate", status_code=201, tags=["exchange"])
@raises(NotFound, WrongState, WrongTime, AlreadyRated, IdempotencyKeyReused)
def rate_session(new: NewRating, rater: Caller, once: Once, now: Now) -> RatingView:
    """Rate a completed session, once, within 14 days.

    The rating is sealed until the other has rated too, or the 14 days are over. Until then only you
    can see it, and it does not count.
    """
    return ratings.rate(new, rater.id, once, now)


handler = lambda_handler(app)
