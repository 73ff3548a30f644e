"""GET /user/{id}: read a person's profile."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.people import PublicProfile
from learn_exchange.problems import NotFound
from user import profile

app = api()


@app.get("/user/<id>", tags=["user"])
@raises(NotFound)
def get_profile(id: Id, caller: Caller) -> PublicProfile:
    """Read a person's profile, skills and totals, and how you stand to them.

    Who has blocked you, or whom you have blocked, is answered as someone who does not exist. Your
    own profile is here what others see of it; `GET /user/me` has all of it.
    """
    return profile.seen_by(caller.id, id)


handler = lambda_handler(app)
