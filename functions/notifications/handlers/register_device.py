"""POST /notifications/devices: receive push notifications on this device."""

from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import LoginEnded
from notifications.push import devices
from notifications.schemas import NewPushDevice, PushDevice

app = api()


@app.post("/notifications/devices", status_code=201, tags=["notifications"])
@raises(LoginEnded)
def register_push_device(device: NewPushDevice, caller: Caller, now: Now) -> PushDevice:
    """Receive push notifications on this device, until this login ends.

    Send the token at each start of the app, and whenever the platform issues another: a device is
    registered only once. A token that somebody else has registered moves to you. You can have 20
    devices; registering one more removes the oldest.
    """
    return PushDevice.of(devices.register(caller, device.platform, device.token, now))


handler = lambda_handler(app)
