"""Consumer of the timer `verify-email-reminder`: mails the verification link once more.

Idempotent by the mail request's id, which is made of the timer's subject and revision.
"""

from auth import links
from learn_exchange import ids
from learn_exchange.clock import now
from learn_exchange.event_handler import consumer
from learn_exchange.events import TimerFired
from learn_exchange.tables.store import ConditionFailed, put
from learn_exchange.tables.users import MailRequest, Profile


def remind(event: TimerFired) -> None:
    """Request another verification mail, unless the address has been verified."""
    profile = Profile.key(event.subject_id).get()
    if profile is None or profile.email_verified:
        return
    request_id = ids.uuid5_id(links.REMINDER_TIMER, event.subject_id, str(event.revision))
    request = links.request_mail("verify-email", profile.email, now(), request_id=request_id)
    try:
        put(request, condition=MailRequest.pk.does_not_exist())
    except ConditionFailed:
        return  # This timer has fired before.


handler = consumer(remind)
