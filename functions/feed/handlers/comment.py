"""POST /feed/comment: comment on a post."""

from feed import commenting
from feed.schemas import CommentView, NewComment
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.idempotency import Once
from learn_exchange.identity import Caller
from learn_exchange.problems import IdempotencyKeyReused, NotFound, TooManyRequests

app = api()


@app.post("/feed/comment", status_code=201, tags=["feed"])
@raises(NotFound, IdempotencyKeyReused, TooManyRequests)
def create_comment(new: NewComment, author: Caller, once: Once, now: Now) -> CommentView:
    """Write a comment below a post."""
    return commenting.write(new, author.id, once, now, newcomer=author.newcomer)


handler = lambda_handler(app)
