"""Consumer of `MailRequested`: sends the mail with the secret link.

Idempotent by the request's row: one that was sent is not sent again. Where a crash falls between
sending and noting it, the mail is sent twice, with the same token.
"""

from typing import cast

from auth import links, mails
from learn_exchange.clock import now
from learn_exchange.consuming import consumer
from learn_exchange.events import MailRequested
from learn_exchange.languages import language_of
from learn_exchange.mail import send
from learn_exchange.observability import log_decision
from learn_exchange.tables.store import update
from learn_exchange.tables.users import Credential, MailRequest, Profile


def send_mail(event: MailRequested) -> None:
    """Send what was requested, if the address belongs to someone here."""
    request = MailRequest.key(event.request_id).get()
    if request is None or request.sent_at or request.expires_at <= now():
        log_decision("mail not needed", requestId=event.request_id)
        return
    credential = Credential.key(request.email).get()
    profile = Profile.key(credential.person_id).get() if credential else None
    if profile is None:
        log_decision("nobody has that address", requestId=event.request_id)
        return
    purpose = cast("links.Purpose", request.purpose)
    token = links.token(request, profile.id)
    mail = mails.compose(purpose, profile.first_name, token, language_of(profile))
    send(mail, profile.email)
    update(MailRequest.key(request.id), MailRequest.sent_at.set(now()))


handler = consumer(send_mail)
