"""The base of all that travels as JSON."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema, model_validator
from pydantic.alias_generators import to_camel


def rfc3339(instant: datetime) -> str:
    """Write an instant as clients get it: always with three digits of fraction; `Z` for UTC."""
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")


Timestamp = Annotated[
    datetime,
    PlainSerializer(rfc3339, when_used="json"),
    WithJsonSchema(
        {"type": "string", "format": "date-time", "examples": ["2026-11-30T08:00:00.000Z"]}
    ),
]


def example(**fields: Any) -> ConfigDict:
    """Return the settings of a model of which no field alone says what goes together."""
    return ConfigDict(json_schema_extra={"examples": [fields]})


class ApiModel(BaseModel):
    """A model that is camelCase outside and snake_case inside."""

    # Deferred, since a function imports models of its domain's other endpoints, and builds none.
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, defer_build=True)


class InputModel(ApiModel):
    """Input of clients: names in camelCase only, and no field that is not known.

    So a client that misspells an optional field learns of it. A field that leaves the contract is
    `retired` first.
    """

    model_config = ConfigDict(populate_by_name=False, extra="forbid")


def retired(*names: str) -> Any:
    """Ignore fields, by their names outside, for the release after they have left the contract.

    Assign it in the model's body: `_retired = retired("nickname")`.
    """

    def without(sent: object) -> object:
        if not isinstance(sent, dict):
            return sent
        return {name: value for name, value in sent.items() if name not in names}

    return model_validator(mode="before")(without)
