"""Sending mails."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from learn_exchange.aws import client
from learn_exchange.settings import setting


@dataclass(frozen=True)
class Mail:
    """A mail, as its recipient reads it.

    `headers` are what their mail program reads, such as `List-Unsubscribe`: printable ASCII.
    """

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


PRODUCT = "Learn Exchange"
# Vacation programs do not answer such mail (RFC 3834, section 5).
FOR_PROGRAMS = {"Auto-Submitted": "auto-generated"}


def ascii_address(address: str) -> str:
    """Return an address as mail servers know it: `x@bücher.example` is `x@xn--bcher-kva.example`.

    https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
    """
    if address.isascii():
        return address
    # Its tables would cost every start more than the few who need them are worth.
    import idna  # noqa: PLC0415

    local, _, domain = address.rpartition("@")
    return f"{local}@{idna.encode(domain, uts46=True).decode()}"


def send(mail: Mail, to: str) -> None:
    """Send a mail to an address, by SES, which tells on the default bus if it comes back."""
    headers = {**FOR_PROGRAMS, **mail.headers}
    client("sesv2").send_email(
        FromEmailAddress=f"{PRODUCT} <{setting('MAIL_SENDER')}>",
        ConfigurationSetName=setting("MAIL_CONFIGURATION_SET"),
        Destination={"ToAddresses": [ascii_address(to)]},
        Content={
            "Simple": {
                "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                "Body": {
                    "Text": {"Data": mail.text, "Charset": "UTF-8"},
                    "Html": {"Data": mail.html, "Charset": "UTF-8"},
                },
                "Headers": [{"Name": n, "Value": v} for n, v in headers.items()],
            }
        },
    )
