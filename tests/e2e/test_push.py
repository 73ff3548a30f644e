"""Push and e-mail to the outside, as deployed: their permissions, and what tells of mails."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from learn_exchange.tables.notifications import Suppression
from local.stage import prefix
from tests.support.mail_feedback import bounced, complained
from tests.support.people import Person, sign_up
from tests.support.push import TOKEN, register
from tests.support.remote import RemoteGateway
from tests.support.system import STAGE, System, eventually

SECRET = f"{prefix(STAGE)[:-1]}/push"
ADDRESS = "nobody@example.com"


@pytest.fixture
def platform(system: System) -> Iterator[str]:
    """The operator fills in the secret, and has the application made; its ARN."""
    fill_in(system, {"fcm": {"type": "service_account"}})
    assert make_applications(system)["Status"] == "SUCCESS"
    [application] = system.client("sns").list_platform_applications()["PlatformApplications"]
    arn: str = application["PlatformApplicationArn"]
    yield arn
    fill_in(system, {})
    system.client("sns").delete_platform_application(PlatformApplicationArn=arn)


@pytest.fixture
def zoe(gateway: RemoteGateway) -> Person:
    """Somebody new."""
    return sign_up(gateway)


def fill_in(system: System, secret: object) -> None:
    """Write the secret."""
    system.client("secretsmanager").put_secret_value(
        SecretId=SECRET, SecretString=json.dumps(secret)
    )


def make_applications(system: System) -> Any:
    """Call the function that CloudFormation calls; what it answers."""
    name = "notifications.platform_applications"
    answer = system.client("lambda").invoke(
        FunctionName=f"{prefix(STAGE)}{name.replace('.', '-')}",
        Payload=system.sample_event(name),
    )
    return json.loads(answer["Payload"].read())


def endpoint_arns(system: System, person: Person) -> list[str]:
    """Returns the endpoints of a person's devices."""
    return [
        row["endpoint_arn"]["S"]
        for row in system.rows("notifications")
        if row["pk"]["S"] == f"PERSON#{person.id}" and "endpoint_arn" in row
    ]


def test_a_deployment_makes_the_applications_of_the_secret(system: System) -> None:
    stack = f"{prefix(STAGE)}notifications"
    resources = system.client("cloudformation").describe_stack_resources(StackName=stack)
    made = [
        resource["PhysicalResourceId"]
        for resource in resources["StackResources"]
        if resource["ResourceType"] == "AWS::CloudFormation::CustomResource"
    ]
    assert made == ["platform-applications"]


def test_a_device_has_an_endpoint_for_as_long_as_its_login(
    system: System, platform: str, zoe: Person
) -> None:
    assert register(zoe).status == 201
    [arn] = endpoint_arns(system, zoe)
    assert arn.startswith(platform)
    attributes = system.client("sns").get_endpoint_attributes(EndpointArn=arn)["Attributes"]
    assert (attributes["Token"], attributes["CustomUserData"]) == (TOKEN, zoe.id)

    assert zoe.post("/auth/logout").status == 204

    eventually(lambda: endpoint_arns(system, zoe) == [])
    sns = system.client("sns")
    with pytest.raises(sns.exceptions.NotFoundException):
        sns.get_endpoint_attributes(EndpointArn=arn)


def test_what_comes_back_of_this_stage_reaches_the_queue(system: System) -> None:
    events, queue = system.client("events"), system.queue_url("notifications-suppress")
    arn = system.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    [rule] = events.list_rule_names_by_target(TargetArn=arn["Attributes"]["QueueArn"])["RuleNames"]
    pattern = events.describe_rule(Name=rule)["EventPattern"]
    of_another = bounced(ADDRESS)
    of_another["detail"]["mail"]["tags"]["ses:configuration-set"] = ["learn-exchange-another"]

    def matches(event: object) -> Any:
        asked = events.test_event_pattern(EventPattern=pattern, Event=json.dumps(event))
        return asked["Result"]

    assert [matches(event) for event in (bounced(ADDRESS), complained(ADDRESS), of_another)] == [
        True,
        True,
        False,
    ]


def test_an_address_that_mails_come_back_from_is_noted(system: System) -> None:
    # Like AWS, the emulator takes no events of AWS itself from anybody else.
    system.client("sqs").send_message(
        QueueUrl=system.queue_url("notifications-suppress"),
        MessageBody=json.dumps(bounced(ADDRESS)),
    )

    reasons = eventually(
        lambda: [
            row["reason"]["S"]
            for row in system.rows("notifications")
            if row["pk"]["S"] == Suppression.key(ADDRESS).pk
        ]
    )
    assert reasons == ["bounce"]
