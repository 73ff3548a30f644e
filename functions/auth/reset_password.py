"""POST /auth/resetPassword: set a new password with a mailed link."""

from auth import links
from auth.cookie_sessions import CookieSession
from auth.passwords import hash_password
from auth.problems import ForeignOrigin, InvalidLink, LinkUsed
from auth.schemas import PasswordReset
from learn_exchange import ids
from learn_exchange.clock import Now
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.tables.exchange import CalendarToken
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import Credential, Profile

app = api(public=True)


@app.post("/auth/resetPassword", status_code=204, tags=["auth"])
@raises(InvalidLink, LinkUsed, ForeignOrigin)
def reset_password(body: PasswordReset, session: CookieSession, now: Now) -> None:
    """Set a new password with the token of the link in the mail.

    All logins end, so sign in again, and the secret address of your calendar leads nowhere any
    longer. Since the mail has arrived, the address counts as verified.
    """
    link = links.open_link(body.token, "reset-password", now)
    profile = Profile.key(link.person_id).get()
    if profile is None:
        raise InvalidLink
    with Transaction() as write:
        links.use(write, link, now)
        write.update(
            Credential.key(profile.email),
            Credential.password_hash.set(hash_password(body.password)),
            when=Credential.person_id == link.person_id,
            otherwise=InvalidLink(),
        )
        write.update(
            Profile.key(link.person_id),
            Profile.email_verified.set(True),
            Profile.logins_after.set(ids.new_id()),
            Profile.kept_login.remove(),
        )
        write.delete(CalendarToken.key(link.person_id))
    session.end_if_of(link.person_id)


handler = lambda_handler(app)
