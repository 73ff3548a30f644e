"""Sends push notifications, to all devices of a person at the same time."""

from contextlib import suppress
from functools import partial

from botocore.exceptions import BotoCoreError, ClientError

from learn_exchange.concurrency import run_all
from learn_exchange.tables.notifications import Device
from learn_exchange.tables.store import ConditionFailed, update
from notifications.delivery import Delivery
from notifications.policy import Outcome
from notifications.push import devices, endpoints, payloads
from notifications.push.endpoints import BadToken, EndpointDead, EndpointGone


def send(delivery: Delivery) -> Outcome:
    """Push a notification to all devices of the recipient, and return the outcome.

    It is `sent` if at least one device was reached; else `no_device`, `push_off` or `device_dead`.
    Devices that can no longer be reached are removed. A device of an ended login may still be
    registered for a moment, and gets nothing.

    Raises:
        ClientError: SNS refused the push for one device, which may take it later, and took it for
            no other.
        BotoCoreError: likewise, where SNS did not answer.
    """
    recipient = delivery.recipient
    registered = Device.of_person(recipient.id)
    current = [device for device in registered if not recipient.is_revoked(device.family_id)]
    if not current:
        return Outcome.NO_DEVICE
    push = _Push(delivery)
    outcomes = run_all(partial(push.attempt, device) for device in current)
    if Outcome.SENT in outcomes:
        return Outcome.SENT
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    return Outcome.PUSH_OFF if Outcome.PUSH_OFF in outcomes else Outcome.DEVICE_DEAD


class _Push:
    """One notification on its way to the devices of one person."""

    def __init__(self, delivery: Delivery) -> None:
        self._person_id = delivery.recipient.id
        self._message = payloads.message(delivery)
        self._attributes = payloads.attributes(delivery)

    def attempt(self, device: Device) -> Outcome | Exception:
        """Returns the outcome on one device; a failure must not stop the others."""
        try:
            return self._send(device)
        except (BadToken, EndpointDead, EndpointGone):
            devices.remove(self._person_id, device)
            return Outcome.DEVICE_DEAD
        except (BotoCoreError, ClientError) as error:
            failure: Exception = error
            return failure

    def _send(self, device: Device) -> Outcome:
        if device.endpoint_arn:
            with suppress(EndpointGone):
                self._publish(device.endpoint_arn)
                return Outcome.SENT
        # The platform application was missing at the registration, or has been made again since.
        arn = endpoints.ensure(device.platform, device.token, self._person_id)
        if arn is None:
            return Outcome.PUSH_OFF
        self._save_endpoint(device, arn)
        self._publish(arn)
        return Outcome.SENT

    def _publish(self, arn: str) -> None:
        endpoints.publish(arn, self._message, self._attributes)

    def _save_endpoint(self, device: Device, arn: str) -> None:
        with suppress(ConditionFailed):
            update(
                Device.key(self._person_id, device.id),
                Device.endpoint_arn.set(arn),
                condition=Device.family_id == device.family_id,
            )
