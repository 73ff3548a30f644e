"""The SNS platform applications that push notifications go through, made from their credentials."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import Field, StrictBool, ValidationError

from learn_exchange.aws import client
from learn_exchange.observability import log_decision
from learn_exchange.secret import current_secret
from learn_exchange.settings import setting
from learn_exchange.wire import InputModel


class Apns(InputModel):
    """A key for token-based authentication with APNs, and the app that it is for."""

    key: str = Field(min_length=1)
    key_id: str = Field(min_length=1)
    team_id: str = Field(min_length=1)
    bundle_id: str = Field(min_length=1)
    sandbox: StrictBool = False


class Credentials(InputModel):
    """The content of the secret: the credentials of each platform in use."""

    fcm: dict[str, Any] | None = Field(default=None, min_length=1)
    apns: Apns | None = None


class BadCredentials(Exception):
    """The secret cannot be used; the text says what to fix, and repeats nothing of the secret."""


def read_credentials() -> Credentials:
    """Returns the credentials in the secret.

    Raises:
        BadCredentials: the secret has another form.
    """
    try:
        return Credentials.model_validate_json(current_secret("PUSH"))
    except ValidationError as error:
        places = (".".join(map(str, fault["loc"])) for fault in error.errors())
        wrong = ", ".join(f"`{place}`" if place else "its JSON" for place in places)
        raise BadCredentials(f"fix {wrong}") from None


def make_applications(credentials: Credentials) -> None:
    """Make the applications of the platforms in use, or update their credentials.

    Applications of platforms that the secret does not name stay as they are, with their devices.

    Raises:
        BadCredentials: SNS refuses the credentials.
    """
    for platform, given in credentials:
        if given is None:
            log_decision("no push credentials", platform=platform)
    if credentials.fcm:
        key = json.dumps(credentials.fcm)
        _make("FCM_APPLICATION", {"PlatformCredential": key})
    if apns := credentials.apns:
        used, unused = "APNS_APPLICATION", "APNS_SANDBOX_APPLICATION"
        if apns.sandbox:
            used, unused = unused, used
        _make(
            used,
            {
                "PlatformCredential": apns.key,
                "PlatformPrincipal": apns.key_id,
                "ApplePlatformTeamID": apns.team_id,
                "ApplePlatformBundleID": apns.bundle_id,
            },
        )
        _delete(setting(unused))


def delete_applications() -> None:
    """Delete the applications of all platforms."""
    for name in ("FCM_APPLICATION", "APNS_APPLICATION", "APNS_SANDBOX_APPLICATION"):
        _delete(setting(name))


def _make(name: str, attributes: Mapping[str, str]) -> None:
    """Set the attributes of an application, or create it with them."""
    arn = setting(name)
    try:
        _put(arn, attributes)
    except client("sns").exceptions.InvalidParameterException:
        platform = "fcm" if name == "FCM_APPLICATION" else "apns"
        raise BadCredentials(f"SNS does not take those of `{platform}`") from None
    log_decision("platform application made", application=arn)


def _put(arn: str, attributes: Mapping[str, str]) -> None:
    sns = client("sns")
    try:
        sns.set_platform_application_attributes(PlatformApplicationArn=arn, Attributes=attributes)
    except sns.exceptions.NotFoundException:
        _, platform, name = arn.split("/")
        sns.create_platform_application(Name=name, Platform=platform, Attributes=attributes)


def _delete(arn: str) -> None:
    client("sns").delete_platform_application(PlatformApplicationArn=arn)
