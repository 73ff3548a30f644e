"""docs/openapi.json, made from the endpoints' own code."""

from contracts.openapi.merge import DOCUMENT, ComponentClash, document, text, write
from contracts.openapi.operations import endpoint_of

__all__ = ["DOCUMENT", "ComponentClash", "document", "endpoint_of", "text", "write"]
