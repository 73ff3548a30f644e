"""What is kept: the tables and the secrets."""

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.config import Config
from infra.constructs.table import DomainTable
from infra.platform import Resource
from infra.tables import TABLES


class DataStack(Stack):
    """The tables and the two secrets. No function is here, so that code never endangers data."""

    def __init__(self, scope: Construct, config: Config, **kwargs: object) -> None:
        super().__init__(scope, f"{config.prefix}-data", **kwargs)  # type: ignore[arg-type]
        tables = {
            name: DomainTable(self, name, items, config=config) for name, items in TABLES.items()
        }
        self.tables = {name: table.table for name, table in tables.items()}
        self.resources = {
            f"{name} table": Resource(table.arns, {f"{name.upper()}_TABLE": table.table.table_name})
            for name, table in tables.items()
        }
        issuer = {"TOKEN_ISSUER": config.token_issuer}
        # A signing key is derived from the seed, so that deploying needs no code to run.
        self.resources["signing secret"] = self._secret(
            config,
            "signing",
            issuer,
            secretsmanager.SecretStringGenerator(
                secret_string_template="{}",  # noqa: S106
                generate_string_key="seed",
                password_length=64,
            ),
        )
        self.resources["mail secret"] = self._secret(
            config, "mail", {}, secretsmanager.SecretStringGenerator(password_length=64)
        )

    def _secret(
        self,
        config: Config,
        name: str,
        environment: dict[str, str],
        generator: secretsmanager.SecretStringGenerator,
    ) -> Resource:
        secret_name = f"{config.prefix}/{name}"
        secretsmanager.Secret(
            self,
            f"{name}-secret",
            secret_name=secret_name,
            generate_secret_string=generator,
            removal_policy=RemovalPolicy.RETAIN if config.is_aws else RemovalPolicy.DESTROY,
        )
        # Secrets Manager appends a hyphen and six characters of its own to the name.
        arn = self.format_arn(service="secretsmanager", resource=f"secret:{secret_name}-??????")
        return Resource((arn,), {f"{name.upper()}_SECRET": secret_name, **environment})
