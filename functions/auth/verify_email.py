"""POST /auth/verifyEmail: prove that an e-mail address is yours."""

from auth import links
from auth.problems import InvalidLink, LinkUsed
from auth.schemas import EmailVerified, LinkTokenBody
from learn_exchange.clock import Now
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import Profile

app = api(public=True)


@app.post("/auth/verifyEmail", tags=["auth"])
@raises(InvalidLink, LinkUsed)
def verify_email(body: LinkTokenBody, now: Now) -> EmailVerified:
    """Verify the address that the mail was sent to, with the token of the link in it.

    The link works once, for three days.
    """
    link = links.open_link(body.token, "verify-email", now)
    with Transaction() as write:
        links.use(write, link, now)
        write.update(
            Profile.key(link.person_id),
            Profile.email_verified.set(True),
            when=Profile.pk.exists(),
            otherwise=InvalidLink(),
        )
    return EmailVerified(email_verified=True)


handler = lambda_handler(app)
