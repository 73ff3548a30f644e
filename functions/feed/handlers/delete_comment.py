"""DELETE /feed/comment/{postId}/{commentId}: delete a comment."""

from feed import commenting
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import LoginEnded, NotAllowed, NotFound

app = api()


@app.delete("/feed/comment/<postId>/<commentId>", status_code=204, tags=["feed"])
@raises(LoginEnded, NotFound, NotAllowed)
def delete_comment(
    postId: Id,  # noqa: N803
    commentId: Id,  # noqa: N803
    caller: Caller,
    now: Now,
) -> None:
    """Delete a comment of your own, or any comment below a post of your own."""
    commenting.remove(postId, commentId, caller, now)


handler = lambda_handler(app)
