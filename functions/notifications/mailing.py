"""Sends notifications by e-mail."""

from datetime import datetime
from functools import partial

from learn_exchange.clock import now
from learn_exchange.letters import Letter
from learn_exchange.mail import Mail, ascii_address
from learn_exchange.mail import send as send_mail
from learn_exchange.settings import api_url, frontend_url
from learn_exchange.tables.notifications import Suppression
from notifications import mail_limit
from notifications.delivery import Delivery
from notifications.policy import Outcome
from notifications.texts import translate
from notifications.unsubscribe_links import UnsubscribeLink


def send(delivery: Delivery) -> Outcome:
    """Mail a notification, and return `sent`, `no_address`, `bounced` or `summed_up`.

    It is sent only if the address is verified and takes mails, and if the recipient has not reached
    the limit of mails in this hour.
    """
    return _send(delivery, now())


def send_uncounted(delivery: Delivery) -> Outcome:
    """Mail a notification as `send` does, without counting it against the limit."""
    return _send(delivery, None)


def _send(delivery: Delivery, counted_at: datetime | None) -> Outcome:
    if not delivery.recipient.email_verified:
        return Outcome.NO_ADDRESS
    if Suppression.key(ascii_address(delivery.recipient.email)).get():
        return Outcome.BOUNCED
    if counted_at and not mail_limit.take(delivery, counted_at):
        return Outcome.SUMMED_UP
    try:
        send_mail(compose(delivery), delivery.recipient.email)
    except Exception:
        if counted_at:
            mail_limit.give_back(delivery, counted_at)
        raise
    return Outcome.SENT


def compose(delivery: Delivery) -> Mail:
    """Returns the mail of a notification, in the recipient's language.

    Mail programs offer to unsubscribe from its type by one click (RFC 2369, RFC 8058), and its last
    line links to the same in the web client.
    """
    token = UnsubscribeLink(delivery.recipient.id, delivery.type).token
    one_click = f"{api_url()}/notifications/unsubscribe/{token}"
    words = partial(translate, delivery.language)
    greeting = words("mail-greeting", {"name": delivery.recipient.first_name})
    paragraphs = [line for line in delivery.text.body.splitlines() if line.strip()]
    return Letter(
        language=delivery.language,
        title=delivery.text.title,
        paragraphs=[greeting, *paragraphs],
        action=words("mail-open"),
        link=f"{frontend_url()}{delivery.link}",
        or_open=words("mail-or-open"),
        why=words("mail-why"),
        ways={
            words("mail-unsubscribe"): f"{frontend_url()}/unsubscribe?token={token}",
            words("mail-preferences"): f"{frontend_url()}/settings/notifications",
        },
        headers={
            "List-Unsubscribe": f"<{one_click}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    ).mail()
