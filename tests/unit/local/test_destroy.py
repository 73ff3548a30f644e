"""A stage goes with all that is of it, after two questions, and no other stage goes with it."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from local import destroy as destroying
from local.destroy import Deployed, destroy
from local.environment import LocalError

ACCOUNT = "123456789012"
REGION = "eu-west-1"
YES = ["prod", "destroy prod"]


STACKS = ("data", "api", "auth", "feed", "gateway", "client")
USES = {"api": "data", "auth": "api", "feed": "api", "gateway": "feed", "client": "gateway"}


class Stacks:
    """CloudFormation: a stack that another one uses cannot be deleted, nor can a protected one."""

    def __init__(self) -> None:
        self.there: dict[str, bool] = {}
        """The protection of each stack, by name."""
        self.steps: list[str] = []
        """The steps that were done, in order."""

    def get_paginator(self, operation: str) -> Any:
        """Page through what there is."""
        assert operation == "describe_stacks"
        return self

    def paginate(self) -> list[Any]:
        """Return one page."""
        return [{"Stacks": [{"StackName": name}]} for name in self.there]

    def update_termination_protection(self, **how: Any) -> None:
        """Protect a stack, or not."""
        self.there[how["StackName"]] = how["EnableTerminationProtection"]

    def delete_stack(self, **how: str) -> None:
        """Delete a stack at once, if that may be."""
        name = how["StackName"]
        stage, _, stack = name.rpartition("-")
        assert not self.there[name]
        for user, used in USES.items():
            assert used != stack or f"{stage}-{user}" not in self.there
        del self.there[name]
        self.steps.append(stack)

    def describe_stacks(self, **how: str) -> Any:
        """Tell of a stack, if it is there."""
        self.steps.append("look")
        name = how["StackName"]
        if name in self.there:
            return {"Stacks": [{"StackName": name, "StackStatus": "DELETE_IN_PROGRESS"}]}
        answer = {"Error": {"Code": "ValidationError", "Message": f"{name} does not exist"}}
        raise ClientError(answer, "DescribeStacks")


class Session:
    """An account in memory. Of CloudFormation moto asks for a package that we have no use for."""

    region_name = REGION

    def __init__(self) -> None:
        self.stacks = Stacks()
        self._session = boto3.Session(region_name=REGION)

    def client(self, service: str) -> Any:
        """Return a client of a service."""
        return self.stacks if service == "cloudformation" else self._session.client(service)


@pytest.fixture
def session(environment: None) -> Iterator[Session]:
    with mock_aws():
        yield Session()


@pytest.fixture
def prod(session: Session) -> Deployed:
    """A stage whose data are kept, beside another whose name begins as its own does."""
    deploy(session, "prod", kept=True)
    deploy(session, "prod2", kept=True)
    return Deployed(session, "prod", look_again_s=0)


def deploy(session: Session, stage: str, *, kept: bool) -> None:
    """Make what a stage is made of: a few stacks of each group, and what is named after it."""
    prefix = f"learn-exchange-{stage}"
    for stack in STACKS:
        session.stacks.there[f"{prefix}-{stack}"] = kept and stack == "data"
    tables = session.client("dynamodb")
    for table in ("users", "feed"):
        tables.create_table(
            TableName=f"{prefix}-{table}",
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
            DeletionProtectionEnabled=kept,
        )
        tables.put_item(TableName=f"{prefix}-{table}", Item={"pk": {"S": f"of {table}"}})
        if kept:
            tables.update_continuous_backups(
                TableName=f"{prefix}-{table}",
                PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
            )
    files = session.client("s3")
    for bucket in ("media", "uploads"):
        name = f"{prefix}-{bucket}-{ACCOUNT}"
        files.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
        files.put_object(Bucket=name, Key="a/picture.webp", Body=f"of {bucket}".encode())
    session.client("secretsmanager").create_secret(Name=f"{prefix}/push", SecretString="{}")
    session.client("scheduler").create_schedule_group(Name=f"{prefix}-timers")
    session.client("logs").create_log_group(logGroupName=f"/aws/lambda/{prefix}-auth-login")
    session.client("sns").create_platform_application(
        Name=f"{prefix}-fcm", Platform="GCM", Attributes={"PlatformCredential": "{}"}
    )


def left_of(session: Session, stage: str) -> set[str]:
    """Returns the stacks of a stage, and all that is named after it."""
    deployed = Deployed(session, stage)
    return {
        *deployed.stacks(),
        *deployed.tables(),
        *deployed.buckets(),
        *deployed.secrets(),
        *deployed.schedule_groups(),
        *deployed.log_groups(),
        *deployed.push_applications(),
    }


def answering(*answers: str) -> Any:
    """Somebody who gives these answers, one to each question, and is asked no more."""
    left = list(answers)
    return lambda _: left.pop(0)


def test_nothing_is_left_of_a_stage_and_the_others_stay(prod: Deployed, session: Session) -> None:
    other = left_of(session, "prod2")
    destroy(prod, ask=answering(*YES))
    assert left_of(session, "prod") == set()
    assert left_of(session, "prod2") == other
    assert len(other) == 6 + 2 + 2 + 1 + 1 + 1 + 1


def test_data_that_are_kept_are_exported_before_the_last_question(
    prod: Deployed, session: Session
) -> None:
    files = session.client("s3")
    seen: list[list[str]] = []

    def ask(question: str) -> str:
        there = f"learn-exchange-prod-exports-{ACCOUNT}"
        names = [row["Name"] for row in files.list_buckets()["Buckets"]]
        rows = files.list_objects_v2(Bucket=there).get("Contents", []) if there in names else []
        seen.append(
            sorted({row["Key"].split("/", 1)[1].partition("AWSDynamoDB")[0] for row in rows})
        )
        return YES[len(seen) - 1]

    destroy(prod, ask=ask)
    tables = ["learn-exchange-prod-feed/", "learn-exchange-prod-users/"]
    assert seen == [[], [*tables, "media/a/picture.webp"]]
    closed = files.get_public_access_block(Bucket=prod.exports_bucket)
    assert set(closed["PublicAccessBlockConfiguration"].values()) == {True}


def test_a_stage_of_developers_is_exported_nowhere(session: Session) -> None:
    deploy(session, "dev", kept=False)
    dev = Deployed(session, "dev", look_again_s=0)
    destroy(dev, ask=answering("dev", "destroy dev"))
    assert session.client("s3").list_buckets()["Buckets"] == []
    assert left_of(session, "dev") == set()


@pytest.mark.parametrize(
    "answers", [["production"], [""], ["prod", "yes"], ["prod", "destroy"], ["prod", "prod"]]
)
def test_another_answer_deletes_nothing(
    prod: Deployed, session: Session, answers: list[str]
) -> None:
    there = left_of(session, "prod")
    with pytest.raises(LocalError, match="nothing is deleted"):
        destroy(prod, ask=answering(*answers))
    assert left_of(session, "prod") == there


def test_an_export_that_fails_deletes_nothing(
    prod: Deployed, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = left_of(session, "prod")
    monkeypatch.setattr(destroying, "_state_of_export", lambda *_: "FAILED")
    with pytest.raises(LocalError, match="failed; nothing is deleted"):
        destroy(prod, ask=answering(*YES))
    assert left_of(session, "prod") == there


def test_stacks_go_before_those_that_they_use_and_domains_at_the_same_time(
    prod: Deployed, session: Session
) -> None:
    destroying.delete_stacks(prod)
    look = "look"
    assert session.stacks.steps == [
        *("client", look, "gateway", look, "auth", "feed", look, look, "api", look, "data", look)
    ]


def test_a_stack_that_stays_ends_it_with_a_word_and_it_can_be_run_again(
    prod: Deployed, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(destroying, "_state_of_stack", lambda *_: "DELETE_FAILED")
        with pytest.raises(LocalError, match="prod-client could not be deleted"):
            destroy(prod, ask=answering(*YES))
    destroy(prod, ask=answering(*YES))
    assert left_of(session, "prod") == set()


def test_what_is_left_when_the_stacks_are_gone_already_goes(
    prod: Deployed, session: Session
) -> None:
    destroying.delete_stacks(prod)
    destroy(prod, ask=answering(*YES))
    assert left_of(session, "prod") == set()


def test_a_stage_that_is_not_there_is_not_asked_about(session: Session) -> None:
    with pytest.raises(LocalError, match=f"Nothing of the stage prod is in account {ACCOUNT}"):
        destroy(Deployed(session, "prod"), ask=answering())


@pytest.mark.parametrize("stage", ["", "local", "Prod"])
def test_a_stage_must_be_named(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGE", stage)
    with pytest.raises(SystemExit, match="make destroy STAGE=prod"):
        destroying.main()


def test_without_a_terminal_nothing_is_destroyed(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(LocalError, match="run it in a terminal"):
        destroying._ask("Sure? ")
