"""POST /auth/signup: create an account."""

from auth import links, logins, notices, signing
from auth.addresses import NewPerson
from auth.cookie_sessions import CookieSession
from auth.limits import SIGNUP_ADDRESS
from auth.password_rules import require_unlike
from auth.passwords import hash_password
from auth.problems import EmailTaken, ForeignOrigin
from auth.schemas import SignedIn
from learn_exchange import ids
from learn_exchange.client_address import ClientAddress
from learn_exchange.http import Now, UserAgent, api, lambda_handler, raises
from learn_exchange.languages import PreferredLanguage
from learn_exchange.problems import TooManyRequests, UsernameTaken
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import Credential, Profile, Stats, Username, UsersCounter

app = api(public=True)


@app.post("/auth/signup", status_code=201, tags=["auth"])
@raises(EmailTaken, UsernameTaken, ForeignOrigin, TooManyRequests)
def sign_up(
    new: NewPerson,
    session: CookieSession,
    address: ClientAddress,
    device: UserAgent,
    preferred: PreferredLanguage,
    now: Now,
) -> SignedIn:
    """Create an account and sign in to it.

    A mail with a link to verify the address is sent, in `language`: if that is left out, in the one
    that the header `Accept-Language` likes best of those that there are, else in English. Sign-ups
    are limited per network address.
    """
    names = (new.username, new.first_name, new.last_name)
    require_unlike(new.password, "/password", email=new.email, names=names)
    SIGNUP_ADDRESS.take(UsersCounter, address, now)
    person_id = ids.new_id()
    profile = Profile.key(person_id).new(
        id=person_id,
        email=new.email,
        username=new.username,
        first_name=new.first_name,
        last_name=new.last_name,
        time_zone=new.time_zone,
        language=new.language or preferred,
        created_at=now,
    )
    stats = Stats.key(person_id).new()
    credential = Credential.key(new.email).new(
        person_id=person_id, password_hash=hash_password(new.password)
    )
    username = Username.key(new.username).new(person_id=person_id)
    token, login = logins.begin(person_id, device, now)
    with Transaction() as write:
        write.put(credential, condition=Credential.pk.does_not_exist(), on_conflict=EmailTaken())
        write.put(
            username, condition=Username.is_free_for(person_id, now), on_conflict=UsernameTaken()
        )
        for item in (profile, stats, login, links.request_mail("verify-email", new.email, now)):
            write.put(item)
        notices.note_device(write, person_id, new.email, device, address, now, is_first=True)
    return session.deliver(logins.signed_in(token, profile, stats, now))


handler = lambda_handler(app, warm_up=signing.warm_up)
