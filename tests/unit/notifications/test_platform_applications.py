"""The SNS applications that are made at each deployment, of the secret that operators fill in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import urllib3
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.sns.models import SNSBackend, sns_backends

from learn_exchange import aws
from notifications.handlers import platform_applications
from tests.conftest import ENVIRONMENT
from tests.support.gateway import Json
from tests.support.push import refuse, refused

FCM = {"type": "service_account", "project_id": "learn-exchange", "private_key": "a secret key"}
APNS = {
    "key": "another secret key",
    "keyId": "ABC123DEFG",
    "teamId": "DEF123GHIJ",
    "bundleId": "example.learn-exchange",
}
RESPONSE_URL = "https://cloudformation-custom-resource-response.example/?signature=s"
SECRETS = ("a secret key", "another secret key")


@pytest.fixture(autouse=True)
def sns(aws_in_memory: None, monkeypatch: pytest.MonkeyPatch) -> SNSBackend:
    """SNS, which takes it as done when there is nothing to delete, as moto's does not."""

    def delete(backend: SNSBackend, platform_arn: str) -> None:
        backend.applications.pop(platform_arn, None)

    monkeypatch.setattr(SNSBackend, "delete_platform_application", delete)
    return sns_backends[DEFAULT_ACCOUNT_ID][ENVIRONMENT["AWS_DEFAULT_REGION"]]


@pytest.fixture
def deploy(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Json]:
    """Has CloudFormation deploy it; returns what it is answered."""
    answers: list[Json] = []

    def put(method: str, url: str, *, body: bytes, **_: Any) -> None:
        assert (method, url) == ("PUT", RESPONSE_URL)
        answers.append(json.loads(body))

    monkeypatch.setattr(urllib3, "request", put)

    def call(request: str = "Create", **changes: Any) -> Json:
        event = {
            "RequestType": request,
            "RequestId": "a request",
            "StackId": "a stack",
            "LogicalResourceId": "AtDeployment",
            "ResponseURL": RESPONSE_URL,
            "ResourceType": "AWS::CloudFormation::CustomResource",
            "ResourceProperties": {"ServiceToken": "an ARN"},
            **changes,
        }
        platform_applications.handler(event, None)
        return answers.pop()

    return call


def fill_in(secret: object) -> None:
    """The operator fills in the secret."""
    text = secret if isinstance(secret, str) else json.dumps(secret)
    aws.client("secretsmanager").put_secret_value(
        SecretId=ENVIRONMENT["PUSH_SECRET"], SecretString=text
    )


def applications(sns: SNSBackend) -> dict[str, dict[str, str]]:
    """Returns the attributes of all applications, by their ARNs."""
    return {arn: application.attributes for arn, application in sns.applications.items()}


def test_without_credentials_there_are_none_and_the_deployment_succeeds(
    sns: SNSBackend, deploy: Callable[..., Json]
) -> None:
    answer = deploy()

    assert answer["Status"] == "SUCCESS"
    assert applications(sns) == {}


def test_each_platform_gets_its_application(sns: SNSBackend, deploy: Callable[..., Json]) -> None:
    fill_in({"fcm": FCM, "apns": APNS})

    answer = deploy()

    assert answer == {
        "Status": "SUCCESS",
        "Reason": "",
        "PhysicalResourceId": "platform-applications",
        "StackId": "a stack",
        "RequestId": "a request",
        "LogicalResourceId": "AtDeployment",
    }
    made = applications(sns)
    assert made.keys() == {ENVIRONMENT["FCM_APPLICATION"], ENVIRONMENT["APNS_APPLICATION"]}
    # https://docs.aws.amazon.com/sns/latest/api/API_SetPlatformApplicationAttributes.html
    fcm = made[ENVIRONMENT["FCM_APPLICATION"]]
    assert json.loads(fcm["PlatformCredential"]) == FCM
    assert made[ENVIRONMENT["APNS_APPLICATION"]] == {
        "PlatformCredential": "another secret key",
        "PlatformPrincipal": "ABC123DEFG",
        "ApplePlatformTeamID": "DEF123GHIJ",
        "ApplePlatformBundleID": "example.learn-exchange",
    }


def test_one_platform_is_enough(sns: SNSBackend, deploy: Callable[..., Json]) -> None:
    fill_in({"apns": APNS})

    assert deploy()["Status"] == "SUCCESS"

    assert applications(sns).keys() == {ENVIRONMENT["APNS_APPLICATION"]}


def test_the_next_deployment_takes_what_was_filled_in_again(
    sns: SNSBackend, deploy: Callable[..., Json]
) -> None:
    fill_in({"apns": APNS})
    deploy()
    fill_in({"apns": {**APNS, "keyId": "another id"}})

    answer = deploy("Update")

    assert answer["Status"] == "SUCCESS"
    assert len(sns.applications) == 1
    apns = applications(sns)[ENVIRONMENT["APNS_APPLICATION"]]
    assert apns["PlatformPrincipal"] == "another id"


def test_a_platform_that_is_no_longer_named_keeps_its_devices(
    sns: SNSBackend, deploy: Callable[..., Json]
) -> None:
    fill_in({"fcm": FCM})
    deploy()
    fill_in({})

    deploy("Update")

    assert applications(sns).keys() == {ENVIRONMENT["FCM_APPLICATION"]}


@pytest.mark.parametrize(
    ("first", "then", "used"),
    [
        ({"sandbox": False}, {"sandbox": True}, "APNS_SANDBOX_APPLICATION"),
        ({"sandbox": True}, {"sandbox": False}, "APNS_APPLICATION"),
        ({"sandbox": True}, {}, "APNS_APPLICATION"),
    ],
)
def test_of_apples_two_services_one_is_used(
    sns: SNSBackend, deploy: Callable[..., Json], first: Json, then: Json, used: str
) -> None:
    fill_in({"apns": {**APNS, **first}})
    deploy()
    fill_in({"apns": {**APNS, **then}})

    deploy("Update")

    assert applications(sns).keys() == {ENVIRONMENT[used]}


@pytest.mark.parametrize(
    ("secret", "fixes"),
    [
        (" ", "its JSON"),
        ('{"fcm": {"private_key": "a secret key"', "its JSON"),
        ("[]", "its JSON"),
        ({"fcm": {}}, "`fcm`"),
        ({"fcm": "a secret key"}, "`fcm`"),
        ({"fmc": FCM}, "`fmc`"),
        ({"apns": {**APNS, "key": ""}}, "`apns.key`"),
        (
            {"apns": {name: APNS[name] for name in ("key", "keyId")}},
            "`apns.teamId`, `apns.bundleId`",
        ),
        ({"apns": {**APNS, "sandbox": "yes"}}, "`apns.sandbox`"),
        ({"apns": {**APNS, "team": "another secret key"}}, "`apns.team`"),
    ],
)
def test_a_secret_that_cannot_be_read_fails_the_deployment(
    sns: SNSBackend,
    deploy: Callable[..., Json],
    capsys: pytest.CaptureFixture[str],
    secret: object,
    fixes: str,
) -> None:
    fill_in(secret)

    answer = deploy()

    assert answer["Status"] == "FAILED"
    assert answer["Reason"] == (
        f"The secret learn-exchange-test/push has no usable push credentials: fix {fixes}."
    )
    tells_no_secret(answer, capsys)
    assert applications(sns) == {}


@pytest.mark.parametrize(("platform", "secret"), [("fcm", {"fcm": FCM}), ("apns", {"apns": APNS})])
def test_credentials_that_the_platform_refuses_fail_the_deployment(
    deploy: Callable[..., Json],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    platform: str,
    secret: Json,
) -> None:
    fill_in(secret)
    said = "Invalid parameter: Attributes Reason: Platform credentials are invalid: a secret key"
    refusal = aws.client("sns").exceptions.InvalidParameterException
    refuse(
        monkeypatch,
        "create_platform_application",
        refusal({"Error": {"Code": "InvalidParameter", "Message": said}}, "Create"),
    )

    answer = deploy()

    assert answer["Status"] == "FAILED"
    assert answer["Reason"] == (
        "The secret learn-exchange-test/push has no usable push credentials: "
        f"SNS does not take those of `{platform}`."
    )
    tells_no_secret(answer, capsys)


def test_whatever_else_breaks_is_told_to_who_waits(
    deploy: Callable[..., Json],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fill_in({"fcm": FCM})
    refuse(monkeypatch, "set_platform_application_attributes", refused("AuthorizationError", "x"))

    answer = deploy()

    assert answer["Status"] == "FAILED"
    assert answer["Reason"].endswith("see the log of this function.")
    assert '"code": "AuthorizationError"' in capsys.readouterr().out


def test_deleting_the_stack_deletes_the_applications(
    sns: SNSBackend, deploy: Callable[..., Json]
) -> None:
    fill_in({"fcm": FCM, "apns": APNS})
    deploy()
    fill_in("no JSON")

    answer = deploy("Delete", PhysicalResourceId="platform-applications")

    assert answer["Status"] == "SUCCESS"
    assert applications(sns) == {}


def test_operators_can_call_it_without_a_deployment(
    sns: SNSBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_in({"fcm": FCM})
    monkeypatch.setattr(urllib3, "request", None)
    path = Path(__file__).parents[3] / "events/notifications/platform_applications.json"

    answer = platform_applications.handler(json.loads(path.read_text("utf-8")), None)

    assert answer["Status"] == "SUCCESS"
    assert applications(sns).keys() == {ENVIRONMENT["FCM_APPLICATION"]}


def tells_no_secret(answer: Json, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither CloudFormation nor the log is told what the secret holds."""
    told = json.dumps(answer) + capsys.readouterr().out
    for secret in SECRETS:
        assert secret not in told
