"""The mails that were sent."""

import re
from dataclasses import dataclass

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends


@dataclass(frozen=True)
class Mail:
    """A mail as SES was given it."""

    sender: str
    recipients: list[str]
    subject: str
    html: str

    @property
    def link(self) -> str:
        """Returns where its link leads."""
        (link,) = set(re.findall(r'href="([^"]*)"', self.html))
        return str(link)

    @property
    def token(self) -> str:
        """The token that its link carries."""
        return self.link.partition("?token=")[2]


def mails() -> list[Mail]:
    """Returns all mails sent, the newest last."""
    sent = ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages
    return [Mail(m.source, m.destinations["ToAddresses"], m.subject, m.body) for m in sent]
