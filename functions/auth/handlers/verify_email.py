"""POST /auth/verifyEmail: prove that an e-mail address is yours."""

from auth import links
from auth.problems import InvalidLink, LinkUsed
from auth.schemas import EmailVerified, LinkTokenBody
from learn_exchange.http import Now, api, lambda_handler, raises

app = api(public=True)


@app.post("/auth/verifyEmail", tags=["auth"])
@raises(InvalidLink, LinkUsed)
def verify_email(body: LinkTokenBody, now: Now) -> EmailVerified:
    """Verify the address that the mail was sent to, with the token of the link in it.

    The link works for three days. Following it again is answered as the first time, as long as
    it is the link that has verified the address.
    """
    links.verify_address(links.open_link(body.token, "verify-email", now), now)
    return EmailVerified(email_verified=True)


handler = lambda_handler(app)
