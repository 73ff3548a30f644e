"""Instants, as clients get them."""

import re
from typing import Any

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*([Zz]|[+-]\d\d:?\d\d)")
AS_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)", re.ASCII)


def check_instants(content: Any) -> None:
    """Check that all instants in some JSON have three digits of fraction."""
    match content:
        case dict():
            check_instants([*content.values()])
        case list():
            for each in content:
                check_instants(each)
        case str() if INSTANT.fullmatch(content):
            assert AS_WRITTEN.fullmatch(content), content
