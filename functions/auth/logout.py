"""POST /auth/logout: sign out here, or everywhere."""

from auth import devices
from auth.schemas import LogoutRequest
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound

app = api()

ONLY_HERE = LogoutRequest()


@app.post("/auth/logout", status_code=204, tags=["auth"])
@raises(NotFound)
def log_out(caller: Caller, request: LogoutRequest = ONLY_HERE) -> None:
    """End this login, or with `everywhere` all of yours. Refresh tokens stop working at once.

    Access tokens are not looked up and stay valid until they expire, 15 minutes at most: forget
    them.
    """
    if request.everywhere:
        devices.end_all(caller.id)
    else:
        devices.end(caller.id, caller.family_id)


handler = lambda_handler(app)
