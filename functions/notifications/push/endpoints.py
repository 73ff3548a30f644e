"""The SNS endpoints of devices: one for each token that FCM or APNs issued.

Their attributes: https://docs.aws.amazon.com/sns/latest/dg/mobile-platform-endpoint.html
"""

import re
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from learn_exchange.aws import client
from learn_exchange.settings import setting

# The settings with the ARNs of a platform's applications; a stage has at most one of them.
APPLICATIONS: Mapping[str, tuple[str, ...]] = {
    "fcm": ("FCM_APPLICATION",),
    "apns": ("APNS_APPLICATION", "APNS_SANDBOX_APPLICATION"),
}
# The message in which SNS names the endpoint that somebody else has with the token.
TAKEN = re.compile(r"(arn:\S+) already exists with the same Token")


class BadToken(Exception):
    """The platform issues no such tokens."""


class EndpointGone(Exception):
    """There is no such endpoint: it was deleted, or its platform application was."""


class EndpointDead(Exception):
    """The platform has reported that the token is no longer in use."""


def ensure(platform: str, token: str, person_id: str) -> str | None:
    """Returns the ARN of an enabled endpoint for a person's token, making it if there is none.

    Returns None where the stage has no application for the platform.

    Raises:
        BadToken: the platform issues no such tokens.
    """
    for application in APPLICATIONS[platform]:
        arn = _create(setting(application), token, person_id)
        if arn:
            # An endpoint that existed before may be disabled, or belong to another person.
            attributes = {"Token": token, "Enabled": "true", "CustomUserData": person_id}
            client("sns").set_endpoint_attributes(EndpointArn=arn, Attributes=attributes)
            return arn
    return None


def _create(application: str, token: str, person_id: str) -> str | None:
    try:
        answer = client("sns").create_platform_endpoint(
            PlatformApplicationArn=application, Token=token, CustomUserData=person_id
        )
    except ClientError as error:
        code, text = _code_and_text(error)
        if taken := TAKEN.search(text):
            return taken[1]
        if code == "NotFound":
            return None
        if code == "InvalidParameter":
            raise BadToken from error
        raise
    arn: str = answer["EndpointArn"]
    return arn


def publish(arn: str, message: str, attributes: Mapping[str, Any]) -> None:
    """Send a message to an endpoint: JSON with a text for each platform.

    Raises:
        EndpointGone: there is no such endpoint.
        EndpointDead: the platform has disabled it.
    """
    try:
        client("sns").publish(
            TargetArn=arn, Message=message, MessageStructure="json", MessageAttributes=attributes
        )
    except ClientError as error:
        code, text = _code_and_text(error)
        if code == "EndpointDisabled":
            raise EndpointDead from error
        if code == "NotFound" or (code == "InvalidParameter" and "TargetArn" in text):
            raise EndpointGone from error
        raise


def remove(arn: str) -> None:
    """Delete an endpoint; it is no error if it is gone already."""
    client("sns").delete_endpoint(EndpointArn=arn)


def _code_and_text(error: ClientError) -> tuple[str, str]:
    details = error.response["Error"]
    return details["Code"], details["Message"]
