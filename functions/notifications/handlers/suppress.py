"""Handles the reports of SES about mails: bounces and complaints.

Idempotent: the same report writes the same row each time.
"""

from email.utils import parseaddr
from typing import Any, Literal

from pydantic import Field

from learn_exchange.clock import now
from learn_exchange.event_handler import queue_handler
from learn_exchange.tables.notifications import Suppression
from learn_exchange.tables.store import put
from learn_exchange.wire import ApiModel

Reason = Literal["bounce", "complaint"]


class Recipient(ApiModel):
    """A recipient of a mail."""

    email_address: str


class Bounce(ApiModel):
    """A mail came back; after a `Permanent` bounce, the next one would too."""

    bounce_type: str
    bounced_recipients: list[Recipient] = Field(min_length=1)


class Complaint(ApiModel):
    """A mail was marked as spam, or with `not-spam` (RFC 6430) as no spam."""

    complaint_feedback_type: str | None = None
    complained_recipients: list[Recipient] = Field(min_length=1)


class BouncedMail(ApiModel):
    """The detail of `Email Bounced`."""

    bounce: Bounce


class ComplainedMail(ApiModel):
    """The detail of `Email Complaint Received`."""

    complaint: Complaint


def suppress(message: dict[str, Any]) -> None:
    """Stop mailing notifications to an address that takes none, or whose owner wants none.

    https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html

    Raises:
        KeyError: the message is no event, or one of another kind.
        ValidationError: the detail lacks the reason or the recipients.
    """
    readers = {"Email Bounced": _bounced, "Email Complaint Received": _complained}
    reason, recipients = readers[message["detail-type"]](message["detail"])
    for recipient in recipients:
        _, address = parseaddr(recipient.email_address)
        put(Suppression.key(address).new(reason=reason, created_at=now()))


def _bounced(detail: object) -> tuple[Reason, list[Recipient]]:
    bounce = BouncedMail.model_validate(detail).bounce
    permanent = bounce.bounce_type == "Permanent"
    return "bounce", bounce.bounced_recipients if permanent else []


def _complained(detail: object) -> tuple[Reason, list[Recipient]]:
    complaint = ComplainedMail.model_validate(detail).complaint
    unwanted = complaint.complaint_feedback_type != "not-spam"
    return "complaint", complaint.complained_recipients if unwanted else []


handler = queue_handler(suppress)
