"""The front door on AWS, with a domain of one's own and without, and how the client gets there."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from infra import site_headers
from infra.constructs.edge import SOURCES
from infra.stacks.domain import domains
from tests.support.synthesis import Resource, Synthesis, allowed, pairs

WEB = "learn-exchange-test-web-111122223333"
UPLOADS = "https://learn-exchange-test-uploads-111122223333.s3"
MEDIA = "https://<Distribution MediaFilesDistribution.DomainName>"
SOCKETS = "<Api Sockets>.execute-api.eu-west-1.amazonaws.com"
API = "<Api Api>.execute-api.eu-west-1.amazonaws.com"
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
ALL_BUT_THE_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
ALL_METHODS = {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"}


@pytest.fixture(scope="session", params=["aws", "own domain"])
def site(request: pytest.FixtureRequest, aws: Synthesis, own_domain: Synthesis) -> Synthesis:
    """Each of the two variants."""
    return aws if request.param == "aws" else own_domain


def distribution(site: Synthesis) -> dict[str, Any]:
    """Returns the configuration of the front door."""
    config: dict[str, Any] = site.one("Distribution", stack="site").properties["DistributionConfig"]
    return config


def behavior(site: Synthesis, path: str) -> dict[str, Any]:
    """Returns what happens to requests for a path, as a distribution's pattern names it."""
    config = distribution(site)
    named = {each["PathPattern"]: each for each in config["CacheBehaviors"]}
    chosen: dict[str, Any] = named.get(path, config["DefaultCacheBehavior"])
    return chosen


def origin(site: Synthesis, path: str) -> dict[str, Any]:
    """Returns the origin to which requests for a path go on."""
    wanted = behavior(site, path)["TargetOriginId"]
    found: dict[str, Any]
    [found] = [each for each in distribution(site)["Origins"] if each["Id"] == wanted]
    return found


def edge_code(site: Synthesis, path: str) -> list[str]:
    """Returns the code that runs at the edge for each request of a path."""
    functions = {function.ref: function for function in site.of_kind("EdgeFunction")}
    associated = behavior(site, path).get("FunctionAssociations", [])
    assert {each["EventType"] for each in associated} <= {"viewer-request"}
    arns = [each["FunctionARN"].replace(".FunctionARN", "") for each in associated]
    return [functions[arn].properties["FunctionCode"] for arn in arns]


def headers(site: Synthesis, path: str) -> dict[str, str]:
    """Returns the headers that answers get, where they do not say them themselves."""
    ref = behavior(site, path)["ResponseHeadersPolicyId"]
    [policy] = [each for each in site.of_kind("ResponseHeadersPolicy") if each.ref == ref]
    config = policy.properties["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    custom = config["CustomHeadersConfig"]["Items"]
    assert {each["Override"] for each in (*security.values(), *custom)} == {False}
    seconds = security["StrictTransportSecurity"]["AccessControlMaxAgeSec"]
    assert security["ContentTypeOptions"].keys() == {"Override"}
    return {
        "Content-Security-Policy": security["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "Strict-Transport-Security": f"max-age={seconds}",
        "X-Content-Type-Options": "nosniff",
        **{each["Header"]: each["Value"] for each in custom},
    }


def test_the_first_behavior_that_fits_is_the_right_one(site: Synthesis) -> None:
    assert [each["PathPattern"] for each in distribution(site)["CacheBehaviors"]] == [
        "/api/explore/trending",
        "/api/*",
        "/live",
    ]


def test_every_viewer_is_served_by_the_best_protocol_that_they_have(site: Synthesis) -> None:
    config = distribution(site)
    assert (config["HttpVersion"], config["IPV6Enabled"]) == ("http2and3", True)
    assert {each["ViewerProtocolPolicy"] for each in config["CacheBehaviors"]} == {"https-only"}
    assert config["DefaultCacheBehavior"]["ViewerProtocolPolicy"] == "redirect-to-https"


@pytest.mark.parametrize(("path", "host"), [("/api/*", API), ("/live", SOCKETS)])
def test_requests_to_the_apis_go_on_as_they_are_and_nothing_is_kept(
    site: Synthesis, path: str, host: str
) -> None:
    chosen = behavior(site, path)
    assert set(chosen["AllowedMethods"]) == ALL_METHODS
    assert chosen["CachePolicyId"] == CACHING_DISABLED
    assert chosen["OriginRequestPolicyId"] == ALL_BUT_THE_HOST
    there = origin(site, path)
    assert there["DomainName"] == host
    assert "OriginPath" not in there
    assert there["CustomOriginConfig"] == {
        "OriginProtocolPolicy": "https-only",
        "OriginSSLProtocols": ["TLSv1.2"],
    }


def test_the_path_of_the_websocket_is_its_stage(site: Synthesis) -> None:
    assert site.one("Stage", stack="realtime").properties["StageName"] == "live"
    assert edge_code(site, "/live") == []


def test_what_trends_is_kept_for_a_minute_and_is_nobodys_own(site: Synthesis) -> None:
    chosen = behavior(site, "/api/explore/trending")
    assert "AllowedMethods" not in chosen, "GET and HEAD"
    assert "OriginRequestPolicyId" not in chosen, "nothing goes on but what it is kept by"
    assert chosen["Compress"]
    assert origin(site, "/api/explore/trending")["DomainName"] == API
    policy = site.one("CachePolicy")
    assert chosen["CachePolicyId"] == policy.ref
    config = policy.properties["CachePolicyConfig"]
    assert (config["MinTTL"], config["DefaultTTL"], config["MaxTTL"]) == (0, 60, 60)
    assert config["ParametersInCacheKeyAndForwardedToOrigin"] == {
        "CookiesConfig": {"CookieBehavior": "none"},
        "HeadersConfig": {"HeaderBehavior": "none"},
        "QueryStringsConfig": {"QueryStringBehavior": "whitelist", "QueryStrings": ["limit"]},
        "EnableAcceptEncodingBrotli": True,
        "EnableAcceptEncodingGzip": True,
    }


def test_only_the_api_is_told_the_secret_of_the_front_door(site: Synthesis) -> None:
    told = [each for each in distribution(site)["Origins"] if "OriginCustomHeaders" in each]
    assert [each["DomainName"] for each in told] == [API]
    [header] = told[0]["OriginCustomHeaders"]
    assert header["HeaderName"] == "x-origin-secret"
    secret = "{{resolve:secretsmanager:learn-exchange-test/origin:SecretString:::"
    assert header["HeaderValue"].startswith(secret)


def test_a_secret_that_was_replaced_can_be_told(aws: Synthesis, own_domain: Synthesis) -> None:
    # CloudFormation looks at the secret again only where the template is another one.
    [header] = origin(own_domain, "/api/*")["OriginCustomHeaders"]
    assert header["HeaderValue"].endswith(":0193b0f3-0000-4000-8000-000000000000}}")
    assert header not in origin(aws, "/api/*")["OriginCustomHeaders"]


def test_no_error_is_kept_or_replaced(site: Synthesis) -> None:
    errors = (400, 403, 404, 405, 414, 500, 501, 502, 503, 504)
    assert distribution(site)["CustomErrorResponses"] == [
        {"ErrorCode": status, "ErrorCachingMinTTL": 0} for status in errors
    ]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("/", "page_request"),
        ("/api/*", "api_request"),
        ("/api/explore/trending", "api_request"),
    ],
)
def test_the_edge_runs_what_is_in_the_project(site: Synthesis, path: str, source: str) -> None:
    assert edge_code(site, path) == [(SOURCES / f"{source}.js").read_text()]
    for function in site.of_kind("EdgeFunction"):
        assert function.properties["AutoPublish"]
        assert function.properties["FunctionConfig"]["Runtime"] == "cloudfront-js-2.0"


def test_files_have_the_headers_that_a_laptop_gives_them_and_tls_alone(site: Synthesis) -> None:
    uploads = [f"{UPLOADS}.eu-west-1.amazonaws.com", f"{UPLOADS}.amazonaws.com"]
    assert headers(site, "/") == {
        **site_headers.headers_of_files(media=MEDIA, uploads=uploads),
        "Strict-Transport-Security": "max-age=31536000",
    }


@pytest.mark.parametrize("path", ["/api/*", "/api/explore/trending"])
def test_what_the_api_does_not_say_is_said_for_it(site: Synthesis, path: str) -> None:
    assert headers(site, path) == {
        **site_headers.API,
        "Strict-Transport-Security": "max-age=31536000",
    }


def test_files_are_compressed_and_kept_as_they_say(site: Synthesis) -> None:
    chosen = behavior(site, "/")
    assert chosen["Compress"]
    assert chosen["CachePolicyId"] == CACHING_OPTIMIZED
    assert distribution(site)["DefaultRootObject"] == "index.html"


def test_the_front_door_alone_reads_the_files_and_knows_which_are_there(site: Synthesis) -> None:
    bucket = site.one("Bucket", BucketName=WEB)
    assert set(bucket.properties["PublicAccessBlockConfiguration"].values()) == {True}
    assert origin(site, "/")["DomainName"] == f"{bucket.ref[:-1]}.RegionalDomainName>"
    access = site.one("OriginAccessControl", stack="site")
    assert origin(site, "/")["OriginAccessControlId"] == f"{access.ref[:-1]}.Id>"
    front_door = site.one("Distribution", stack="site")
    policy = site.one("BucketPolicy", Bucket=bucket.ref).properties["PolicyDocument"]
    [(principal, actions, condition)] = allowed(policy)
    assert principal == {"Service": "cloudfront.amazonaws.com"}
    assert actions >= {("s3:GetObject", f"{bucket.arn}/*"), ("s3:ListBucket", bucket.arn)}
    assert {action for action, _ in actions} == {"s3:GetObject", "s3:ListBucket"}
    arn = f"arn:aws:cloudfront::111122223333:distribution/{front_door.ref}"
    assert condition == {"StringEquals": {"AWS:SourceArn": arn}}


def test_without_a_domain_it_has_cloudfronts_own(aws: Synthesis) -> None:
    assert not {"Aliases", "ViewerCertificate"} & distribution(aws).keys()
    assert aws.of_kind("RecordSet") == []


def test_with_a_domain_it_has_its_certificate_and_its_records(own_domain: Synthesis) -> None:
    config = distribution(own_domain)
    assert config["Aliases"] == ["learn.example"]
    assert config["ViewerCertificate"] == {
        "AcmCertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/1a2b3c4d",
        "MinimumProtocolVersion": "TLSv1.2_2021",
        "SslSupportMethod": "sni-only",
    }
    records = own_domain.of_kind("RecordSet")
    assert {record.properties["Type"] for record in records} == {"A", "AAAA"}
    for record in records:
        assert (
            record.properties.items()
            >= {
                "HostedZoneId": "Z0123456789ABCDEFGHIJ",
                "Name": "learn.example",
                "AliasTarget": {
                    "DNSName": "<Distribution FrontDoorDistribution.DomainName>",
                    "HostedZoneId": "Z2FDTNDATAQYW2",
                },
            }.items()
        )


def test_a_domain_can_be_added_later(aws: Synthesis, own_domain: Synthesis) -> None:
    # What another stack imports still, CloudFormation lets nobody take away.
    assert aws.exports.keys() <= own_domain.exports.keys()


@pytest.mark.parametrize("stack", ["data", "messaging", "realtime", "api"])
def test_what_it_leads_to_knows_nothing_of_it(site: Synthesis, stack: str) -> None:
    assert "site" not in site.dependencies[stack]


def test_the_client_is_published_after_all_that_it_calls(aws: Synthesis) -> None:
    # The API takes calls when the stack `gateway` is there.
    assert aws.dependencies["client"] >= {"gateway"}
    assert aws.dependencies["gateway"] >= set(domains())


def test_where_the_client_is_not_built_nothing_is_published(own_domain: Synthesis) -> None:
    assert "client" not in own_domain.templates


def test_hashed_files_are_published_first_and_the_page_last(aws: Synthesis) -> None:
    assert [(files_of(aws, part), cached(part)) for part in in_order(aws)] == [
        ({"assets/app-1a2b.js"}, "public, max-age=31536000, immutable"),
        ({"sw.js", "manifest.webmanifest"}, "no-cache"),
        ({"index.html"}, "no-cache"),
    ]


def test_nothing_that_was_published_is_taken_away(aws: Synthesis) -> None:
    parts = in_order(aws)
    assert {part["Properties"]["Prune"] for part in parts} == {False}
    assert not {"RetainOnDelete", "DistributionId"} & {
        key for p in parts for key in p["Properties"]
    }


def test_what_publishes_may_add_files_and_nothing_else(aws: Synthesis) -> None:
    [publisher] = aws.of_kind("Function", stack="client")
    [role] = aws.of_kind("Role", stack="client")
    assert publisher.properties["Role"] == role.arn
    [log_group] = aws.of_kind("LogGroup", stack="client")
    zips = {
        ("s3:GetObject", f"arn:aws:s3:::{bucket}/{key}")
        for part in in_order(aws)
        for bucket in aws.resolve("client", part["Properties"]["SourceBucketNames"])
        for key in part["Properties"]["SourceObjectKeys"]
    }
    assert granted(role) == zips | {
        ("s3:ListBucket", f"arn:aws:s3:::{WEB}"),
        ("s3:PutObject", f"arn:aws:s3:::{WEB}/*"),
        ("logs:CreateLogStream", log_group.arn),
        ("logs:PutLogEvents", log_group.arn),
    }


def in_order(aws: Synthesis) -> list[dict[str, Any]]:
    """Returns the parts of the client, each after the one that it waits for."""
    waiting = {
        name: resource
        for name, resource in aws.templates["client"]["Resources"].items()
        if resource["Type"] == "Custom::CDKBucketDeployment"
    }
    ordered = []
    while waiting:
        [following] = [
            name
            for name, part in waiting.items()
            if not waiting.keys() & set(part.get("DependsOn", ()))
        ]
        ordered.append(waiting.pop(following))
    return ordered


def files_of(aws: Synthesis, part: Mapping[str, Any]) -> set[str]:
    """Returns where the files of a part go."""
    [key] = part["Properties"]["SourceObjectKeys"]
    prefix = part["Properties"].get("DestinationBucketKeyPrefix", "")
    manifest = json.loads((aws.directory / f"{aws.config.prefix}-client.assets.json").read_text())
    source = manifest["files"][key.removesuffix(".zip")]["source"]["path"]
    directory = aws.directory / source
    return {
        f"{prefix}{file.relative_to(directory)}" for file in directory.rglob("*") if file.is_file()
    }


def cached(part: Mapping[str, Any]) -> str:
    policy: str = part["Properties"]["SystemMetadata"]["cache-control"]
    return policy


def granted(role: Resource) -> set[tuple[str, str]]:
    [policy] = role.properties["Policies"]
    return {
        pair for statement in policy["PolicyDocument"]["Statement"] for pair in pairs(statement)
    }
