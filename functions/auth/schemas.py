"""Requests and answers of the auth endpoints."""

from typing import Annotated

from pydantic import AfterValidator, Field, StrictBool
from pydantic.json_schema import SkipJsonSchema

from auth.password_rules import LONGEST, SHORTEST, strong
from learn_exchange.ids import Id
from learn_exchange.people import OwnProfile
from learn_exchange.wire import ApiModel, InputModel, Timestamp

# Length is what counts: NIST SP 800-63B section 5.1.1.2. The upper bound is for our own good.
# Characters are counted in their shortest form, so it is not pydantic that counts them.
NewPassword = Annotated[
    str,
    Field(
        max_length=1024,
        json_schema_extra={"minLength": SHORTEST, "maxLength": LONGEST},
        description="8 to 128 characters of any kind, without what nobody sees; none of the common "
        "passwords, and not made of the name of this site, your names or your address.",
        examples=["correct horse battery staple"],
    ),
    AfterValidator(strong),
]
AnyPassword = Annotated[str, Field(max_length=1024, examples=["correct horse battery staple"])]
LinkToken = Annotated[
    str, Field(max_length=512, description="The token that the link in the mail carries.")
]
RefreshTokenText = Annotated[str, Field(max_length=512)]


class TokenPair(ApiModel):
    """The tokens with which a client acts for a person."""

    access_token: str = Field(description="Send it as `Authorization: Bearer …`.")
    refresh_token: str | SkipJsonSchema[None] = Field(
        default=None,
        exclude_if=lambda token: token is None,
        json_schema_extra={"x-sometimes": True},
        description="Works once: exchange it at `POST /auth/refresh`. Missing in a session by "
        "cookie, which has it in the cookie.",
    )
    expires_in: int = Field(description="Seconds until the access token expires.")


class SignedIn(TokenPair):
    """A login that has begun or goes on."""

    user: OwnProfile


class RefreshRequest(InputModel):
    """The refresh token of this device."""

    refresh_token: RefreshTokenText | None = Field(
        default_factory=lambda: None, description="Leave it out in a session by cookie."
    )


class LogoutRequest(InputModel):
    """The logins to sign out of."""

    everywhere: StrictBool = Field(default=False, description="True: on all devices.")


class MailRequestView(ApiModel):
    """A mail that is on its way, if the address is one of a person here."""

    id: Id
    expires_at: Timestamp = Field(description="When the link in the mail stops working.")


class LinkTokenBody(InputModel):
    """The token that the link in a mail carries."""

    token: LinkToken


class EmailVerified(ApiModel):
    """The address is verified."""

    email_verified: bool


class PasswordReset(InputModel):
    """A new password, by a link that was mailed."""

    token: LinkToken
    password: NewPassword


class PasswordChange(InputModel):
    """A new password, by the current one."""

    current_password: AnyPassword
    new_password: NewPassword


class Device(ApiModel):
    """A login on one device."""

    id: Id
    name: str = Field(description="What the device's client called itself at the login.")
    created_at: Timestamp
    last_used_at: Timestamp
    current: bool = Field(description="True for the login that asks.")
