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


def send(mail: Mail, to: str) -> None:
    """Send a mail to an address, by SES, which tells on the default bus if it comes back."""
    client("sesv2").send_email(
        FromEmailAddress=setting("MAIL_SENDER"),
        ConfigurationSetName=setting("MAIL_CONFIGURATION_SET"),
        Destination={"ToAddresses": [to]},
        Content={
            "Simple": {
                "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                "Body": {
                    "Text": {"Data": mail.text, "Charset": "UTF-8"},
                    "Html": {"Data": mail.html, "Charset": "UTF-8"},
                },
                "Headers": [{"Name": n, "Value": v} for n, v in mail.headers.items()],
            }
        },
    )
