"""Reasons of a match in words, in the reader's language, from the files in `texts/`."""

from collections.abc import Iterator
from pathlib import Path

from explore.matching import Match
from learn_exchange.short_texts import ShortTexts

say = ShortTexts(Path(__file__).with_name("texts")).translate


def in_words(match: Match, language: str) -> list[str]:
    """Returns a sentence for each skill and each factor that counted."""
    return [*_sentences(match, language)]


def _sentences(match: Match, language: str) -> Iterator[str]:
    for skill in match.they_teach:
        level = say(language, skill.level)
        yield say(language, "teaches", {"skill": skill.name, "level": level})
    for skill in match.they_learn:
        yield say(language, "learns", {"skill": skill.name})
    if match.rating:
        average = _number(f"{match.rating.average:.1f}", language)
        number = match.rating.count
        message = "rated.one" if number == 1 else "rated"
        yield say(language, message, {"average": average, "people": str(number)})
    if match.common_hours is not None:
        yield say(language, "hours", {"hours": _number(f"{match.common_hours:g}", language)})


def _number(digits: str, language: str) -> str:
    whole, point, fraction = digits.partition(".")
    return say(language, "decimal", {"whole": whole, "fraction": fraction}) if point else whole
