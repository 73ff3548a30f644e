"""POST /user/block: hide someone and yourself from each other."""

from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.people import Relationship
from learn_exchange.problems import NotFound
from user import relation
from user.schemas import PersonReference

app = api()


@app.post("/user/block", tags=["user"])
@raises(NotFound)
def block_person(person: PersonReference, caller: Caller, now: Now) -> Relationship:
    """Block someone: each of you is then invisible to the other, and follows both ways end.

    They are not told, and to them you are someone who does not exist. Twice is no error.
    """
    return relation.block(caller.id, person.user_id, now)


handler = lambda_handler(app)
