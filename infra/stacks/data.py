"""Stateful resources: the tables, people's files, and the secrets."""

from aws_cdk import Acknowledgment, SecretValue, Validations
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.config import Config
from infra.constructs.storage import MediaFiles, Uploads
from infra.constructs.table import DomainTable
from infra.platform import Resource
from infra.stacks.stage import StageStack
from infra.tables import TABLES
from learn_exchange.settings import table_variable


class DataStack(StageStack):
    """The tables, the buckets and the secrets.

    No function is here, so that code never endangers data.
    """

    def __init__(self, scope: Construct, config: Config) -> None:
        super().__init__(scope, "data", config, protected=config.keeps_data)
        tables = {
            name: DomainTable(self, name, items, config=config) for name, items in TABLES.items()
        }
        self.streams = {name: table.stream_arn for name, table in tables.items()}
        uploads = Uploads(self, name=f"{config.prefix}-uploads-{self.account}", config=config)
        media = MediaFiles(self, name=f"{config.prefix}-media-{self.account}", config=config)
        self.buckets = {"uploads": uploads.name}
        self.upload_origins = uploads.origins
        self.media_url = media.base_url
        # Where there are people or posts, there are pictures to show.
        shown = {"MEDIA_BASE_URL": media.base_url}
        self.resources = {}
        for name, table in tables.items():
            told = {table_variable(name): table.table.table_name, **shown}
            # Indexes can be queried, and nothing else.
            self.resources[f"{name} items"] = Resource((table.table.table_arn,), told)
            self.resources[f"{name} table"] = Resource(table.arns, told)
        self.resources["uploads bucket"] = Resource(
            (uploads.objects_arn,),
            {"UPLOADS_BUCKET": uploads.name},
            wildcard_reason="Each upload is an object of its own name.",
        )
        self.resources["media bucket"] = Resource(
            (media.objects_arn,),
            {"MEDIA_BUCKET": media.name},
            wildcard_reason="Each file has a folder of its own name.",
        )
        # A signing key is derived from the seed, so that deploying needs no code to run.
        signing = secretsmanager.SecretStringGenerator(
            secret_string_template="{}",  # noqa: S106
            generate_string_key="seed",
            password_length=64,
        )
        self.resources["signing secret"] = self._secret(
            config,
            "signing",
            signing,
            {"TOKEN_ISSUER": config.token_issuer},
            not_rotated_because="auth.rotate_signing_key replaces it, and a new key must be "
            "published before it signs, which the rotation of Secrets Manager knows nothing of.",
        )
        self.resources["mail secret"] = self._secret(
            config,
            "mail",
            secretsmanager.SecretStringGenerator(password_length=64),
            {},
            not_rotated_because="It is random and never leaves the functions; another one would "
            "break the links in all mails that are on their way.",
        )

        self.resources["origin secret"] = self._secret(
            config,
            "origin",
            # It is sent as a header.
            secretsmanager.SecretStringGenerator(password_length=64, exclude_punctuation=True),
            {},
            not_rotated_because="The front door is told it at a deployment; until the next one, "
            "another secret would have it taken for a stranger.",
        )
        self.resources["push secret"] = self._secret(
            config,
            "push",
            # Operators fill it in. As long as this line is the same, deploying leaves it alone.
            SecretValue.unsafe_plain_text("{}"),
            {},
            not_rotated_because="Google and Apple give out what is in it, to operators.",
        )

    def _secret(
        self,
        config: Config,
        name: str,
        content: secretsmanager.SecretStringGenerator | SecretValue,
        environment: dict[str, str],
        *,
        not_rotated_because: str,
    ) -> Resource:
        secret_name = f"{config.prefix}/{name}"
        secret = secretsmanager.Secret(
            self,
            f"{name}-secret",
            secret_name=secret_name,
            **(
                {"secret_string_value": content}
                if isinstance(content, SecretValue)
                else {"generate_secret_string": content}
            ),
            removal_policy=config.removal_policy,
        )
        Validations.of(secret).acknowledge(
            Acknowledgment(id="AwsSolutions-SMG4", reason=not_rotated_because)
        )
        # Secrets Manager appends a hyphen and six characters of its own to the name.
        arn = self.format_arn(service="secretsmanager", resource=f"secret:{secret_name}-??????")
        return Resource((arn,), {f"{name.upper()}_SECRET": secret_name, **environment})
