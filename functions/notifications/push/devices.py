"""The devices that push notifications go to: their owners, and their registration."""

from datetime import datetime
from functools import partial

from learn_exchange.concurrency import run_concurrently
from learn_exchange.identity import Identity
from learn_exchange.ids import uuid5_id
from learn_exchange.problems import Invalid
from learn_exchange.tables.notifications import Device, DeviceToken
from learn_exchange.tables.store import (
    ConditionFailed,
    Transaction,
    retry_on_conflict,
)
from learn_exchange.tables.users import require_login
from notifications.push import endpoints
from notifications.push.endpoints import BadToken

MAX_DEVICES = 20


def register(owner: Identity, platform: str, token: str, now: datetime) -> Device:
    """Register a device for the push notifications of a person, until their login ends.

    A token that somebody else has registered moves to this person: the device has another user now.
    Beyond `MAX_DEVICES`, the oldest devices are removed.

    Raises:
        Invalid: the platform issues no such tokens.
        LoginEnded: the login of the owner has ended.
        Unavailable: others keep writing to the owner's devices.
    """
    try:
        endpoint = endpoints.ensure(platform, token, owner.id)
    except BadToken as error:
        raise Invalid.at("/token", "That is no token of this platform.") from error
    device_id = uuid5_id(platform, token)
    device = Device.key(owner.id, device_id).new(
        id=device_id,
        platform=platform,
        token=token,
        endpoint_arn=endpoint,
        family_id=owner.family_id,
        created_at=now,
    )
    surplus = _save(owner, device)
    for other in surplus:
        _remove_endpoint(other)
    return device


@retry_on_conflict
def _save(owner: Identity, device: Device) -> list[Device]:
    """Write a device, and return those of the owner that were removed to make room for it."""
    token_key = DeviceToken.key(device.platform, device.token)
    before, own = run_concurrently(token_key.get, partial(_by_id, owner.id))
    if same := own.pop(device.id, None):
        device.created_at = same.created_at
    newest_first = sorted(own.values(), key=lambda other: other.created_at, reverse=True)
    surplus = newest_first[MAX_DEVICES - 1 :]
    with Transaction() as write:
        # An access token outlives its login by minutes, and nothing would remove this device.
        require_login(write, owner.id, owner.family_id)
        write.put(device)
        write.put(
            token_key.new(person_id=owner.id, device_id=device.id),
            condition=DeviceToken.person_id == before.person_id
            if before
            else DeviceToken.pk.does_not_exist(),
        )
        if before and before.person_id != owner.id:
            write.delete(Device.key(before.person_id, device.id))
        for other in surplus:
            _delete(write, owner.id, other)
    return surplus


def remove(person_id: str, device: Device, *, caller: Identity | None = None) -> None:
    """Remove a device of a person, unless it was registered again since it was read.

    Raises:
        LoginEnded: the login of the `caller` has ended.
    """
    try:
        with Transaction() as write:
            if caller:
                require_login(write, caller.id, caller.family_id)
            _delete(write, person_id, device)
    except ConditionFailed:
        return
    _remove_endpoint(device)


def _by_id(person_id: str) -> dict[str, Device]:
    return {device.id: device for device in Device.of_person(person_id)}


def _delete(write: Transaction, person_id: str, device: Device) -> None:
    write.delete(Device.key(person_id, device.id), condition=Device.family_id == device.family_id)
    write.delete(
        DeviceToken.key(device.platform, device.token), condition=DeviceToken.person_id == person_id
    )


def _remove_endpoint(device: Device) -> None:
    # If the token was registered again just now, this also deletes the new endpoint; the next push
    # finds that out and makes another.
    if device.endpoint_arn:
        endpoints.remove(device.endpoint_arn)
