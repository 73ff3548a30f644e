"""DELETE /auth/devices/{deviceId}: sign out one device."""

from auth import devices
from auth.cookie_sessions import CookieSession
from auth.problems import ForeignOrigin
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id

app = api()


@app.delete("/auth/devices/<deviceId>", status_code=204, tags=["auth"])
@raises(ForeignOrigin)
def remove_device(deviceId: Id, caller: Caller, session: CookieSession) -> None:  # noqa: N803
    """End the login of one of your devices. Where there is none, nothing changes."""
    devices.end(caller.id, deviceId)
    if deviceId == caller.family_id:
        session.end()


handler = lambda_handler(app)
