"""The mails that carry secret links, as text and as HTML."""

from dataclasses import dataclass
from html import escape

from auth.links import Purpose
from learn_exchange.mail import Mail
from learn_exchange.settings import frontend_url


@dataclass(frozen=True)
class _Wording:
    subject: str
    page: str
    before_link: str
    action: str
    after_link: str


WORDINGS: dict[Purpose, _Wording] = {
    "verify-email": _Wording(
        subject="Verify your e-mail address",
        page="verify-email",
        before_link="welcome to Learn Exchange! Please verify that this address is yours:",
        action="Verify my address",
        after_link="The link works once, for three days. If you did not sign up, ignore this mail.",
    ),
    "reset-password": _Wording(
        subject="Set a new password",
        page="reset-password",
        before_link="somebody, hopefully you, asked to set a new password for your account:",
        action="Set a new password",
        after_link="The link works once, for one hour. If it was not you, ignore this mail: "
        "your password stays as it is.",
    ),
}


def compose(purpose: Purpose, first_name: str, token: str) -> Mail:
    """The mail for a purpose. Its link leads to the web client, wherever the request came from."""
    wording = WORDINGS[purpose]
    link = f"{frontend_url()}/{wording.page}?token={token}"
    greeting = f"Hello {first_name},"
    return Mail(
        subject=wording.subject,
        text=f"{greeting}\n\n{wording.before_link}\n\n{link}\n\n{wording.after_link}\n",
        html=(
            f"<p>{escape(greeting)}</p><p>{wording.before_link}</p>"
            f'<p><a href="{link}">{wording.action}</a></p><p>{wording.after_link}</p>'
        ),
    )
