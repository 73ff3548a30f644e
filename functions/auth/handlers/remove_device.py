"""DELETE /auth/devices/{deviceId}: sign out one device."""

from auth import devices
from auth.cookie_sessions import CookieSession
from auth.problems import ForeignOrigin
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import LoginEnded

app = api()


@app.delete("/auth/devices/<deviceId>", status_code=204, tags=["auth"])
@raises(LoginEnded, ForeignOrigin)
def remove_device(deviceId: Id, caller: Caller, session: CookieSession) -> None:  # noqa: N803
    """End the login of one of your devices. Where there is none, nothing changes."""
    if deviceId == caller.family_id:
        devices.end_own(caller)
        session.end()
    else:
        devices.end_other(caller, deviceId)


handler = lambda_handler(app)
