"""`make destroy STAGE=…`: take a stage away, with all that its stacks would leave behind.

It goes by what is in the account, and needs neither a build nor the context of the deployment.
Interrupted, it can be run again: each step leaves out what is gone.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from local.deploy import stage_on_aws
from local.environment import LocalError, say
from local.stage import prefix

# Before and after the domains, each group at the same time: a stack can go once none that uses it
# is there.
_BEFORE_DOMAINS: Final = (("client", "observability"), ("gateway",))
_AFTER_DOMAINS: Final = (("site",), ("api",), ("realtime", "messaging", "data"))
_GONE: Final = "DELETE_COMPLETE"
_LOOK_AGAIN_S: Final = 20


def main() -> None:
    """Ask twice, export what is kept, and destroy the stage that `STAGE` names."""
    stage = stage_on_aws("destroy")
    try:
        destroy(Deployed(boto3.Session(), stage), ask=_ask)
    except (LocalError, BotoCoreError, ClientError) as error:
        raise SystemExit(str(error)) from None


@dataclass(frozen=True)
class Deployed:
    """The resources of a stage in an account."""

    session: Any
    stage: str
    look_again_s: float = _LOOK_AGAIN_S

    @cached_property
    def cloudformation(self) -> Any:
        """The client of CloudFormation."""
        return self.session.client("cloudformation")

    @cached_property
    def dynamodb(self) -> Any:
        """The client of DynamoDB."""
        return self.session.client("dynamodb")

    @cached_property
    def s3(self) -> Any:
        """The client of S3."""
        return self.session.client("s3")

    @cached_property
    def account(self) -> str:
        """The id of the account."""
        return str(self.session.client("sts").get_caller_identity()["Account"])

    @property
    def prefix(self) -> str:
        """The prefix of all names of the stage."""
        return prefix(self.stage)

    @property
    def exports_bucket(self) -> str:
        """The bucket of exports, which outlives the stage."""
        return f"{self.prefix}exports-{self.account}"

    def stacks(self) -> list[str]:
        """Returns the names of the stacks that are there, without the stage's prefix."""
        pages = self.cloudformation.get_paginator("describe_stacks").paginate()
        names = (row["StackName"] for page in pages for row in page["Stacks"])
        return [name.removeprefix(self.prefix) for name in names if name.startswith(self.prefix)]

    def tables(self) -> list[str]:
        """Returns the names of the tables."""
        pages = self.dynamodb.get_paginator("list_tables").paginate()
        return self._named(name for page in pages for name in page["TableNames"])

    def kept_tables(self) -> list[str]:
        """Returns the names of the tables that are protected, as those of kept data are."""
        described = (
            self.dynamodb.describe_table(TableName=name)["Table"] for name in self.tables()
        )
        return [table["TableName"] for table in described if table.get("DeletionProtectionEnabled")]

    def buckets(self) -> list[str]:
        """Returns the names of the buckets, but for that of exports."""
        names = self._named(row["Name"] for row in self.s3.list_buckets()["Buckets"])
        return [name for name in names if name != self.exports_bucket]

    def objects(self, bucket: str) -> Iterator[list[str]]:
        """Yields the keys of a bucket's objects, as many as one call deletes: up to 1,000."""
        for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            if keys := [row["Key"] for row in page.get("Contents", [])]:
                yield keys

    def secrets(self) -> list[str]:
        """Returns the names of the secrets, also of those that wait for their deletion."""
        client = self.session.client("secretsmanager")
        pages = client.get_paginator("list_secrets").paginate(IncludePlannedDeletion=True)
        names = (row["Name"] for page in pages for row in page["SecretList"])
        return [name for name in names if name.startswith(f"{self.prefix[:-1]}/")]

    def log_groups(self) -> list[str]:
        """Returns the names of the logs of functions."""
        pages = self.session.client("logs").get_paginator("describe_log_groups")
        found = pages.paginate(logGroupNamePrefix=f"/aws/lambda/{self.prefix}")
        return [row["logGroupName"] for page in found for row in page["logGroups"]]

    def schedule_groups(self) -> list[str]:
        """Returns the names of the groups of timers."""
        client = self.session.client("scheduler")
        pages = client.get_paginator("list_schedule_groups").paginate(NamePrefix=self.prefix)
        return [row["Name"] for page in pages for row in page["ScheduleGroups"]]

    def push_applications(self) -> list[str]:
        """Returns the ARNs of the applications that push notifications go through."""
        pages = self.session.client("sns").get_paginator("list_platform_applications").paginate()
        arns = (row["PlatformApplicationArn"] for p in pages for row in p["PlatformApplications"])
        return [arn for arn in arns if arn.rpartition("/")[2].startswith(self.prefix)]

    def _named(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name.startswith(self.prefix)]


def destroy(deployed: Deployed, *, ask: Callable[[str], str]) -> None:
    """Ask twice, export tables and media where they are kept, and delete everything.

    Left are the role by which API Gateway writes its logs, which all APIs of the region share, and
    exports.

    Raises:
        LocalError: there is nothing, the answer was no, an export failed, or a stack stays.
    """
    stacks, kept = deployed.stacks(), deployed.kept_tables()
    if not (stacks or deployed.tables() or deployed.buckets()):
        raise LocalError(f"Nothing of the stage {deployed.stage} is in account {deployed.account}.")
    say(
        f"The stage {deployed.stage} in account {deployed.account}, {deployed.session.region_name}:"
        f" {len(stacks)} stacks, {len(deployed.tables())} tables ({len(kept)} with data that are "
        f"kept), {len(deployed.buckets())} buckets."
    )
    _agree(ask, deployed.stage, "go on")
    if kept:
        say(f"Exported to {export(deployed, kept)}")
    _agree(ask, f"destroy {deployed.stage}", "delete all of it for good")
    delete_stacks(deployed)
    delete_rest(deployed)
    say(f"The stage {deployed.stage} is gone.")


def export(deployed: Deployed, tables: Iterable[str]) -> str:
    """Have tables exported to S3, and copy the media; returns where to.

    Raises:
        LocalError: an export failed.
    """
    bucket, folder = deployed.exports_bucket, f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}"
    _make_private_bucket(deployed, bucket)
    started = [
        deployed.dynamodb.export_table_to_point_in_time(
            TableArn=deployed.dynamodb.describe_table(TableName=table)["Table"]["TableArn"],
            S3Bucket=bucket,
            S3Prefix=f"{folder}/{table}",
        )["ExportDescription"]["ExportArn"]
        for table in tables
    ]
    media = f"{deployed.prefix}media-{deployed.account}"
    if media in deployed.buckets():
        for keys in deployed.objects(media):
            for key in keys:
                source = {"Bucket": media, "Key": key}
                deployed.s3.copy(source, bucket, f"{folder}/media/{key}")
    for arn in started:
        while (state := _state_of_export(deployed, arn)) == "IN_PROGRESS":
            time.sleep(deployed.look_again_s)
        if state != "COMPLETED":
            raise LocalError(f"The export {arn} failed; nothing is deleted.")
    return f"s3://{bucket}/{folder}"


def delete_stacks(deployed: Deployed) -> None:
    """Delete all stacks, those that use others first.

    Raises:
        LocalError: one stays.
    """
    there = set(deployed.stacks())
    ordered = {name for group in (*_BEFORE_DOMAINS, *_AFTER_DOMAINS) for name in group}
    domains = tuple(sorted(there - ordered))
    for group in (*_BEFORE_DOMAINS, domains, *_AFTER_DOMAINS):
        going = [f"{deployed.prefix}{name}" for name in group if name in there]
        for name in going:
            say(f"  {name}")
            deployed.cloudformation.update_termination_protection(
                StackName=name, EnableTerminationProtection=False
            )
            deployed.cloudformation.delete_stack(StackName=name)
        for name in going:
            _wait_until_gone(deployed, name)


def delete_rest(deployed: Deployed) -> None:
    """Delete what no stack takes along: kept data, late logs, and the applications of push."""
    for table in deployed.kept_tables():
        deployed.dynamodb.update_table(TableName=table, DeletionProtectionEnabled=False)
        deployed.dynamodb.get_waiter("table_exists").wait(TableName=table)
    for table in deployed.tables():
        say(f"  table {table}")
        deployed.dynamodb.delete_table(TableName=table)
    for bucket in deployed.buckets():
        say(f"  bucket {bucket}")
        for keys in deployed.objects(bucket):
            named = [{"Key": key} for key in keys]
            deployed.s3.delete_objects(Bucket=bucket, Delete={"Objects": named, "Quiet": True})
        deployed.s3.delete_bucket(Bucket=bucket)
    client = deployed.session.client
    for secret in deployed.secrets():
        say(f"  secret {secret}")
        # One that could still be restored would keep its name.
        client("secretsmanager").delete_secret(SecretId=secret, ForceDeleteWithoutRecovery=True)
    for group in deployed.schedule_groups():
        say(f"  timers {group}")
        client("scheduler").delete_schedule_group(Name=group)
    for log_group in deployed.log_groups():
        client("logs").delete_log_group(logGroupName=log_group)
    for arn in deployed.push_applications():
        client("sns").delete_platform_application(PlatformApplicationArn=arn)


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        raise LocalError("It asks before it destroys: run it in a terminal.") from None


def _agree(ask: Callable[[str], str], answer: str, purpose: str) -> None:
    if ask(f"Type `{answer}` to {purpose}: ").strip() != answer:
        raise LocalError("That was something else: nothing is deleted.")


def _make_private_bucket(deployed: Deployed, name: str) -> None:
    region = deployed.session.region_name
    # There it must not be said: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
    place = {"LocationConstraint": region}
    where = {} if region == "us-east-1" else {"CreateBucketConfiguration": place}
    try:
        deployed.s3.create_bucket(Bucket=name, **where)
    except deployed.s3.exceptions.BucketAlreadyOwnedByYou:
        return
    closed = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    deployed.s3.put_public_access_block(
        Bucket=name, PublicAccessBlockConfiguration=dict.fromkeys(closed, True)
    )


def _state_of_export(deployed: Deployed, arn: str) -> str:
    answer = deployed.dynamodb.describe_export(ExportArn=arn)
    return str(answer["ExportDescription"]["ExportStatus"])


def _wait_until_gone(deployed: Deployed, stack: str) -> None:
    while (state := _state_of_stack(deployed, stack)) != _GONE:
        if state == "DELETE_FAILED":
            raise LocalError(
                f"{stack} could not be deleted: its events in CloudFormation say why. "
                "Once that is mended, run this again."
            )
        time.sleep(deployed.look_again_s)


def _state_of_stack(deployed: Deployed, stack: str) -> str:
    try:
        [row] = deployed.cloudformation.describe_stacks(StackName=stack)["Stacks"]
    except ClientError as error:
        if "does not exist" in str(error):
            return _GONE
        raise
    return str(row["StackStatus"])


if __name__ == "__main__":
    main()
