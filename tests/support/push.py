"""The push platforms: SNS applications in memory, their endpoints, and what was sent to them."""

import json
from functools import partial
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.sns.models import PlatformEndpoint, sns_backends

from learn_exchange import aws
from tests.conftest import ENVIRONMENT
from tests.support.gateway import Answer, Json
from tests.support.people import Person

TOKEN = "dGhpcyBpcyBhIHRva2Vu:APA91bHPRgkF3JUikC4ENAHEeMrd41Zxv3hVZjC9KtT8"


def set_up_platforms(*applications: str) -> None:
    """Make the SNS applications of these settings, such as `FCM_APPLICATION`."""
    for application in applications:
        _, platform, name = ENVIRONMENT[application].split("/")
        aws.client("sns").create_platform_application(
            Name=name, Platform=platform, Attributes={"PlatformCredential": "a key"}
        )


def register(
    person: Person, token: str = TOKEN, *, platform: str = "fcm", **options: Any
) -> Answer:
    """Have push notifications of a person go to a device."""
    body = {"platform": platform, "token": token}
    return person.post("/notifications/devices", body, **options)


def endpoints() -> dict[str, PlatformEndpoint]:
    """Returns the endpoints that there are, by their tokens."""
    backend = sns_backends[DEFAULT_ACCOUNT_ID][ENVIRONMENT["AWS_DEFAULT_REGION"]]
    return {endpoint.token: endpoint for endpoint in backend.platform_endpoints.values()}


def disable(token: str) -> None:
    """The platform says that nobody has a token any longer."""
    endpoints()[token].attributes["Enabled"] = False


def pushed(token: str = TOKEN) -> list[Json]:
    """Returns what was sent to an endpoint, by platform."""
    sent = map(json.loads, endpoints()[token].messages.values())
    return [
        {name: text if name == "default" else json.loads(text) for name, text in message.items()}
        for message in sent
    ]


def refused(code: str, message: str = "") -> ClientError:
    """Returns what SNS says by its client."""
    return ClientError({"Error": {"Code": code, "Message": message}}, "Publish")


def refuse(monkeypatch: pytest.MonkeyPatch, operation: str, error: Exception) -> None:
    """Let SNS refuse an operation."""
    monkeypatch.setattr(aws.client("sns"), operation, partial(_raise, error))


def _raise(error: Exception, **_: Any) -> None:
    raise error
