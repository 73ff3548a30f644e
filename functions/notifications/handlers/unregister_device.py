"""DELETE /notifications/devices/{id}: stop push notifications to a device."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import LoginEnded, NotFound
from learn_exchange.tables.notifications import Device
from notifications.push import devices

app = api()


@app.delete("/notifications/devices/<id>", status_code=204, tags=["notifications"])
@raises(LoginEnded, NotFound)
def unregister_push_device(id: Id, caller: Caller) -> None:
    """Stop push notifications to one of your devices."""
    devices.remove(caller.id, Device.key(caller.id, id).require(), caller=caller)


handler = lambda_handler(app)
