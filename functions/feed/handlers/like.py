"""POST /feed/like: like a post or a comment."""

from feed import liking
from feed.schemas import LikeTarget, LikeView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound, TooManyRequests

app = api()


@app.post("/feed/like", tags=["feed"])
@raises(NotFound, TooManyRequests)
def like_post(target: LikeTarget, caller: Caller, now: Now) -> LikeView:
    """Like a post, or with `commentId` a comment of it. Twice is no error and counts once."""
    return liking.like(target.post_id, target.comment_id, caller.id, now, newcomer=caller.newcomer)


handler = lambda_handler(app)
