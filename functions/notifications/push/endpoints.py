"""Endpoints of SNS, by which devices are reached: one for each token that FCM or APNs gave out.

What stands where: https://docs.aws.amazon.com/sns/latest/dg/mobile-platform-endpoint.html
"""

import re
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from learn_exchange.aws import client
from learn_exchange.settings import setting

# The settings with the ARNs of a platform's applications, of which a stage has one at most.
APPLICATIONS: Mapping[str, tuple[str, ...]] = {
    "fcm": ("FCM_APPLICATION",),
    "apns": ("APNS_APPLICATION", "APNS_SANDBOX_APPLICATION"),
}
# How SNS tells the ARN of an endpoint that was made for somebody else.
TAKEN = re.compile(r"(arn:\S+) already exists with the same Token")


class BadToken(Exception):
    """The platform gives out no such tokens."""


class EndpointGone(Exception):
    """There is no such endpoint: it was deleted, or its platform application was."""


class EndpointDead(Exception):
    """The platform has said that nobody has the token any longer."""


def ensure(platform: str, token: str, person_id: str) -> str | None:
    """The ARN of an endpoint for a person's token, enabled; made if there is none.

    None where the stage has no application for the platform.

    Raises:
        BadToken: the platform gives out no such tokens.
    """
    for application in APPLICATIONS[platform]:
        arn = _made(setting(application), token, person_id)
        if arn:
            # One that was there may be disabled, or another person's.
            attributes = {"Token": token, "Enabled": "true", "CustomUserData": person_id}
            client("sns").set_endpoint_attributes(EndpointArn=arn, Attributes=attributes)
            return arn
    return None


def _made(application: str, token: str, person_id: str) -> str | None:
    try:
        answer = client("sns").create_platform_endpoint(
            PlatformApplicationArn=application, Token=token, CustomUserData=person_id
        )
    except ClientError as error:
        code, text = _said(error)
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
    """Send a message, JSON with a text for each platform, to an endpoint.

    Raises:
        EndpointGone: there is no such endpoint.
        EndpointDead: the platform has disabled it.
    """
    try:
        client("sns").publish(
            TargetArn=arn, Message=message, MessageStructure="json", MessageAttributes=attributes
        )
    except ClientError as error:
        code, text = _said(error)
        if code == "EndpointDisabled":
            raise EndpointDead from error
        if code == "NotFound" or (code == "InvalidParameter" and "TargetArn" in text):
            raise EndpointGone from error
        raise


def remove(arn: str) -> None:
    """Delete an endpoint; one that is gone is no error."""
    client("sns").delete_endpoint(EndpointArn=arn)


def _said(error: ClientError) -> tuple[str, str]:
    details = error.response["Error"]
    return details["Code"], details["Message"]
