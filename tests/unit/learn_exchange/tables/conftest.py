"""DynamoDB for the tests of the store."""

import pytest

from tests.conftest import ENVIRONMENT
from tests.support.dynamodb import BothWays, Client


@pytest.fixture
def dynamodb(clients: None, environment: None) -> Client:
    """Both ways to DynamoDB in memory, which must come to the same."""
    return BothWays(ENVIRONMENT["AWS_DEFAULT_REGION"])
