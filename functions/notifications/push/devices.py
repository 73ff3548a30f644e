"""The devices that push notifications go to: whose each one is, and when it is no longer."""

from datetime import datetime
from functools import partial

from learn_exchange.identity import Identity
from learn_exchange.ids import derived_id
from learn_exchange.problems import Invalid
from learn_exchange.tables.notifications import Device, DeviceToken
from learn_exchange.tables.store import (
    ConditionFailed,
    Transaction,
    again_if_overtaken,
    side_by_side,
)
from learn_exchange.tables.users import require_login
from notifications.push import endpoints
from notifications.push.endpoints import BadToken

MOST_DEVICES = 20


def register(owner: Identity, platform: str, token: str, at: datetime) -> Device:
    """Have push notifications of a person go to a device, for as long as their login goes on.

    A token that somebody else has registered is theirs no longer: the device has another user now.
    Of too many devices the oldest make room.

    Raises:
        Invalid: the platform gives out no such tokens.
        LoginEnded: their login has ended already.
    """
    try:
        endpoint = endpoints.ensure(platform, token, owner.id)
    except BadToken as error:
        raise Invalid.at("/token", "That is no token of this platform.") from error
    device_id = derived_id(platform, token)
    device = Device.key(owner.id, device_id).new(
        id=device_id,
        platform=platform,
        token=token,
        endpoint_arn=endpoint,
        family_id=owner.family_id,
        created_at=at,
    )
    surplus = again_if_overtaken(partial(_save, owner, device))
    for other in surplus:
        _remove_endpoint(other)
    return device


def _save(owner: Identity, device: Device) -> list[Device]:
    """Write a device, whoever had it before; returns those of the owner that make room for it."""
    place = DeviceToken.key(device.platform, device.token)
    held, own = side_by_side(place.get, partial(_by_id, owner.id))
    if before := own.pop(device.id, None):
        device.created_at = before.created_at
    newest_first = sorted(own.values(), key=lambda other: other.created_at, reverse=True)
    surplus = newest_first[MOST_DEVICES - 1 :]
    with Transaction() as write:
        # An access token outlives its login by minutes; nobody would forget this device.
        require_login(write, owner.id, owner.family_id)
        write.put(device)
        write.put(
            place.new(person_id=owner.id, device_id=device.id),
            when=DeviceToken.person_id == held.person_id
            if held
            else DeviceToken.pk.does_not_exist(),
        )
        if held and held.person_id != owner.id:
            write.delete(Device.key(held.person_id, device.id))
        for other in surplus:
            _take_out(write, owner.id, other)
    return surplus


def remove(person_id: str, device: Device, *, by: Identity | None = None) -> None:
    """Remove a device of a person; one that was registered again since it was read stays.

    Raises:
        LoginEnded: the login `by` which it is removed has ended.
    """
    try:
        with Transaction() as write:
            if by:
                require_login(write, by.id, by.family_id)
            _take_out(write, person_id, device)
    except ConditionFailed:
        return
    _remove_endpoint(device)


def _by_id(person_id: str) -> dict[str, Device]:
    return {device.id: device for device in Device.of_person(person_id)}


def _take_out(write: Transaction, person_id: str, device: Device) -> None:
    write.delete(Device.key(person_id, device.id), when=Device.family_id == device.family_id)
    write.delete(
        DeviceToken.key(device.platform, device.token), when=DeviceToken.person_id == person_id
    )


def _remove_endpoint(device: Device) -> None:
    # Where the token was registered again just now, this takes the new endpoint away too: the next
    # push finds that out and makes another.
    if device.endpoint_arn:
        endpoints.remove(device.endpoint_arn)
