"""The caller. The authorizer verifies the access token; here its finding is enforced."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.request import Request

from learn_exchange.problems import NotSignedIn

REFUSALS = {
    "expired": "The access token has expired.",
    "invalid": "The access token is not valid.",
}
# The class of an account that is no newcomer's, in the claim `cls` of its access tokens.
KNOWN = "known"


@dataclass(frozen=True)
class Identity:
    """The signed-in person, and the login (a family of refresh tokens) that they came by.

    Limits are tighter for a `newcomer`, which everybody is unless the token says otherwise.
    """

    id: str
    family_id: str
    newcomer: bool = True

    def resolve(self, person_id: str) -> str:
        """Returns the id meant by a path that takes a person's id or `me`."""
        return self.id if person_id == "me" else person_id


def identify(event: dict[str, Any], at: datetime) -> Identity:
    """Returns the caller that the authorizer vouches for. It fails closed: no context is no caller.

    The token's expiry is compared again, since API Gateway caches the authorizer's answer.

    Raises:
        NotSignedIn: there is no such caller, or their token has expired.
    """
    context = (event["requestContext"].get("authorizer") or {}).get("lambda") or {}
    if context.get("refused"):
        raise NotSignedIn(REFUSALS.get(context["refused"]))
    person_id, family_id = context.get("sub"), context.get("fid")
    if not person_id or not family_id:
        raise NotSignedIn
    if float(context.get("exp") or 0) <= at.timestamp():
        raise NotSignedIn(REFUSALS["expired"])
    return Identity(person_id, family_id, newcomer=context.get("cls") != KNOWN)


def _caller(request: Request) -> Identity:
    caller: Identity = request.context["caller"]
    return caller


Caller = Annotated[Identity, Depends(_caller)]
