"""Notifications by e-mail."""

from datetime import datetime
from html import escape

from learn_exchange.clock import now
from learn_exchange.mail import Mail, ascii_address
from learn_exchange.mail import send as send_mail
from learn_exchange.settings import api_url, frontend_url
from learn_exchange.tables.notifications import Suppression
from notifications import mail_measure
from notifications.decisions import Outcome
from notifications.delivery import Delivery
from notifications.subscriptions import Subscription
from notifications.texts import say

HTML = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: sans-serif; line-height: 1.5; max-width: 36em">
<p>{greeting}</p>
{body}
<p><a href="{link}" style="display: inline-block; padding: 0.6em 1.2em; border-radius: 0.4em;
 background: #1d4ed8; color: #ffffff; text-decoration: none">{open}</a></p>
<hr style="border: none; border-top: 1px solid #d1d5db">
<p style="color: #4b5563; font-size: 85%">{why}<br>
<a href="{unsubscribe_link}">{unsubscribe}</a> · <a href="{preferences_link}">{preferences}</a></p>
</body>
</html>
"""

TEXT = """{greeting}

{body}

{open}: {link}

{why}
{unsubscribe}: {unsubscribe_link}
{preferences}: {preferences_link}
"""


def send(delivery: Delivery) -> Outcome:
    """Mail a notification to its recipient: `sent`, `summed_up`, `no_address` or `bounced`.

    It goes to an address only that is known to be theirs, and takes mails; and only if they did not
    get too many within the hour.
    """
    return _send(delivery, now())


def send_uncounted(delivery: Delivery) -> Outcome:
    """Mail as `send` does, however many the recipient has got."""
    return _send(delivery, None)


def _send(delivery: Delivery, counted_at: datetime | None) -> Outcome:
    if not delivery.recipient.email_verified:
        return Outcome.NO_ADDRESS
    if Suppression.key(ascii_address(delivery.recipient.email)).get():
        return Outcome.BOUNCED
    if counted_at and not mail_measure.allows(delivery, counted_at):
        return Outcome.SUMMED_UP
    try:
        send_mail(compose(delivery), delivery.recipient.email)
    except Exception:
        if counted_at:
            mail_measure.give_back(delivery, counted_at)
        raise
    return Outcome.SENT


def compose(delivery: Delivery) -> Mail:
    """The mail of a notification, in the recipient's language.

    Mail programs offer to end it by one click (RFC 2369, RFC 8058), and so does its last line, by
    way of the web client.
    """
    token = Subscription(delivery.recipient.id, delivery.type).token
    one_click = f"{api_url()}/notifications/unsubscribe/{token}"
    language, title = delivery.language, " ".join(delivery.text.title.split())
    parts = {
        "language": language,
        "title": title,
        "greeting": say(language, "mail-greeting", {"name": delivery.recipient.first_name}),
        "open": say(language, "mail-open"),
        "link": f"{frontend_url()}{delivery.link}",
        "why": say(language, "mail-why"),
        "unsubscribe": say(language, "mail-unsubscribe"),
        "unsubscribe_link": f"{frontend_url()}/unsubscribe?token={token}",
        "preferences": say(language, "mail-preferences"),
        "preferences_link": f"{frontend_url()}/settings/notifications",
    }
    paragraphs = [line for line in delivery.text.body.splitlines() if line.strip()]
    html_body = "\n".join(f"<p>{escape(line)}</p>" for line in paragraphs)
    html_parts = {name: escape(part) for name, part in parts.items()}
    return Mail(
        subject=title,
        text=TEXT.format(body="\n\n".join(paragraphs), **parts),
        html=HTML.format(body=html_body, **html_parts),
        headers={
            "List-Unsubscribe": f"<{one_click}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
