"""POST /auth/resendVerification: have the verification mail sent again."""

from auth import links
from auth.limits import VERIFICATION_MAIL
from auth.problems import AlreadyVerified
from auth.schemas import MailRequestView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.idempotency import Once
from learn_exchange.identity import Caller
from learn_exchange.problems import (
    IdempotencyKeyReused,
    LoginEnded,
    NotFound,
    TooManyRequests,
)
from learn_exchange.tables.users import (
    MailRequest,
    Profile,
    UsersAttempt,
    UsersCounter,
    require_login,
)

app = api()


@app.post("/auth/resendVerification", status_code=202, tags=["auth"])
@raises(AlreadyVerified, IdempotencyKeyReused, LoginEnded, NotFound, TooManyRequests)
def resend_verification_mail(caller: Caller, now: Now, once: Once) -> MailRequestView:
    """Send another mail with a link that verifies your address; earlier links go on working."""
    profile = Profile.key(caller.id).require()
    if profile.email_verified:
        raise AlreadyVerified
    request = links.request_mail("verify-email", profile.email, now)
    with once.transaction(UsersAttempt, request.id, now) as write:
        require_login(write, caller.id, caller.family_id)
        VERIFICATION_MAIL.take_within(write, UsersCounter, caller.id, now)
        write.put(request)
    if once.replayed_id:
        request = MailRequest.key(once.replayed_id).require()
    return MailRequestView(id=request.id, expires_at=request.expires_at)


handler = lambda_handler(app)
