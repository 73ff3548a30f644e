"""A client that is generated from the contract, against the deployed system."""

from tests.support.system import System
from tests.support.typescript import node, workshop


def test_a_generated_client_in_typescript_plays_a_journey(system: System) -> None:
    workshop()
    played = node("journey.ts", system.api_url)
    assert played.returncode == 0, played.stdout
