"""DELETE /auth/devices/{deviceId}: sign out one device."""

from auth import devices
from learn_exchange.http import api, lambda_handler
from learn_exchange.identity import Caller
from learn_exchange.ids import Id

app = api()


@app.delete("/auth/devices/<deviceId>", status_code=204, tags=["auth"])
def remove_device(deviceId: Id, caller: Caller) -> None:  # noqa: N803
    """End the login of one of your devices. Where there is none, nothing changes."""
    devices.end(caller.id, deviceId)


handler = lambda_handler(app)
