"""POST /auth/resetPassword: set a new password with a mailed link."""

from auth import devices, links, notices
from auth.cookie_sessions import CookieSession
from auth.password_rules import require_unlike
from auth.passwords import hash_password
from auth.problems import ForeignOrigin, InvalidLink, LinkUsed
from auth.schemas import PasswordReset
from learn_exchange import ids
from learn_exchange.http import Now, UserAgent, api, lambda_handler, raises
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import Credential, Profile

app = api(public=True)


@app.post("/auth/resetPassword", status_code=204, tags=["auth"])
@raises(InvalidLink, LinkUsed, ForeignOrigin)
def reset_password(
    body: PasswordReset, session: CookieSession, device: UserAgent, now: Now
) -> None:
    """Set a new password with the token of the link in the mail.

    All logins end, so sign in again, and the secret address of your calendar leads nowhere any
    longer; neither do other links to set a password that were mailed before. Since the mail has
    arrived, the address counts as verified, and gets another one that tells of this.
    """
    link = links.open_link(body.token, "reset-password", now)
    profile = Profile.key(link.person_id).get()
    if profile is None:
        raise InvalidLink
    names = (profile.username, profile.first_name, profile.last_name)
    require_unlike(body.password, "/password", email=profile.email, names=names)
    with Transaction() as write:
        links.use(write, link, now)
        write.update(
            Credential.key(profile.email),
            Credential.password_hash.set(hash_password(body.password)),
            Credential.links_after.set(ids.new_id()),
            condition=Credential.takes(link.person_id, link.request_id),
            on_conflict=InvalidLink(),
        )
        devices.end_logins(write, link.person_id, Profile.email_verified.set(True))
        write.put(notices.notice("password-reset", profile.email, device, now))
    session.end_if_of(link.person_id)


handler = lambda_handler(app)
