"""POST /auth/signup: create an account."""

from auth import links, logins, signing
from auth.addresses import NewPerson
from auth.limits import SIGNUP_ADDRESS
from auth.passwords import hash_password
from auth.problems import EmailTaken
from auth.schemas import SignedIn
from learn_exchange import ids
from learn_exchange.clock import Now
from learn_exchange.http import ClientAddress, UserAgent, api, lambda_handler, raises
from learn_exchange.problems import TooManyRequests, UsernameTaken
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import Credential, Profile, Stats, Username, UsersCounter

app = api(public=True)


@app.post("/auth/signup", status_code=201, tags=["auth"])
@raises(EmailTaken, UsernameTaken, TooManyRequests)
def sign_up(new: NewPerson, address: ClientAddress, device: UserAgent, now: Now) -> SignedIn:
    """Create an account and sign in to it.

    A mail with a link to verify the address is sent. Sign-ups are limited per network address.
    """
    SIGNUP_ADDRESS.take(UsersCounter, address, now)
    person_id = ids.new_id()
    profile = Profile.key(person_id).new(
        id=person_id,
        email=new.email,
        username=new.username,
        first_name=new.first_name,
        last_name=new.last_name,
        time_zone=new.time_zone,
        created_at=now,
    )
    stats = Stats.key(person_id).new()
    credential = Credential.key(new.email).new(
        person_id=person_id, password_hash=hash_password(new.password)
    )
    username = Username.key(new.username).new(person_id=person_id)
    token, login = logins.begin(person_id, device, now)
    with Transaction() as write:
        write.put(credential, when=Credential.pk.does_not_exist(), otherwise=EmailTaken())
        write.put(username, when=Username.pk.does_not_exist(), otherwise=UsernameTaken())
        for item in (profile, stats, login, links.request_mail("verify-email", new.email, now)):
            write.put(item)
    return logins.signed_in(token, profile, stats, now)


handler = lambda_handler(app, prime=signing.prime)
