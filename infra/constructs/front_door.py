"""The front door on AWS: one domain for the web client, the HTTP API and the WebSocket API."""

from collections.abc import Mapping
from typing import Any

from aws_cdk import Acknowledgment, Duration, SecretValue, Stack, Validations
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_s3 as s3
from aws_cdk.aws_apigatewayv2 import HttpApi, WebSocketApi
from aws_cdk.aws_cloudfront_origins import HttpOrigin, S3BucketOrigin
from constructs import Construct

from infra import site_headers
from infra.config import Domain
from infra.constructs.edge import EdgeFunction, response_headers

ORIGIN_SECRET_HEADER = "x-origin-secret"  # noqa: S105 (a header's name)
# By default CloudFront keeps these for ten seconds, and would hand one caller's 404 to the next.
ERRORS_NOT_KEPT = (400, 403, 404, 405, 414, 500, 501, 502, 503, 504)
TRENDING_KEPT = Duration.seconds(60)
# Every method, header (but the host) and cookie goes on, and nothing is kept.
UNCHANGED: dict[str, Any] = {
    "allowed_methods": cloudfront.AllowedMethods.ALLOW_ALL,
    "cache_policy": cloudfront.CachePolicy.CACHING_DISABLED,
    "origin_request_policy": cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
}

NOT_ADVISED = {
    "AwsSolutions-CFR1": "People everywhere use it.",
    "AwsSolutions-CFR2": "The API checks what it is sent, and API Gateway limits how much that is.",
    "AwsSolutions-CFR3": "Who looks at what is nobody's business; functions log each request to "
    "the API.",
    "Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk": "There is a root object, "
    "and no path at which S3 would answer with a list.",
}
WITHOUT_A_DOMAIN = {
    "AwsSolutions-CFR4": "CloudFront's own certificate fixes the protocol; a domain of one's own "
    "is the operator's choice.",
}


class FrontDoor(Construct):
    """A distribution: `/api/…` is the HTTP API, `/live` the WebSocket API, and all else files.

    The API learns the address of each viewer, and believes it by the secret that comes with it.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        files: s3.IBucket,
        headers_of_files: Mapping[str, str],
        http_api: HttpApi,
        origin_secret: SecretValue,
        socket_api: WebSocketApi,
        domain: Domain | None,
    ) -> None:
        super().__init__(scope, "FrontDoor")
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            default_behavior=self._files(files, headers_of_files),
            default_root_object=site_headers.PAGE,
            additional_behaviors={
                **self._api(http_api, origin_secret),
                "/live": self._live(socket_api),
            },
            error_responses=[
                cloudfront.ErrorResponse(http_status=status, ttl=Duration.seconds(0))
                for status in ERRORS_NOT_KEPT
            ],
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            enable_ipv6=True,
            **self._named(domain),
        )
        not_advised = NOT_ADVISED if domain else {**NOT_ADVISED, **WITHOUT_A_DOMAIN}
        for rule, reason in not_advised.items():
            Validations.of(self.distribution).acknowledge(Acknowledgment(id=rule, reason=reason))

    def _files(self, files: s3.IBucket, headers: Mapping[str, str]) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=S3BucketOrigin.with_origin_access_control(
                files,
                # With the right to list, S3 answers 404 and not 403 where there is no file. Nobody
                # gets a list: each path that names no file is that of the page.
                origin_access_levels=[cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
            ),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            compress=True,
            response_headers_policy=response_headers(self, "FileHeaders", headers),
            function_associations=[EdgeFunction(self, "page_request").for_requests],
        )

    def _api(
        self, http_api: HttpApi, origin_secret: SecretValue
    ) -> dict[str, cloudfront.BehaviorOptions]:
        """Returns the behaviors of the API; the first whose path fits counts."""
        common: dict[str, Any] = {
            "origin": _origin(
                self, http_api.api_id, {ORIGIN_SECRET_HEADER: origin_secret.unsafe_unwrap()}
            ),
            "viewer_protocol_policy": cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            "response_headers_policy": response_headers(self, "ApiHeaders", site_headers.API),
            "function_associations": [EdgeFunction(self, "api_request").for_requests],
        }
        trending = cloudfront.CachePolicy(
            self,
            "Trending",
            comment="The same for everybody: nobody's cookies and tokens reach it.",
            min_ttl=Duration.seconds(0),
            default_ttl=TRENDING_KEPT,
            max_ttl=TRENDING_KEPT,
            query_string_behavior=cloudfront.CacheQueryStringBehavior.allow_list("limit"),
            enable_accept_encoding_brotli=True,
            enable_accept_encoding_gzip=True,
        )
        return {
            "/api/explore/trending": cloudfront.BehaviorOptions(
                **common, cache_policy=trending, compress=True
            ),
            "/api/*": cloudfront.BehaviorOptions(**common, **UNCHANGED),
        }

    def _live(self, socket_api: WebSocketApi) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            # The stage has the same name as the path.
            origin=_origin(self, socket_api.api_id),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            **UNCHANGED,
        )

    def _named(self, domain: Domain | None) -> dict[str, Any]:
        if domain is None:
            return {}
        return {
            "domain_names": [domain.name],
            "certificate": acm.Certificate.from_certificate_arn(
                self, "Certificate", domain.certificate_arn
            ),
            "minimum_protocol_version": cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
        }


def _origin(
    scope: Construct, api_id: str, custom_headers: Mapping[str, str] | None = None
) -> HttpOrigin:
    stack = Stack.of(scope)
    return HttpOrigin(
        f"{api_id}.execute-api.{stack.region}.{stack.url_suffix}",
        protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
        origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
        custom_headers=custom_headers,
    )
