"""Secret links in mails: tokens that are made when needed and never kept.

A token is a sealed (person, request, expiry) for one purpose, so that a mail which is sent twice
carries the same one. Using it is a conditional write on its request.
"""

import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from auth.problems import InvalidLink, LinkUsed
from learn_exchange import ids
from learn_exchange.sealing import NotSealed, seal, unseal
from learn_exchange.tables.store import Transaction, get_many
from learn_exchange.tables.users import MailRequest, Profile

Purpose = Literal["verify-email", "reset-password"]
LIFE: dict[Purpose, timedelta] = {
    "verify-email": timedelta(days=3),
    "reset-password": timedelta(hours=1),
}
REMINDER_TIMER = "verify-email-reminder"
"""The kind of the timer that has the link mailed once more."""


@dataclass(frozen=True)
class Link:
    """A link in a mail, as a valid token has it."""

    person_id: str
    request_id: str


def request_mail(
    purpose: Purpose, email: str, at: datetime, *, request_id: str | None = None
) -> MailRequest:
    """Returns a new request to mail a link to an address; writing it sets the mail on its way."""
    request_id = request_id or ids.new_id()
    return MailRequest.key(request_id).new(
        id=request_id,
        purpose=purpose,
        email=email,
        created_at=at,
        expires_at=(at + LIFE[purpose]).replace(microsecond=0),
    )


def token(request: MailRequest, person_id: str) -> str:
    """Returns the token of a request, the same whenever it is made."""
    payload = (
        ids.to_bytes(person_id)
        + ids.to_bytes(request.id)
        + struct.pack(">Q", int(request.expires_at.timestamp()))
    )
    return seal(request.purpose, payload)


def open_link(text: str, purpose: Purpose, at: datetime) -> Link:
    """Returns what a token stands for, without a read.

    Raises:
        InvalidLink: it was not made by us for this purpose, or has expired.
    """
    try:
        payload = unseal(purpose, text)
    except NotSealed as error:
        raise InvalidLink from error
    (expiry,) = struct.unpack(">Q", payload[32:])
    if expiry <= at.timestamp():
        raise InvalidLink
    return Link(ids.from_bytes(payload[:16]), ids.from_bytes(payload[16:32]))


def use(write: Transaction, link: Link, at: datetime) -> None:
    """Use the link up, in one transaction with what it is good for.

    The transaction raises LinkUsed where it was used before.
    """
    write.update(
        MailRequest.key(link.request_id),
        MailRequest.used_at.set(at),
        condition=MailRequest.pk.exists() & MailRequest.used_at.does_not_exist(),
        on_conflict=LinkUsed(),
    )


def verify_address(link: Link, at: datetime) -> None:
    """Use a link up to verify the address that it was mailed to. Doing so again changes nothing.

    Raises:
        InvalidLink: the person is gone.
        LinkUsed: it was used before, and is not what the address is verified by now.
    """
    profile, request = Profile.key(link.person_id), MailRequest.key(link.request_id)
    try:
        with Transaction() as write:
            use(write, link, at)
            write.update(
                profile,
                Profile.email_verified.set(True),
                Profile.verified_by.set(link.request_id),
                condition=Profile.pk.exists(),
                on_conflict=InvalidLink(),
            )
    except LinkUsed:
        found = get_many([profile, request], consistent=True)
        if not _is_verified_by(found[profile], found[request]):
            raise


def _is_verified_by(profile: Profile | None, request: MailRequest | None) -> bool:
    return (
        profile is not None
        and request is not None
        and profile.email_verified
        and profile.verified_by == request.id
        and profile.email == request.email
    )
