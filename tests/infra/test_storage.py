"""The buckets of people's files: who may put, read and be told what is there."""

from typing import Any

import pytest

from infra.consumers import CONSUMERS
from infra.routes import AUTHORIZER, ROUTES, SOCKET_ROUTES
from tests.support.synthesis import Resource, Synthesis, allowed, pairs

UPLOADS = "learn-exchange-test-uploads-111122223333"
MEDIA = "learn-exchange-test-media-111122223333"
LINES = (*ROUTES, *SOCKET_ROUTES, *CONSUMERS)
FUNCTIONS = sorted({AUTHORIZER, *(line.function for line in LINES)})
A_DAY = 1

HANDLED = {
    ("s3:GetObject", f"arn:aws:s3:::{UPLOADS}/*"),
    ("s3:DeleteObject", f"arn:aws:s3:::{UPLOADS}/*"),
    ("s3:PutObject", f"arn:aws:s3:::{MEDIA}/*"),
    ("s3:DeleteObject", f"arn:aws:s3:::{MEDIA}/*"),
}
# All that functions may do to people's files.
ON_FILES = {
    "media.upload": {("s3:PutObject", f"arn:aws:s3:::{UPLOADS}/*")},
    "media.process": HANDLED,
    "media.remove": HANDLED,
}


def bucket(synthesis: Synthesis, name: str) -> Resource:
    """Returns a bucket by its name."""
    return synthesis.one("Bucket", BucketName=name)


def policy(synthesis: Synthesis, name: str) -> dict[str, Any]:
    """Returns what a bucket's policy says."""
    ref = bucket(synthesis, name).ref
    document: dict[str, Any] = synthesis.one("BucketPolicy", Bucket=ref).properties[
        "PolicyDocument"
    ]
    return document


@pytest.mark.parametrize("name", [UPLOADS, MEDIA])
def test_files_are_encrypted_and_reached_by_tls_alone(synthesis: Synthesis, name: str) -> None:
    resource = bucket(synthesis, name)
    [rule] = resource.properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    [refusal] = [s for s in policy(synthesis, name)["Statement"] if s["Effect"] == "Deny"]
    assert refusal["Principal"] == {"AWS": "*"}
    assert refusal["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert pairs(refusal) == {("s3:*", resource.arn), ("s3:*", f"{resource.arn}/*")}


@pytest.mark.parametrize("name", [UPLOADS, MEDIA])
def test_files_outlive_their_stack_on_aws(synthesis: Synthesis, name: str) -> None:
    expected = "RetainExceptOnCreate" if synthesis.config.is_aws else "Delete"
    assert bucket(synthesis, name).policy == expected


def test_uploads_are_nobodys_to_read(synthesis: Synthesis) -> None:
    blocked = bucket(synthesis, UPLOADS).properties["PublicAccessBlockConfiguration"]
    assert set(blocked.values()) == {True}
    assert allowed(policy(synthesis, UPLOADS)) == []


def test_a_page_of_any_origin_may_send_a_signed_form(synthesis: Synthesis) -> None:
    [rule] = bucket(synthesis, UPLOADS).properties["CorsConfiguration"]["CorsRules"]
    assert (rule["AllowedOrigins"], rule["AllowedMethods"]) == (["*"], ["POST"])


def test_scripts_may_read_media_wherever_they_come_from(aws: Synthesis, local: Synthesis) -> None:
    [rule] = bucket(local, MEDIA).properties["CorsConfiguration"]["CorsRules"]
    assert (rule["AllowedOrigins"], rule["AllowedMethods"]) == (["*"], ["GET"])
    cors = aws.one("ResponseHeadersPolicy", stack="data").properties["ResponseHeadersPolicyConfig"][
        "CorsConfig"
    ]
    assert cors["AccessControlAllowOrigins"] == {"Items": ["*"]}
    assert cors["AccessControlAllowMethods"] == {"Items": ["GET", "HEAD"]}
    assert cors["AccessControlAllowCredentials"] is False
    assert cors["OriginOverride"] is True


def test_what_nobody_takes_of_uploads_goes_after_a_day(synthesis: Synthesis) -> None:
    [rule] = bucket(synthesis, UPLOADS).properties["LifecycleConfiguration"]["Rules"]
    assert rule == {
        "Status": "Enabled",
        "ExpirationInDays": A_DAY,
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": A_DAY},
    }


def test_of_uploads_alone_everybody_can_be_told(synthesis: Synthesis) -> None:
    told = [
        resource.properties["BucketName"]
        for resource in synthesis.of_kind("Bucket")
        if "NotificationConfiguration" in resource.properties
    ]
    assert told == [UPLOADS]
    assert bucket(synthesis, UPLOADS).properties["NotificationConfiguration"] == {
        "EventBridgeConfiguration": {"EventBridgeEnabled": True}
    }


def test_on_aws_files_are_read_by_cloudfront_alone(aws: Synthesis) -> None:
    resource = bucket(aws, MEDIA)
    assert set(resource.properties["PublicAccessBlockConfiguration"].values()) == {True}
    distribution = aws.one("Distribution", stack="data")
    arn = f"arn:aws:cloudfront::111122223333:distribution/{distribution.ref}"
    assert allowed(policy(aws, MEDIA)) == [
        (
            {"Service": "cloudfront.amazonaws.com"},
            {("s3:GetObject", f"{resource.arn}/*")},
            {"StringEquals": {"AWS:SourceArn": arn}},
        )
    ]


def test_cloudfront_signs_what_it_asks_the_bucket(aws: Synthesis) -> None:
    config = aws.one("Distribution", stack="data").properties["DistributionConfig"]
    [origin] = config["Origins"]
    assert origin["DomainName"] == f"{bucket(aws, MEDIA).ref[:-1]}.RegionalDomainName>"
    access = aws.one("OriginAccessControl", stack="data")
    assert origin["OriginAccessControlId"] == f"{access.ref[:-1]}.Id>"
    assert access.properties["OriginAccessControlConfig"].items() >= {
        ("OriginAccessControlOriginType", "s3"),
        ("SigningBehavior", "always"),
        ("SigningProtocol", "sigv4"),
    }


def test_what_cloudfront_serves_is_never_run(aws: Synthesis) -> None:
    config = aws.one("Distribution", stack="data").properties["DistributionConfig"]
    behaviour = config["DefaultCacheBehavior"]
    assert "CacheBehaviors" not in config
    assert behaviour["ViewerProtocolPolicy"] == "https-only"
    headers = aws.one("ResponseHeadersPolicy", stack="data")
    assert behaviour["ResponseHeadersPolicyId"] == headers.ref
    assert headers.properties["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"] == {
        "ContentTypeOptions": {"Override": True},
        "ContentSecurityPolicy": {
            "ContentSecurityPolicy": "default-src 'none'; sandbox",
            "Override": True,
        },
    }


def test_locally_everybody_can_read_a_file_whose_address_they_know(local: Synthesis) -> None:
    resource = bucket(local, MEDIA)
    blocked = resource.properties["PublicAccessBlockConfiguration"]
    assert (blocked["BlockPublicPolicy"], blocked["RestrictPublicBuckets"]) == (False, False)
    assert (blocked["BlockPublicAcls"], blocked["IgnorePublicAcls"]) == (True, True)
    # Not to list what there is: an address must be known.
    assert allowed(policy(local, MEDIA)) == [
        ({"AWS": "*"}, {("s3:GetObject", f"{resource.arn}/*")}, None)
    ]
    assert local.of_kind("Distribution") == []


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_do_to_files_only_what_it_is_for(
    synthesis: Synthesis, function: str
) -> None:
    [role_policy] = synthesis.role_of(function).properties["Policies"]
    granted = {
        (action, resource)
        for statement in role_policy["PolicyDocument"]["Statement"]
        for action, resource in pairs(statement)
        if UPLOADS in resource or MEDIA in resource
    }
    assert granted == ON_FILES.get(function, set())
