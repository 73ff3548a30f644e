"""POST /auth/login: sign in with e-mail and password."""

from auth import credentials, logins, notices, signing
from auth.addresses import Credentials
from auth.cookie_sessions import CookieSession
from auth.problems import ForeignOrigin, WrongCredentials
from auth.schemas import SignedIn
from learn_exchange.client_address import ClientAddress
from learn_exchange.concurrency import run_concurrently
from learn_exchange.http import Now, UserAgent, api, lambda_handler, raises
from learn_exchange.problems import TooManyRequests
from learn_exchange.tables.store import Transaction, get_many
from learn_exchange.tables.users import Profile, Stats

app = api(public=True)


@app.post("/auth/login", tags=["auth"])
@raises(WrongCredentials, ForeignOrigin, TooManyRequests)
def log_in(
    given: Credentials,
    session: CookieSession,
    address: ClientAddress,
    device: UserAgent,
    now: Now,
) -> SignedIn:
    """Sign in on this device.

    Whether an account with that address exists is not told. Failures are limited: 5 in 15 minutes
    for one account from one network address, and 50 from one network address. A device that is new
    is told of by mail, if the address is verified.
    """
    attempt = credentials.LoginAttempt(given.email, address, now)
    credential = attempt.check(given.password)
    token, new_login = logins.begin(credential.person_id, device, now)
    write = Transaction()
    write.put(new_login)
    credentials.hold(write, given.email, credential, given.password)
    notices.note_device(write, credential.person_id, given.email, device, address, now)
    profile, stats = Profile.key(credential.person_id), Stats.key(credential.person_id)
    _, found, _ = run_concurrently(
        write.commit, lambda: get_many([profile, stats], consistent=True), attempt.give_back
    )
    return session.deliver(logins.signed_in(token, found.require(profile), found[stats], now))


handler = lambda_handler(app, warm_up=signing.warm_up)
