"""GET /feed/latest: the caller's feed."""

from feed import timeline
from feed.schemas import FeedLimit, FeedPost
from learn_exchange.http import CursorParameter, Now, Page, api, lambda_handler
from learn_exchange.identity import Caller

app = api()


@app.get("/feed/latest", tags=["feed"])
def list_feed(
    caller: Caller, now: Now, limit: FeedLimit = 20, cursor: CursorParameter = None
) -> Page[FeedPost]:
    """List your feed: what those whom you follow have posted, and you, the newest first.

    While you follow fewer than 20 people, a first page that is not full is filled up with posts on
    the skills that you seek and offer, then with the newest of all; those are `suggested`. A page
    may hold fewer than `limit` posts, since deleted and hidden ones are left out; the feed ends
    where `nextCursor` is null. What is posted while you read does not move the pages: read again,
    without a cursor, to see it.
    """
    return timeline.feed(caller.id, now, cursor=cursor, limit=limit)


handler = lambda_handler(app)
