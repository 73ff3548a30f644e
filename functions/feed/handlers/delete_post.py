"""DELETE /feed/post/{id}: delete a post of your own."""

from feed import publishing
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import LoginEnded, NotAllowed, NotFound

app = api()


@app.delete("/feed/post/<id>", status_code=204, tags=["feed"])
@raises(LoginEnded, NotFound, NotAllowed)
def delete_post(id: Id, caller: Caller, now: Now) -> None:
    """Delete a post of your own, with its comments, likes and files. At once nobody sees it."""
    publishing.remove(id, caller, now)


handler = lambda_handler(app)
