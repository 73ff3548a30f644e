"""Reasons of a match in words, in the reader's language, from the files in `texts/`."""

from collections.abc import Iterator
from pathlib import Path

from explore.matching import Match
from learn_exchange.short_texts import ShortTexts

translate = ShortTexts(Path(__file__).with_name("texts")).translate


def in_words(match: Match, language: str) -> list[str]:
    """Returns a sentence for each skill and each factor that counted."""
    return [*_sentences(match, language)]


def _sentences(match: Match, language: str) -> Iterator[str]:
    for skill in match.they_teach:
        level = translate(language, skill.level)
        yield translate(language, "teaches", {"skill": skill.name, "level": level})
    for skill in match.they_learn:
        yield translate(language, "learns", {"skill": skill.name})
    if match.rating:
        average = _number(f"{match.rating.average:.1f}", language)
        number = match.rating.count
        message = "rated.one" if number == 1 else "rated"
        yield translate(language, message, {"average": average, "people": str(number)})
    if match.common_hours is not None:
        yield translate(language, "hours", {"hours": _number(f"{match.common_hours:g}", language)})


def _number(digits: str, language: str) -> str:
    whole, point, fraction = digits.partition(".")
    if not point:
        return whole
    return translate(language, "decimal", {"whole": whole, "fraction": fraction})
