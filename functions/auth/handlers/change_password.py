"""POST /auth/changePassword: replace the password."""

from auth import devices, notices
from auth.limits import PASSWORD_CHANGE
from auth.password_rules import require_unlike
from auth.passwords import hash_password, matches
from auth.problems import WrongPassword
from auth.schemas import PasswordChange
from learn_exchange import ids
from learn_exchange.concurrency import run_concurrently
from learn_exchange.http import Now, UserAgent, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import LoginEnded, NotFound, TooManyRequests
from learn_exchange.tables.store import Transaction, get_many
from learn_exchange.tables.users import (
    Credential,
    Login,
    Profile,
    UsersCounter,
    require_own_login,
)

app = api()


@app.post("/auth/changePassword", status_code=204, tags=["auth"])
@raises(WrongPassword, LoginEnded, NotFound, TooManyRequests)
def change_password(change: PasswordChange, caller: Caller, device: UserAgent, now: Now) -> None:
    """Replace your password. This login goes on; all others end.

    Links to set a new password that were mailed before work no longer, and the secret address of
    your calendar leads nowhere. You are told by mail, if your address is verified. 5 attempts in 15
    minutes by one login.
    """
    own, login = Profile.key(caller.id), Login.key(caller.id, caller.family_id)
    found, _ = run_concurrently(
        lambda: get_many([own, login], consistent=True),
        lambda: PASSWORD_CHANGE.take(UsersCounter, caller.family_id, now),
    )
    profile = found.require(own)
    if login not in found or profile.is_revoked(caller.family_id):
        raise LoginEnded
    names = (profile.username, profile.first_name, profile.last_name)
    require_unlike(change.new_password, "/newPassword", email=profile.email, names=names)
    key = Credential.key(profile.email)
    credential = key.require()
    if not matches(change.current_password, credential.password_hash):
        raise WrongPassword
    with Transaction() as write:
        require_own_login(write, caller.id, caller.family_id)
        write.update(
            key,
            Credential.password_hash.set(hash_password(change.new_password)),
            Credential.links_after.set(ids.new_id()),
            condition=Credential.password_hash == credential.password_hash,
            on_conflict=WrongPassword(),
        )
        devices.end_logins(
            write,
            caller.id,
            keep=caller.family_id,
            condition=Profile.pk.exists() & Profile.keeps(caller.family_id),
            on_conflict=Profile.not_kept,
        )
        write.put(notices.notice("password-changed", profile.email, device, now))


handler = lambda_handler(app)
