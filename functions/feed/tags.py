"""The tags of a post: those given with it and the hashtags in it, as they are written there.

Tags are compared by their keys in the catalogue. What belongs to a hashtag is that of Unicode's
UAX #31, section 6, with hyphens, and with what stands within words by UAX #29, section 4.1.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from feed.prose import prose_of
from feed.schemas import MAX_TAG_LENGTH, MAX_TAGS, SIGNS
from learn_exchange.catalogue import INVISIBLE, JOINERS, canonical, is_name_with_signs

# What nobody sees, without the space of no width: that parts words.
UNSEEN = (INVISIBLE + JOINERS).replace("\u200b", "")
HYPHENS = "-\u2010\u2011\uff0d"
# They stand between letters of one word: in Catalan, Ukrainian, Armenian, Hebrew, Tibetan and
# Japanese.
WITHIN_WORDS = (
    "'\u2019\u2018\u00b7\u0387\u2027\u055a\u055b\u055c\u055e\u055f\u058a\u05f3\u05f4"
    "\u0f0b\u0f0c\u30a0\u30fb\uff65"
)
MAX_NAME_WITH_SIGNS_LENGTH = 20


def tags_of(given: Iterable[str], content: str) -> list[str]:
    """Returns ten tags at most, each as it is first written: those given, then the hashtags."""
    found: dict[str, str] = {}
    for tag in (*given, *hashtags(content)):
        key = canonical(tag)
        if len(key) <= MAX_TAG_LENGTH:
            found.setdefault(key, tag)
    return [*found.values()][:MAX_TAGS]


def hashtags(content: str) -> Iterator[str]:
    """Yields the hashtags of a text in markdown, without their sign, as they are written."""
    text = prose_of(content)
    end = 0
    for index, character in enumerate(text):
        if character not in SIGNS or index < end or not _can_begin(text, index, end):
            continue
        name = _name_with_signs(text, index + 1) or _name(text, index + 1)
        if any(map(str.isalpha, name)) and len(name) <= MAX_TAG_LENGTH:  # A number has no letter.
            end = index + 1 + len(name)
            yield unicodedata.normalize("NFC", name)


def _can_begin(text: str, index: int, end_of_tag: int) -> bool:
    """Returns whether a sign begins a tag: not in `a#b`, `&#39;` and `/#top`."""
    if text[index - 2 : index] == "](":  # A link that is still being written.
        return False
    before = index - 1
    while before >= 0 and (text[before] == "_" or text[before] in UNSEEN):
        before -= 1
    if before < 0:
        return True
    if text[before] == "/":
        return 0 < end_of_tag == before
    return not _is_of_word(text[before]) and text[before] not in f"{SIGNS}&\\"


def _name_with_signs(text: str, start: int) -> str:
    """Returns the longest name of the catalogue such as `C++` or `.NET` that stands there."""
    near = text[start : start + MAX_NAME_WITH_SIGNS_LENGTH + 1]
    for length in range(min(len(near), MAX_NAME_WITH_SIGNS_LENGTH), 0, -1):
        name, after = near[:length], near[length : length + 1]
        ends_here = not after or not (
            after.isalpha() or after == name[-1] or (after.isalnum() and name[-1].isalnum())
        )
        if ends_here and not name[-1].isspace() and is_name_with_signs(name):
            return name
    return ""


def _name(text: str, start: int) -> str:
    """Returns the word that stands there, with what belongs to it."""
    if not (text[start : start + 1].isalnum() or text[start : start + 1] == "_"):
        return ""
    end = start
    while end < len(text) and _goes_on(text, end):
        end += 1
    name = text[start:end].rstrip(f"_{HYPHENS}{UNSEEN}")
    return name[:-2] if name.endswith(("'s", "\u2019s")) else name


def _goes_on(text: str, index: int) -> bool:
    character = text[index]
    if _is_of_word(character) or character in HYPHENS or character in UNSEEN:
        return True
    before, after = text[index - 1], text[index + 1 : index + 2]
    if not _is_of_word(before) or not after.isalnum():
        return False
    if character == '"':  # So gershayim are typed.
        return _is_hebrew(before) and _is_hebrew(after)
    return character in WITHIN_WORDS


def _is_of_word(character: str) -> bool:
    # Letters and digits, and the marks without which a Hindi or Thai word ends at its first vowel.
    category = unicodedata.category(character)
    return category[0] in "LMN" or category == "Pc"


def _is_hebrew(letter: str) -> bool:
    return "\u05d0" <= letter <= "\u05ea"
