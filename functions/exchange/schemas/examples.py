"""How the models of a body or an answer are given an example."""

from typing import Any

from pydantic import ConfigDict


def example(**fields: Any) -> ConfigDict:
    """Returns the settings of a model of which no field alone says what goes together."""
    return ConfigDict(json_schema_extra={"examples": [fields]})
