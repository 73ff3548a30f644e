"""POST /auth/forgotPassword: ask for a link to set a new password."""

from learn_exchange.concurrency import run_concurrently
from auth import links
from auth.addresses import EmailAddress
from auth.limits import MAIL_ACCOUNT, MAIL_ACCOUNT_AND_ADDRESS, MAIL_ADDRESS
from auth.schemas import MailRequestView
from learn_exchange.client_address import ClientAddress
from learn_exchange.clock import Now
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.problems import TooManyRequests
from learn_exchange.tables.store import put
from learn_exchange.tables.users import UsersCounter

app = api(public=True)


@app.post("/auth/forgotPassword", status_code=202, tags=["auth"])
@raises(TooManyRequests)
def request_password_reset(body: EmailAddress, address: ClientAddress, now: Now) -> MailRequestView:
    """Mail a link to set a new password, if the address belongs to an account.

    The answer is the same if it does not: whether there is one is found out only when the mail is
    to be sent. The link works once, for one hour. 5 requests an hour for one e-mail address
    from one network address; a stranger's requests do not use up the owner's.
    """
    account = body.email.lower()
    run_concurrently(
        lambda: MAIL_ACCOUNT_AND_ADDRESS.take(UsersCounter, f"{account} {address}", now),
        lambda: MAIL_ACCOUNT.take(UsersCounter, account, now),
        lambda: MAIL_ADDRESS.take(UsersCounter, address, now),
    )
    request = links.request_mail("reset-password", account, now)
    put(request)
    return MailRequestView(id=request.id, expires_at=request.expires_at)


handler = lambda_handler(app)
