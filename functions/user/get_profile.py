"""GET /user/{id}: read a person's profile."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import IdOrMe
from learn_exchange.people import OwnProfile, PublicProfile
from learn_exchange.problems import NotFound
from user import profile

app = api()


@app.get("/user/<id>", tags=["user"])
@raises(NotFound)
def get_profile(id: IdOrMe, caller: Caller) -> OwnProfile | PublicProfile:
    """Read a person's profile, skills and totals, and how you stand to them.

    `me` reads your own profile, which also has `email` and `emailVerified`. Someone who has blocked
    you, or whom you have blocked, is answered as someone who does not exist.
    """
    return profile.seen_by(caller, caller.resolve(id))


handler = lambda_handler(app)
