"""POST /auth/logout: sign out here, or everywhere."""

from auth import devices
from auth.cookie_sessions import CookieSession
from auth.problems import ForeignOrigin
from auth.schemas import LogoutRequest
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import LoginEnded, NotFound

app = api()

ONLY_HERE = LogoutRequest()


@app.post("/auth/logout", status_code=204, tags=["auth"])
@raises(LoginEnded, NotFound, ForeignOrigin)
def log_out(caller: Caller, session: CookieSession, request: LogoutRequest = ONLY_HERE) -> None:
    """End this login, or with `everywhere` all of yours. Refresh tokens stop working at once.

    With `everywhere`, the secret address of your calendar leads nowhere any longer. Access tokens
    stay valid for reading until they expire, 15 minutes at most: forget them. In a session by
    cookie, the cookie is taken away; if the access token has expired, refresh first.
    """
    with session.ending_with_its_login():
        if request.everywhere:
            devices.end_all(caller)
        else:
            devices.end_own(caller)
    session.end()


handler = lambda_handler(app)
