"""Values that are no language of texts."""

from typing import Any

BAD_LANGUAGES: list[Any] = [
    *("", " ", "EN", "Es", "es-MX", "tlh", "spanish", "../en", "en.ftl", "en\n", "en\x00", " en"),
    *("\u200ben", "\u202een", "\uff45\uff4e", "\U0001f1ea\U0001f1f8", "\ud83d", "e" * 10_000),
    *(7, True, ["en"], {"en": 1}),
]
