"""The languages that people are written to in."""

import re
from typing import Annotated, Literal, get_args

from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.request import Request

from learn_exchange.tables.users import Profile

Language = Literal["en", "es"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "en"
BY_NAME: dict[str, Language] = {language: language for language in LANGUAGES}

# One range and its weight, such as `es-MX;q=0.8`: RFC 9110, sections 12.4.2 and 12.5.4.
RANGE = re.compile(
    r"\s*([a-z]{1,8})(?:-[a-z0-9-]+)?\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?",
    re.ASCII | re.IGNORECASE,
)
MAX_HEADER_LENGTH = 1000


def language_of(profile: Profile | None, otherwise: str = DEFAULT) -> str:
    """Return the language that a person has chosen."""
    return (profile and profile.language) or otherwise


def best_match(accept_language: str) -> Language:
    """Return the language that a header `Accept-Language` likes best, else English.

    A region does not matter: `es-MX` is Spanish. Of languages that are liked equally the first
    counts, and what cannot be read is passed over.
    """
    best, most = DEFAULT, 0.0
    for part in accept_language[:MAX_HEADER_LENGTH].split(","):
        match = RANGE.fullmatch(part)
        weight = float(match[2] or 1) if match else 0.0
        if match and weight > most and (language := BY_NAME.get(match[1].lower())):
            best, most = language, weight
    return best


def _preferred(request: Request) -> Language:
    return best_match(request.resolved_event["headers"].get("accept-language", ""))


PreferredLanguage = Annotated[Language, Depends(_preferred)]
