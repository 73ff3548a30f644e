"""GET /feed/newCount: how much has come into the caller's feed since they read it."""

from feed import timeline
from feed.schemas import AfterParameter, NewPostCount
from learn_exchange.http import api, lambda_handler
from learn_exchange.identity import Caller

app = api()


@app.get("/feed/newCount", tags=["feed"])
def count_new_posts(caller: Caller, after: AfterParameter = None) -> NewPostCount:
    """Count the posts that now stand above a post in your feed, 50 at most.

    It counts what those whom you follow have posted, and you, maybe on another device; not what is
    `suggested`. Deleted posts do not count, nor do people with whom there is a block. The post
    itself may have been deleted since.
    """
    return NewPostCount(count=timeline.count_new(caller.id, after))


handler = lambda_handler(app)
