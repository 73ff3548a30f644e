"""Consumer of `MailRequested`: sends the mail with a secret link, or that tells of the account.

Idempotent by the request's row: one that was sent is not sent again. Where a crash falls between
sending and noting it, the mail is sent twice, with the same token.
"""

from typing import cast

from auth import links, mails
from auth.notices import NOTICES
from learn_exchange.clock import now
from learn_exchange.event_handler import consumer
from learn_exchange.events import MailRequested
from learn_exchange.languages import language_of
from learn_exchange.mail import Mail, send
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
    mail = _compose(request, profile)
    if mail is None:
        log_decision("nobody has verified that address", requestId=event.request_id)
        return
    send(mail, profile.email)
    update(MailRequest.key(request.id), MailRequest.sent_at.set(now()))


def _compose(request: MailRequest, reader: Profile) -> Mail | None:
    """Write the mail; None where it tells of an account, and nobody has verified the address.

    A person whose address a stranger signed up with is asked to verify it, and nothing else.
    """
    if request.purpose in NOTICES:
        return mails.tell(request.purpose, request, reader) if reader.email_verified else None
    purpose = cast("links.Purpose", request.purpose)
    name = reader.first_name if reader.email_verified else None
    return mails.compose(purpose, name, links.token(request, reader.id), language_of(reader))


handler = consumer(send_mail)
