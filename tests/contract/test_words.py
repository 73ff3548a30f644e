"""The words of both contracts: plain enough to be understood at the first reading."""

import re
from pathlib import Path

import pytest

from contracts import asyncapi, openapi

# Words that have to be read twice; plainer ones say the same.
UNPLAIN = ("anew", "besides", "by which", "meanwhile", "of which", "the one who", "whoever")


@pytest.mark.parametrize("path", [openapi.DOCUMENT, asyncapi.DOCUMENT], ids=lambda path: path.stem)
def test_a_contract_is_in_plain_words(path: Path) -> None:
    text = re.sub(r"\\n|\s+", " ", path.read_text("utf-8"))
    found = re.findall(rf".{{0,60}}\b(?:{'|'.join(UNPLAIN)})\b.{{0,60}}", text, re.IGNORECASE)
    assert found == []
