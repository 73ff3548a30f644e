"""What the auth endpoints take and answer."""

from datetime import datetime
from typing import Annotated

import email_validator
from pydantic import AfterValidator, Field, StrictBool

from learn_exchange.ids import Id
from learn_exchange.people import Handle, Name, OwnProfile, TimeZone
from learn_exchange.wire import Wire

# A laptop and a company's own network use .test and .local; whether mail arrives shows itself.
email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()


def _email(text: str) -> str:
    try:
        # Strictly, since mail cannot be sent to a local part of over 64 octets (RFC 5321).
        checked = email_validator.validate_email(text, check_deliverability=False, strict=True)
    except email_validator.EmailNotValidError as error:
        raise ValueError("is not an e-mail address") from error
    return checked.normalized


Email = Annotated[
    str,
    Field(max_length=254, json_schema_extra={"format": "email"}, examples=["ana@example.com"]),
    AfterValidator(_email),
]
# Length is what counts: NIST SP 800-63B section 5.1.1.2. The upper bound is for our own good.
NewPassword = Annotated[
    str,
    Field(
        min_length=8,
        max_length=128,
        description="8 to 128 characters of any kind.",
        examples=["correct horse battery staple"],
    ),
]
AnyPassword = Annotated[str, Field(max_length=1024, examples=["correct horse battery staple"])]
LinkToken = Annotated[
    str, Field(max_length=512, description="The token that the link in the mail carries.")
]
RefreshTokenText = Annotated[str, Field(max_length=512)]


class NewPerson(Wire):
    """Who signs up."""

    email: Email
    password: NewPassword
    username: Handle
    first_name: Name
    last_name: Name
    time_zone: TimeZone = "UTC"


class Credentials(Wire):
    """What one signs in with."""

    email: Email
    password: AnyPassword


class TokenPair(Wire):
    """What a client needs to act for a person."""

    access_token: str = Field(description="Send it as `Authorization: Bearer …`.")
    refresh_token: str = Field(description="Works once: exchange it at `POST /auth/refresh`.")
    expires_in: int = Field(description="Seconds until the access token expires.")


class SignedIn(TokenPair):
    """A login that has begun or goes on."""

    user: OwnProfile


class RefreshRequest(Wire):
    """The refresh token of this device."""

    refresh_token: RefreshTokenText


class LogoutRequest(Wire):
    """What to sign out of."""

    everywhere: StrictBool = Field(default=False, description="True: on all devices.")


class MailRequestView(Wire):
    """A mail that is on its way, if the address is one of a person here."""

    id: Id
    expires_at: datetime = Field(description="When the link in the mail stops working.")


class EmailAddress(Wire):
    """An e-mail address."""

    email: Email


class LinkTokenBody(Wire):
    """The token that the link in a mail carries."""

    token: LinkToken


class EmailVerified(Wire):
    """The address is verified."""

    email_verified: bool


class PasswordReset(Wire):
    """A new password, by a link that was mailed."""

    token: LinkToken
    password: NewPassword


class PasswordChange(Wire):
    """A new password, by the current one."""

    current_password: AnyPassword
    new_password: NewPassword


class Device(Wire):
    """A login on one device."""

    id: Id
    name: str = Field(description="What the device's client called itself at the login.")
    created_at: datetime
    last_used_at: datetime
    current: bool = Field(description="True for the login that asks.")


class JsonWebKey(Wire):
    """A public key (RFC 7517, RFC 8037)."""

    kty: str = Field(examples=["OKP"])
    crv: str = Field(examples=["Ed25519"])
    alg: str = Field(examples=["EdDSA"])
    use: str = Field(examples=["sig"])
    kid: str
    x: str


class JsonWebKeySet(Wire):
    """The public keys that verify access tokens."""

    keys: list[JsonWebKey]
