"""GET /feed/userPosts/{id}: what a person has posted."""

from feed import timeline
from learn_exchange.http import CursorParameter, Limit, Page, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import IdOrMe
from learn_exchange.posts import PostView
from learn_exchange.problems import NotFound

app = api()


@app.get("/feed/userPosts/<id>", tags=["feed"])
@raises(NotFound)
def list_user_posts(
    id: IdOrMe, caller: Caller, limit: Limit = 20, cursor: CursorParameter = None
) -> Page[PostView]:
    """Lists a person's posts, the newest first; `me` for your own."""
    return timeline.posts_of(caller.resolve(id), caller.id, cursor=cursor, limit=limit)


handler = lambda_handler(app)
