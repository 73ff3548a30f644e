"""A table of one domain."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from infra.config import Config
from learn_exchange.tables.store import Item


def _projection(definition: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "projection_type": dynamodb.ProjectionType[definition["ProjectionType"]],
        "non_key_attributes": definition.get("NonKeyAttributes"),
    }


class DomainTable(Construct):
    """A DynamoDB table whose keys and indexes are those of its items' pynamodb model.

    On demand, with a stream of both images, point-in-time recovery and expiry by `expires_at`.
    Where data are kept it outlives its stack and cannot be deleted by mistake; a stage of
    developers goes with its stack, and has no recovery.
    """

    def __init__(self, scope: Construct, name: str, items: type[Item], *, config: Config) -> None:
        super().__init__(scope, f"{name}-table")
        schema = items._get_schema()  # noqa: SLF001
        types = {
            attribute["AttributeName"]: dynamodb.AttributeType.STRING
            for attribute in schema["attribute_definitions"]
        }

        def keys(definition: Sequence[Mapping[str, Any]]) -> tuple[dynamodb.Attribute, ...]:
            by_type = {key["KeyType"]: key["AttributeName"] for key in definition}
            return tuple(
                dynamodb.Attribute(name=by_type[kind], type=types[by_type[kind]])
                for kind in ("HASH", "RANGE")
            )

        partition_key, sort_key = keys(schema["key_schema"])
        self.indexes = [index["index_name"] for index in schema["global_secondary_indexes"]]
        self.table = dynamodb.TableV2(
            self,
            "Table",
            table_name=f"{config.prefix}-{name}",
            partition_key=partition_key,
            sort_key=sort_key,
            billing=dynamodb.Billing.on_demand(),
            dynamo_stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
            time_to_live_attribute="expires_at",
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=config.keeps_data or not config.is_aws
            ),
            deletion_protection=config.keeps_data,
            removal_policy=config.removal_policy,
            global_secondary_indexes=[
                dynamodb.GlobalSecondaryIndexPropsV2(
                    index_name=index["index_name"],
                    partition_key=keys(index["key_schema"])[0],
                    sort_key=keys(index["key_schema"])[1],
                    **_projection(index["projection"]),
                )
                for index in schema["global_secondary_indexes"]
            ],
        )

    @property
    def arns(self) -> tuple[str, ...]:
        """The table, and each of its indexes by name."""
        table = self.table.table_arn
        return (table, *(f"{table}/index/{index}" for index in self.indexes))

    @property
    def stream_arn(self) -> str:
        """The stream of changes."""
        return cast("str", self.table.table_stream_arn)
