"""The role of a function: what it may do, and nothing else."""

from collections.abc import Iterable

from aws_cdk import Acknowledgment, Stack, Validations
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.platform import Grant


class FunctionRole(iam.Role):
    """A role for Lambda with exactly the given grants.

    Raises:
        ValueError: a grant is on anything of a kind, and does not say why.
    """

    def __init__(self, scope: Construct, construct_id: str, grants: Iterable[Grant]) -> None:
        grants = list(grants)
        super().__init__(
            scope,
            construct_id,
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            inline_policies={
                "Line": iam.PolicyDocument(
                    statements=[
                        iam.PolicyStatement(
                            actions=list(grant.actions),
                            resources=list(grant.arns),
                            conditions=dict(grant.conditions),
                        )
                        for grant in grants
                    ]
                )
            },
        )
        for grant in grants:
            for arn in grant.arns:
                if arn.endswith("*"):
                    self._acknowledge(arn, grant.wildcard_reason)

    def _acknowledge(self, arn: str, reason: str) -> None:
        if not reason:
            raise ValueError(f"why may {self.node.path} touch any {arn}?")
        # cdk-nag writes `arn:<AWS::Partition>:…`.
        resolved = Stack.of(self).resolve(arn)
        parts = [resolved] if isinstance(resolved, str) else resolved["Fn::Join"][1]
        spelled = "".join(part if isinstance(part, str) else f"<{part['Ref']}>" for part in parts)
        Validations.of(self).acknowledge(
            Acknowledgment(id=f"AwsSolutions-IAM5[Resource::{spelled}]", reason=reason)
        )
