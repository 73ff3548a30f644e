"""Publishing the web client: its files go into the bucket in an order that breaks no open page."""

from pathlib import Path

from aws_cdk import Acknowledgment, IgnoreMode, RemovalPolicy, Stack, Validations
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk.aws_s3_assets import Asset
from aws_cdk.aws_s3_deployment import BucketDeployment, CacheControl, Source
from constructs import Construct

from infra.config import Config
from infra.constructs.role import FunctionRole
from infra.constructs.storage import web_bucket_name
from infra.platform import Grant
from infra.site_headers import ASSETS, PAGE, cache_control


class ClientFiles(Construct):
    """The files of `directory`, the page last: whatever it names is there before it.

    Nothing is taken away, so pages that are open still find the files of their release.
    """

    def __init__(self, scope: Construct, directory: Path, *, config: Config) -> None:
        super().__init__(scope, "ClientFiles")
        bucket = s3.Bucket.from_bucket_name(self, "Bucket", web_bucket_name(self, config))
        # The order in which they are published.
        parts = {
            "Assets": Asset(self, "AssetsZip", path=str(directory / ASSETS)),
            "Others": self._zip("OthersZip", directory, exclude=[f"/{ASSETS}", f"/{PAGE}"]),
            "Page": self._zip("PageZip", directory, exclude=["*", f"!/{PAGE}"]),
        }
        log_group = logs.LogGroup(
            self,
            "Logs",
            retention=logs.RetentionDays.ONE_MONTH,
            removal_policy=RemovalPolicy.DESTROY,
        )
        role = self._role(bucket, list(parts.values()), log_group)
        before: BucketDeployment | None = None
        for name, part in parts.items():
            folder = ASSETS if name == "Assets" else ""
            published = BucketDeployment(
                self,
                name,
                sources=[Source.bucket(part.bucket, part.s3_object_key)],
                destination_bucket=bucket,
                destination_key_prefix=folder or None,
                cache_control=[CacheControl.from_string(cache_control(folder))],
                prune=False,
                role=role.without_policy_updates(),
                log_group=log_group,
            )
            if before:
                # All have the function that the first one has made, with its layer.
                published.node.try_remove_child("AwsCliLayer")
                published.node.add_dependency(before)
            before = published
        Validations.of(Stack.of(self)).acknowledge(
            Acknowledgment(id="AwsSolutions-L1", reason="CDK brings this function and its runtime.")
        )

    def _zip(self, name: str, directory: Path, *, exclude: list[str]) -> Asset:
        return Asset(self, name, path=str(directory), exclude=exclude, ignore_mode=IgnoreMode.GIT)

    def _role(
        self, bucket: s3.IBucket, zips: list[Asset], log_group: logs.LogGroup
    ) -> FunctionRole:
        return FunctionRole(
            self,
            "Role",
            [
                Grant(("logs:CreateLogStream", "logs:PutLogEvents"), (log_group.log_group_arn,)),
                Grant(
                    ("s3:GetObject",),
                    tuple(each.bucket.arn_for_objects(each.s3_object_key) for each in zips),
                ),
                Grant(("s3:ListBucket",), (bucket.bucket_arn,)),
                Grant(
                    ("s3:PutObject",),
                    (bucket.arn_for_objects("*"),),
                    wildcard_reason="The names of the client's files are not known here.",
                ),
            ],
        )
