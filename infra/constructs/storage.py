"""The buckets: what people upload, what of it is served, and the files of the web client."""

from aws_cdk import Acknowledgment, Duration, Stack, Validations
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_s3 as s3
from aws_cdk.aws_cloudfront_origins import S3BucketOrigin
from constructs import Construct

from infra.config import Config

UPLOADS_KEPT = Duration.days(1)
UNLOGGED_FILES = "Rows say who uploaded what; who looks is nobody's business."


class Uploads(Construct):
    """A private bucket for what people upload, by forms that allow one file each.

    Nobody is served from it. It tells of each object by EventBridge; what was not taken away after
    a day is removed.
    """

    def __init__(self, scope: Construct, *, name: str, config: Config) -> None:
        super().__init__(scope, "Uploads")
        self.name = name
        bucket = _bucket(
            self,
            name,
            config,
            UNLOGGED_FILES,
            # The signed form is the permission, whatever page sends it.
            cors=[_from_anywhere(s3.HttpMethods.POST)],
            lifecycle_rules=[
                s3.LifecycleRule(
                    expiration=UPLOADS_KEPT,
                    abort_incomplete_multipart_upload_after=UPLOADS_KEPT,
                )
            ],
        )
        # `event_bridge_enabled` would add a function of its own that sets this.
        resource: s3.CfnBucket = bucket.node.default_child  # type: ignore[assignment]
        resource.notification_configuration = s3.CfnBucket.NotificationConfigurationProperty(
            event_bridge_configuration=s3.CfnBucket.EventBridgeConfigurationProperty(
                event_bridge_enabled=True
            )
        )
        self.objects_arn = _objects_arn(self, name)
        # S3 calls a bucket by its region; in us-east-1 signed forms name the oldest address of all.
        stack = Stack.of(self)
        self.origins = [
            f"https://{name}.s3.{place}{stack.url_suffix}" for place in (f"{stack.region}.", "")
        ]


class MediaFiles(Construct):
    """The files that are served: on AWS by CloudFront, from a bucket that only it may read.

    Addresses are unguessable and permanent: who has one can read the file (docs/adr/0011), scripts
    of any page included. Locally the emulator's S3 serves them, and so the bucket is open to read.
    """

    def __init__(self, scope: Construct, *, name: str, config: Config) -> None:
        super().__init__(scope, "MediaFiles")
        self.name = name
        bucket = _bucket(
            self,
            name,
            config,
            UNLOGGED_FILES,
            open_to_read=not config.is_aws,
            # On AWS CloudFront adds these headers, whatever the bucket says.
            cors=None if config.is_aws else [_from_anywhere(s3.HttpMethods.GET)],
        )
        self.objects_arn = _objects_arn(self, name)
        # Locally the host is the emulator's, which the functions know by AWS_ENDPOINT_URL.
        self.base_url = f"/{name}"
        if config.is_aws:
            self.base_url = f"https://{self._distribution(bucket).distribution_domain_name}"

    def _distribution(self, bucket: s3.Bucket) -> cloudfront.Distribution:
        headers = cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            cors_behavior=cloudfront.ResponseHeadersCorsBehavior(
                access_control_allow_credentials=False,
                access_control_allow_headers=["*"],
                access_control_allow_methods=["GET", "HEAD"],
                access_control_allow_origins=["*"],
                origin_override=True,
            ),
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy="default-src 'none'; sandbox", override=True
                ),
            ),
        )
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            default_behavior=cloudfront.BehaviorOptions(
                origin=S3BucketOrigin.with_origin_access_control(bucket),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
                response_headers_policy=headers,
            ),
        )
        for rule, reason in {
            "CFR1": "People everywhere use it.",
            "CFR2": "It serves files and takes no input: a firewall has nothing to inspect.",
            "CFR3": "Who looks at which picture is nobody's business.",
            "CFR4": "CloudFront's own certificate fixes the protocol; a domain of one's own is the "
            "operator's choice.",
        }.items():
            Validations.of(distribution).acknowledge(
                Acknowledgment(id=f"AwsSolutions-{rule}", reason=reason)
            )
        return distribution


class WebFiles(Construct):
    """The files of the web client, which CloudFront alone may read."""

    def __init__(self, scope: Construct, *, config: Config) -> None:
        super().__init__(scope, "WebFiles")
        self.bucket = _bucket(
            self,
            web_bucket_name(self, config),
            config,
            "The same files for everybody; who looks at them is nobody's business.",
        )


def web_bucket_name(scope: Construct, config: Config) -> str:
    """Return the name of the bucket of the web client's files."""
    return f"{config.prefix}-web-{Stack.of(scope).account}"


def _from_anywhere(method: s3.HttpMethods) -> s3.CorsRule:
    # A form and a progress bar need no header of their own.
    return s3.CorsRule(
        allowed_methods=[method], allowed_origins=["*"], allowed_headers=["content-type"]
    )


def _objects_arn(scope: Construct, name: str) -> str:
    # By name, so that no attribute of the bucket crosses stacks.
    return s3.Bucket.from_bucket_name(scope, "ByName", name).arn_for_objects("*")


def _bucket(
    scope: Construct,
    name: str,
    config: Config,
    not_logged_because: str,
    *,
    open_to_read: bool = False,
    **more: object,
) -> s3.Bucket:
    bucket = s3.Bucket(
        scope,
        "Bucket",
        bucket_name=name,
        public_read_access=open_to_read,
        block_public_access=s3.BlockPublicAccess.BLOCK_ACLS_ONLY
        if open_to_read
        else s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        removal_policy=config.removal_policy,
        # CloudFormation deletes no bucket with something in it; the emulator does.
        auto_delete_objects=config.is_aws and not config.keeps_data,
        **more,  # type: ignore[arg-type]
    )
    Validations.of(bucket).acknowledge(
        Acknowledgment(id="AwsSolutions-S1", reason=not_logged_because)
    )
    return bucket
