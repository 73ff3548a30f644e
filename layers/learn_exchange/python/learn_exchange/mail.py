"""Sending mails."""

from dataclasses import dataclass

from learn_exchange.aws import client
from learn_exchange.settings import setting


@dataclass(frozen=True)
class Mail:
    """What a person gets to read."""

    subject: str
    text: str
    html: str


def send(mail: Mail, to: str) -> None:
    """Send a mail to an address, by SES."""
    client("sesv2").send_email(
        FromEmailAddress=setting("MAIL_SENDER"),
        Destination={"ToAddresses": [to]},
        Content={
            "Simple": {
                "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                "Body": {
                    "Text": {"Data": mail.text, "Charset": "UTF-8"},
                    "Html": {"Data": mail.html, "Charset": "UTF-8"},
                },
            }
        },
    )
