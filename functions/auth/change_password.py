"""POST /auth/changePassword: replace the password."""

from auth.limits import PASSWORD_CHANGE
from auth.passwords import hash_password, matches
from auth.problems import WrongPassword
from auth.schemas import PasswordChange
from learn_exchange import ids
from learn_exchange.clock import Now
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound, TooManyRequests
from learn_exchange.tables.store import Transaction, side_by_side
from learn_exchange.tables.users import Credential, Profile, UsersCounter

app = api()


@app.post("/auth/changePassword", status_code=204, tags=["auth"])
@raises(WrongPassword, NotFound, TooManyRequests)
def change_password(change: PasswordChange, caller: Caller, now: Now) -> None:
    """Replace your password. This login goes on; all others end."""
    profile, _ = side_by_side(
        Profile.key(caller.id).require, lambda: PASSWORD_CHANGE.take(UsersCounter, caller.id, now)
    )
    key = Credential.key(profile.email)
    credential = key.require()
    if not matches(change.current_password, credential.password_hash):
        raise WrongPassword
    with Transaction() as write:
        write.update(
            key,
            Credential.password_hash.set(hash_password(change.new_password)),
            when=Credential.password_hash == credential.password_hash,
            otherwise=WrongPassword(),
        )
        write.update(
            Profile.key(caller.id),
            Profile.logins_after.set(ids.new_id()),
            Profile.kept_login.set(caller.family_id),
        )


handler = lambda_handler(app)
