"""PUT /feed/post/{id}: change a post of your own."""

from feed import publishing
from feed.schemas import PostChanges
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.posts import PostView
from learn_exchange.problems import LoginEnded, MediaInUse, MediaNotReady, NotAllowed, NotFound

app = api()


@app.put("/feed/post/<id>", tags=["feed"])
@raises(LoginEnded, NotFound, NotAllowed, MediaNotReady, MediaInUse)
def edit_post(id: Id, changes: PostChanges, caller: Caller, now: Now) -> PostView:
    """Change the fields that you send of a post of your own; those left out stay as they are.

    `createdAt` stays, `updatedAt` moves, and so the post keeps its place in feeds. `tags` and
    `media` replace the whole list; files that the post no longer shows are removed for good. With
    `mediaIds` instead of `media`, files that the post goes on showing keep their `altText`.
    """
    return publishing.edit(id, changes, caller, now)


handler = lambda_handler(app)
