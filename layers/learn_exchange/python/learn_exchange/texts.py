"""Texts for people, in their language, from a domain's Fluent files: one file a language.

The syntax: https://projectfluent.org/fluent/guide/
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource


@dataclass(frozen=True)
class Texts:
    """The texts in a directory of files such as `en.ftl`."""

    directory: Path

    def translate(
        self, language: str, message: str, arguments: Mapping[str, Any] | None = None
    ) -> str:
        """Return a message, or an attribute of it, such as `like.title`.

        Raises:
            LookupError: there is no such message.
        """
        name, _, attribute = message.partition(".")
        bundle = _bundle(self.directory / f"{language}.ftl")
        entry = bundle.get_message(name)
        pattern = entry.attributes[attribute] if attribute else entry.value
        if pattern is None:
            raise LookupError(message)
        text, _ = bundle.format_pattern(pattern, dict(arguments or {}))
        return str(text)


@cache
def _bundle(file: Path) -> FluentBundle:
    bundle = FluentBundle([file.stem], use_isolating=False)
    bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle
