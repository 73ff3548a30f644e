"""GET /feed/comments/{postId}: the comments of a post."""

from feed import commenting
from feed.schemas import CommentView
from learn_exchange.http import CursorParameter, Limit, Page, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import NotFound

app = api()


@app.get("/feed/comments/<postId>", tags=["feed"])
@raises(NotFound)
def list_comments(
    postId: Id,  # noqa: N803
    caller: Caller,
    limit: Limit = 20,
    cursor: CursorParameter = None,
) -> Page[CommentView]:
    """List the comments of a post, the oldest first.

    A page may hold fewer than `limit` comments, since deleted ones and those of people hidden from
    you are left out; the list ends where `nextCursor` is null.
    """
    return commenting.listed(postId, caller.id, cursor=cursor, limit=limit)


handler = lambda_handler(app)
