"""The base of all that travels as JSON."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Wire(BaseModel):
    """A model that is camelCase outside and snake_case inside."""

    # Deferred, since a function imports models of its domain's other endpoints, and builds none.
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, defer_build=True)
