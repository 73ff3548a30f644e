"""POST /feed/createPost: publish a tutorial, an achievement or a general post."""

from feed import publishing
from feed.schemas import NewPost
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.idempotency import Once
from learn_exchange.identity import Caller
from learn_exchange.posts import PostView
from learn_exchange.problems import (
    IdempotencyKeyReused,
    MediaInUse,
    MediaNotReady,
    NotFound,
    TooManyRequests,
)

app = api()


@app.post("/feed/createPost", status_code=201, tags=["feed"])
@raises(MediaNotReady, MediaInUse, IdempotencyKeyReused, NotFound, TooManyRequests)
def create_post(new: NewPost, author: Caller, once: Once, now: Now) -> PostView:
    """Publish a post; it appears in the feeds of those who follow you at once.

    `tags` may be given, and every `#hashtag` of the content is one too, ten at most together. To
    show files, upload them first (`POST /media/upload`) and wait until they are `ready`; then name
    them in `media`, each with an `altText`, or in `mediaIds`.
    """
    return publishing.publish(new, author.id, once, now, newcomer=author.newcomer)


handler = lambda_handler(app)
