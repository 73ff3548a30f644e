"""DELETE /user/block/{id}: take back a block."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.people import Relationship
from learn_exchange.problems import LoginEnded, NotFound
from user import relation

app = api()


@app.delete("/user/block/<id>", tags=["user"])
@raises(LoginEnded, NotFound)
def unblock_person(id: Id, caller: Caller) -> Relationship:
    """Take back a block. The follows that it ended do not come back."""
    return relation.unblock(caller, id)


handler = lambda_handler(app)
