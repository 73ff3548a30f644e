"""Requests that carry an e-mail address.

They stand apart from the other models, since the library that knows what an address is costs a cold
start a fifth of its instructions.
"""

from typing import Annotated

import email_validator
from pydantic import AfterValidator, Field

from auth.schemas import AnyPassword, NewPassword
from learn_exchange.languages import Language
from learn_exchange.people import Handle, Name, TimeZone
from learn_exchange.wire import InputModel

# A laptop and a company's own network use .test and .local; whether mail arrives shows itself.
email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()


def _email(text: str) -> str:
    try:
        # Strictly, since mail cannot be sent to a local part of over 64 octets (RFC 5321); nor by
        # SES to one that is not ASCII. Of domains it is told the ASCII form: see `mail.py`.
        checked = email_validator.validate_email(
            text, check_deliverability=False, strict=True, allow_smtputf8=False
        )
    except email_validator.EmailNotValidError as error:
        raise ValueError("is not an e-mail address") from error
    return checked.normalized


Email = Annotated[
    str,
    Field(max_length=254, json_schema_extra={"format": "email"}, examples=["ana@example.com"]),
    AfterValidator(_email),
]


class NewPerson(InputModel):
    """The person who signs up."""

    email: Email
    password: NewPassword
    username: Handle
    first_name: Name
    last_name: Name
    time_zone: TimeZone = "UTC"
    language: Language | None = Field(
        default=None,
        description="Of all that is written to you. Null or left out: what "
        "`Accept-Language` likes best of them, else English.",
    )


class Credentials(InputModel):
    """An e-mail address and its password."""

    email: Email
    password: AnyPassword


class EmailAddress(InputModel):
    """An e-mail address."""

    email: Email
