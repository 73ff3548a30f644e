"""Consumer of ended logins: their devices no longer get push notifications.

Idempotent: a device that another login has registered since then stays.
"""

from learn_exchange.concurrency import run_concurrently
from learn_exchange.event_handler import consumer
from learn_exchange.events import LoginEnded, LoginsEnded
from learn_exchange.tables.notifications import Device
from learn_exchange.tables.users import Profile
from notifications.push import devices


def forget_devices(event: LoginEnded | LoginsEnded) -> None:
    """Remove the devices of the ended logins."""
    ended = event.family_id if isinstance(event, LoginEnded) else None
    profile, registered = run_concurrently(
        Profile.key(event.person_id).require,
        lambda: list(Device.of_person(event.person_id)),
    )
    for device in registered:
        if device.family_id == ended or profile.is_revoked(device.family_id):
            devices.remove(event.person_id, device)


handler = consumer(forget_devices)
