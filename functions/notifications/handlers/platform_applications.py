"""Makes the SNS applications that push notifications go through, of the secret that has their keys.

CloudFormation calls it at the first deployment, as a custom resource, and `make deploy` each time:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
"""

import json
from collections.abc import Mapping
from typing import Any

import urllib3
from pydantic import Field, StrictBool, ValidationError

from learn_exchange.aws import client
from learn_exchange.observability import log_decision, log_defect
from learn_exchange.secret import current_secret
from learn_exchange.settings import setting
from learn_exchange.wire import InputModel

PHYSICAL_ID = "platform-applications"


class Apns(InputModel):
    """A key for token-based authentication with APNs, and the app that it is for."""

    key: str = Field(min_length=1)
    key_id: str = Field(min_length=1)
    team_id: str = Field(min_length=1)
    bundle_id: str = Field(min_length=1)
    sandbox: StrictBool = False


class Credentials(InputModel):
    """The secret's content: the credentials of each platform in use."""

    fcm: dict[str, Any] | None = Field(default=None, min_length=1)
    apns: Apns | None = None


class BadCredentials(Exception):
    """The secret cannot be used; the text says what to mend, and repeats nothing of it."""


def deploy(event: Mapping[str, Any]) -> None:
    """Do what CloudFormation asks for.

    Raises:
        BadCredentials: the secret cannot be used.
    """
    if event["RequestType"] == "Delete":
        for name in ("FCM_APPLICATION", "APNS_APPLICATION", "APNS_SANDBOX_APPLICATION"):
            _delete(setting(name))
    else:
        make_applications(_read_credentials())


def make_applications(credentials: Credentials) -> None:
    """Make the applications of the platforms in use, or give them the credentials of now.

    Those of platforms that the secret does not name stay as they are, with their devices.

    Raises:
        BadCredentials: SNS does not take them.
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


def _read_credentials() -> Credentials:
    try:
        return Credentials.model_validate_json(current_secret("PUSH"))
    except ValidationError as error:
        places = (".".join(map(str, fault["loc"])) for fault in error.errors())
        wrong = ", ".join(f"`{place}`" if place else "its JSON" for place in places)
        raise BadCredentials(f"mend {wrong}") from None


def _make(name: str, attributes: Mapping[str, str]) -> None:
    """Give an application its attributes; where there is none, make it with them."""
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


def handler(event: dict[str, Any], _context: object) -> dict[str, str]:
    """The entry point: it answers CloudFormation whatever happens, since that waits for it.

    Called by hand, with no `ResponseURL`, it does the same without a deployment.
    """
    try:
        deploy(event)
        reason = ""
    except BadCredentials as error:
        reason = f"The secret {setting('PUSH_SECRET')} has no usable push credentials: {error}."
    except Exception as error:  # noqa: BLE001 (whatever it is, CloudFormation must be told)
        log_defect(error)
        reason = "The platform applications could not be made: see the log of this function."
    answer = {
        "Status": "FAILED" if reason else "SUCCESS",
        "Reason": reason,
        "PhysicalResourceId": PHYSICAL_ID,
        **{name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")},
    }
    if url := event.get("ResponseURL"):
        urllib3.request("PUT", url, body=json.dumps(answer).encode(), retries=3)
    return answer
