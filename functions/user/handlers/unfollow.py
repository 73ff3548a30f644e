"""DELETE /user/follow/{id}: no longer follow someone."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.people import Relationship
from learn_exchange.problems import LoginEnded, NotFound
from user import relation

app = api()


@app.delete("/user/follow/<id>", tags=["user"])
@raises(LoginEnded, NotFound)
def unfollow_person(id: Id, caller: Caller) -> Relationship:
    """Stop following someone. Where you did not follow them, nothing changes."""
    return relation.unfollow(caller, id)


handler = lambda_handler(app)
