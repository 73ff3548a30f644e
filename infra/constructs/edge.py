"""The work of CloudFront on requests and answers: functions at the edge, and headers."""

from collections.abc import Mapping
from pathlib import Path

from aws_cdk import Duration
from aws_cdk import aws_cloudfront as cloudfront
from constructs import Construct

from infra.site_headers import A_YEAR

SOURCES = Path(__file__).parent.parent / "edge"


class EdgeFunction(cloudfront.Function):
    """A function of `infra/edge`, which CloudFront runs for each request."""

    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(
            scope,
            name.replace("_", "-"),
            code=cloudfront.FunctionCode.from_file(file_path=str(SOURCES / f"{name}.js")),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )

    @property
    def for_requests(self) -> cloudfront.FunctionAssociation:
        """Has it run for each request of a behavior, whether the answer is kept or not."""
        return cloudfront.FunctionAssociation(
            function=self, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
        )


def response_headers(
    scope: Construct, construct_id: str, headers: Mapping[str, str]
) -> cloudfront.ResponseHeadersPolicy:
    """Add headers of `infra.site_headers` to each answer that does not say them itself.

    Beside them browsers are told to come by TLS alone, which is not so on a laptop.
    """
    others = dict(headers)
    policy, referrer = others.pop("Content-Security-Policy"), others.pop("Referrer-Policy")
    # CloudFront has fields of its own for these, and takes them nowhere else. This is `nosniff`.
    del others["X-Content-Type-Options"]
    return cloudfront.ResponseHeadersPolicy(
        scope,
        construct_id,
        security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
            content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                content_security_policy=policy, override=False
            ),
            content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=False),
            referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                referrer_policy=cloudfront.HeadersReferrerPolicy[
                    referrer.upper().replace("-", "_")
                ],
                override=False,
            ),
            strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                access_control_max_age=Duration.seconds(A_YEAR), override=False
            ),
        ),
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
            custom_headers=[
                cloudfront.ResponseCustomHeader(header=name, value=value, override=False)
                for name, value in others.items()
            ]
        ),
    )
