"""Refuses passwords that are too short, common, or made of what everybody knows.

After ASVS 5.0, 6.2, and NIST SP 800-63B, 5.1.1.2. Nothing is asked of the kinds of characters.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from learn_exchange.naming import PRODUCT
from learn_exchange.people import FILLERS
from learn_exchange.problems import Invalid

SHORTEST, LONGEST = 8, 128
# The build makes it: see `infra/common_passwords.py`.
COMMON = Path(__file__).with_name("common_passwords.txt")

IGNORABLE = FILLERS | {"\u034f", *map(chr, range(0xFE00, 0xFE10))}
ENDS = "0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
# Digits and signs that are written for letters; `1` is written for two.
LOOKS_LIKE = (
    str.maketrans("@4310$57!", "aaeiossti"),
    str.maketrans("@4310$57!", "aaelosstl"),
)
# A name of fewer letters is in many a password by chance.
SHORTEST_WORD = 3


def strong(password: str) -> str:
    """Return the password as it is, if it is neither too short nor too long, nor easy to guess.

    Raises:
        ValueError: it is.
    """
    if len(_shown(password)) < SHORTEST:
        raise ValueError(f"must have at least {SHORTEST} characters that can be seen")
    if len(unicodedata.normalize("NFKC", password)) > LONGEST:
        raise ValueError(f"must have at most {LONGEST} characters")
    if any(f"\n{guess}\n" in _common() for guess in _variations(_shown(password))):
        raise ValueError(
            "is one of the first that are guessed; a few words that nobody else puts together are "
            "strong and easy to keep in mind"
        )
    if _is_made_of(password, [PRODUCT]):
        raise ValueError("must not be made of the name of this site")
    return password


def require_unlike(password: str, pointer: str, *, email: str, names: Iterable[str]) -> None:
    """Refuse a password that is made of its owner's names or address.

    Raises:
        Invalid: it is, and stands at `pointer` of the input.
    """
    known = [part for text in (email, *names) for part in (text, *_words(text))]
    if _is_made_of(password, [*known, PRODUCT]):
        raise Invalid.at(pointer, "must not be made of your names or your address")


def _shown(password: str) -> str:
    """Return what there is to see of a password."""
    text = unicodedata.normalize("NFKC", password)
    return "".join(c for c in text if unicodedata.category(c)[0] not in "CZ" and c not in IGNORABLE)


def _variations(text: str) -> Iterator[str]:
    """Yield a password as it is, and what it is a simple variation of."""
    text = text.casefold()
    half = text[: len(text) // 2]
    for word in {text, text.strip(ENDS), *([half] if half * 2 == text else [])}:
        yield from {word, word[::-1], *(word.translate(table) for table in LOOKS_LIKE)}


@cache
def _common() -> str:
    return COMMON.read_text("utf-8")


def _is_made_of(password: str, known: Iterable[str]) -> bool:
    """Returns whether hardly a letter of the password is left without what is known."""
    words = sorted({letters for each in known if (letters := _letters(each))}, key=len)
    words = [word for word in words if len(word) >= SHORTEST_WORD or not word.isascii()]
    for guess in _variations(_shown(password)):
        rest = letters = _letters(guess)
        for word in reversed(words):
            rest = rest.replace(word, "")
        if rest != letters and sum(c.isalpha() for c in rest) < SHORTEST_WORD:
            return True
    return False


def _letters(text: str) -> str:
    """Return the letters and digits of a text, small and without accents."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in apart if c.isalnum())


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()
