"""Texts of one line, from a domain's Fluent files: functions say them without Fluent's runtime.

That takes longer to load than all else that an endpoint needs. These files use little of Fluent:
messages and attributes of one line each, with the values of variables in them.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from learn_exchange.naming import REORDERING

# First strong isolate and its end: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
FSI, PDI = "\u2068", "\u2069"
FROM_THE_RIGHT = ("R", "AL", "AN")
# `name = text`, or `.name = text` of an attribute, which is indented.
ENTRY = re.compile(r"(?:([A-Za-z][\w-]*)|\s+(\.[A-Za-z][\w-]*)) = (.+)")
VARIABLE = re.compile(r"\{ \$(\w+) \}")


def isolated(text: str) -> str:
    """Return what people have written so that it reorders nothing around it.

    Marks of theirs that reorder are left out, since one could end the isolate. All languages here
    are written from the left, so what has no letter that is written from the right needs none.
    """
    text = "".join(character for character in text if character not in REORDERING)
    is_from_the_right = any(unicodedata.bidirectional(c) in FROM_THE_RIGHT for c in text)
    return f"{FSI}{text}{PDI}" if is_from_the_right else text


def source_of(directory: Path, language: str) -> str:
    """Return the Fluent file of a language."""
    return directory.joinpath(f"{language}.ftl").read_text("utf-8")


@dataclass(frozen=True)
class ShortTexts:
    """The texts of one line in a directory of files such as `en.ftl`."""

    directory: Path

    def translate(
        self, language: str, message: str, arguments: Mapping[str, str] | None = None
    ) -> str:
        """Return a message, or an attribute of it, such as `rated.one`.

        Raises:
            LookupError: there is no such message, or it has a variable that is not given.
        """
        given = arguments or {}
        text = _entries(self.directory, language)[message]
        return VARIABLE.sub(lambda variable: isolated(given[variable[1]]), text)


@cache
def _entries(directory: Path, language: str) -> dict[str, str]:
    entries, name = {}, ""
    for line in source_of(directory, language).splitlines():
        if entry := ENTRY.fullmatch(line):
            name = entry[1] or name
            entries[name + (entry[2] or "")] = entry[3]
    return entries
