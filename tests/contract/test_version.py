"""One version, wherever it is said."""

import re
from pathlib import Path

from contracts import asyncapi, openapi
from contracts.version import VERSION

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


def test_both_contracts_have_the_newest_version_of_the_changelog() -> None:
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", CHANGELOG.read_text("utf-8"), re.MULTILINE)
    assert versions[0] == VERSION
    assert openapi.document()["info"]["version"] == VERSION
    assert asyncapi.document()["info"]["version"] == VERSION
