"""Mails that tell people what has happened to their account, from which device, and what to do.

A device is told apart by what it calls itself and by its network address. The mail that tells of
one is requested once: its row is also how the device is known at the next login.
"""

from datetime import datetime, timedelta
from typing import Literal, get_args

from auth.device_names import device_name
from learn_exchange import ids
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import MailRequest

Notice = Literal["password-changed", "password-reset", "new-device"]

NOTICES: tuple[Notice, ...] = get_args(Notice)
SENT_WITHIN = timedelta(days=3)
KNOWN_FOR = timedelta(days=400)


def notice(purpose: Notice, email: str, device: str, at: datetime) -> MailRequest:
    """Make the request of a mail that tells what a device has done; writing it has it sent."""
    request_id = ids.new_id()
    return MailRequest.key(request_id).new(
        id=request_id,
        purpose=purpose,
        email=email,
        device=device,
        created_at=at,
        expires_at=(at + SENT_WITHIN).replace(microsecond=0),
    )


def note_device(
    write: Transaction,
    person_id: str,
    email: str,
    device: str,
    address: str,
    at: datetime,
    *,
    is_first: bool = False,
) -> None:
    """Add to the transaction of a login that its device is known; a new one is told of by mail.

    Nobody is told of the device that they sign up with, their `first`.
    """
    name = device_name(device) or device
    request_id = ids.uuid5_id("new-device", person_id, name, address)
    told = [MailRequest.sent_at.set(at)] if is_first else []
    write.update(
        MailRequest.key(request_id),
        MailRequest.kind.set(MailRequest),
        MailRequest.id.set(request_id),
        MailRequest.purpose.set("new-device"),
        MailRequest.email.set(email),
        MailRequest.device.set(device),
        MailRequest.created_at.set(at),
        MailRequest.expires_at.set((at + KNOWN_FOR).replace(microsecond=0)),
        *told,
    )
