"""POST /user/follow: follow someone."""

from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.people import Relationship
from learn_exchange.problems import NotFound, TooManyRequests
from user import relation
from user.schemas import PersonReference

app = api()


@app.post("/user/follow", tags=["user"])
@raises(NotFound, relation.TooManyFollows, TooManyRequests)
def follow_person(person: PersonReference, caller: Caller, now: Now) -> Relationship:
    """Follow someone, so that what they post appears in your feed. Twice is no error."""
    return relation.follow(caller.id, person.user_id, now, newcomer=caller.newcomer)


handler = lambda_handler(app)
