"""DELETE /feed/like/{postId}: no longer like a post or a comment."""

from typing import Annotated

from feed import liking
from feed.schemas import LikeView
from learn_exchange.http import QueryParameter, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import LoginEnded, NotFound

app = api()


@app.delete("/feed/like/<postId>", tags=["feed"])
@raises(LoginEnded, NotFound)
def unlike_post(
    postId: Id,  # noqa: N803
    caller: Caller,
    commentId: Annotated[Id | None, QueryParameter(description="The comment meant.")] = None,  # noqa: N803
) -> LikeView:
    """Take back your like of a post, or with `commentId` of a comment. None there is no error."""
    return liking.unlike(postId, commentId, caller)


handler = lambda_handler(app)
