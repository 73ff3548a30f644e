"""GET /user/me: read your own profile."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.people import OwnProfile
from learn_exchange.problems import NotFound
from user import profile

app = api()


@app.get("/user/me", tags=["user"])
@raises(NotFound)
def get_me(caller: Caller) -> OwnProfile:
    """Read your own profile, with what only you may see, such as your e-mail address."""
    return profile.own(caller.id)


handler = lambda_handler(app)
