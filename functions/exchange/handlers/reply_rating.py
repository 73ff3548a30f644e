"""POST /exchange/replyRating: reply to a rating."""

from exchange import ratings
from exchange.problems import AlreadyReplied
from exchange.schemas.ratings import NewReply, RatingView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()


@app.post("/exchange/replyRating", tags=["exchange"])
@raises(NotFound, AlreadyReplied)
def reply_to_rating(new: NewReply, caller: Caller, now: Now) -> RatingView:
    """Reply once to a rating that you have received, after it was revealed."""
    return ratings.reply(new, caller.id, now)


handler = lambda_handler(app)
