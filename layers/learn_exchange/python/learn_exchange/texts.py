"""Texts for people, in their language, from a domain's Fluent files: one file a language.

The syntax: https://projectfluent.org/fluent/guide/
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, get_date_format, get_timezone_location
from fluent.runtime import FluentBundle, FluentResource

from learn_exchange.short_texts import isolated, source_of

# In a pattern such as `EEEE, d 'de' MMMM 'de' y`:
# https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns
YEAR_AT_THE_END = re.compile(r",?\s*(?:'[^']*'\s*)?y+$")


def day_and_time(local: datetime, language: str) -> str:
    """Return a local time as people write it, such as `Monday, November 30, 2026, 18:00`."""
    return f"{format_date(local, 'full', locale=language)}, {local:%H:%M}"


def day(local: datetime, language: str) -> str:
    """Return the day of a local time without its year, such as `Monday, November 30`."""
    pattern = YEAR_AT_THE_END.sub("", get_date_format("full", locale=language).pattern)
    return format_date(local, pattern, locale=language)


def short_day_and_time(local: datetime, language: str) -> str:
    """Return a local time for a heading, such as `Monday, November 30, 18:00`."""
    return f"{day(local, language)}, {local:%H:%M}"


def city_of(zone: str, language: str) -> str:
    """Return the city that a time zone is named after, as people of a language call it."""
    return str(get_timezone_location(zone, locale=language, return_city=True))


@dataclass(frozen=True)
class Texts:
    """The texts in a directory of files such as `en.ftl`."""

    directory: Path

    def translate(
        self, language: str, message: str, arguments: Mapping[str, Any] | None = None
    ) -> str:
        """Return a message, or an attribute of it, such as `like.title`.

        Texts among the arguments are isolated: people may have written them.

        Raises:
            LookupError: there is no such message.
        """
        name, _, attribute = message.partition(".")
        bundle = _bundle(self.directory, language)
        entry = bundle.get_message(name)
        pattern = entry.attributes[attribute] if attribute else entry.value
        if pattern is None:
            raise LookupError(message)
        given = {
            name: isolated(value) if isinstance(value, str) else value
            for name, value in (arguments or {}).items()
        }
        text, _ = bundle.format_pattern(pattern, given)
        return str(text)


@cache
def _bundle(directory: Path, language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(source_of(directory, language)))
    return bundle
