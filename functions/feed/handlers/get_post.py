"""GET /feed/post/{id}: read a post."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.posts import PostView, post_seen_by
from learn_exchange.problems import NotFound

app = api()


@app.get("/feed/post/<id>", tags=["feed"])
@raises(NotFound)
def get_post(id: Id, caller: Caller) -> PostView:
    """Read a post. One that was deleted, or whose author is hidden from you, does not exist."""
    return post_seen_by(caller.id, id)


handler = lambda_handler(app)
