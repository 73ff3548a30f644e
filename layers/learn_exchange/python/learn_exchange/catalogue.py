"""The catalogue of skills: their names, what else they are called, and how names are compared.

The skills are in `skills.json`, which is read when first needed. A skill need not be in it: any
other name stands for itself, however it is typed. All names of one skill are the same skill
everywhere, so an alias is another name for the very thing, never for a part of it or something
like it.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import filterfalse
from pathlib import Path

# What some put into a name and others, as in a hashtag, leave out. NFKC makes U+2010 of the hyphen
# that does not break.
SEPARATORS = " -_.\u2010\u2013'\u2018\u2019\u02bc\u02bb\"\u05f3\u05f4\u00b7\u2027\u30fb"
# Marks that nobody sees: they choose a glyph or a direction, or say where a line may break.
INVISIBLE = "".join(
    map(chr, (0xAD, 0x34F, 0x61C, *range(0x180B, 0x1810), 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))
) + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
# They join or part letters of one word in Persian and in Indian scripts, and do nothing at its end.
JOINERS = "\u200c\u200d"
INNER_WORD = re.compile(r"(?<!^)\b\w")
# Letters that do not decompose, and what stands for them where a keyboard does not have them.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "\u0131": "i"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ŋ": "ng", "\u0640": ""}
)


@dataclass(frozen=True)
class Skill:
    """A skill of the catalogue."""

    name: str
    category: str
    aliases: tuple[str, ...]


@cache
def skills() -> tuple[Skill, ...]:
    """Returns all skills of the catalogue, category by category."""
    return tuple(
        Skill(name, category, tuple(aliases))
        for category, listed in _file().items()
        for name, aliases in listed.items()
    )


def skill_key(name: str) -> str:
    """Returns the key of a name: the same whatever its case, width, or spacing."""
    if name.isascii():
        return " ".join(name.casefold().split())
    # Folding the case can undo the normal form: Unicode section 3.13, definition D146.
    folded = unicodedata.normalize("NFKC", name.translate(_invisible())).casefold()
    words = unicodedata.normalize("NFKC", folded).split()
    return " ".join(word for each in words if (word := each.strip(JOINERS)))


def canonical(name: str) -> str:
    """Returns the key by which skills and tags are compared: all names of one skill have the same.

    Of a skill of the catalogue it is the `skill_key` of the name there, whichever of its names is
    given. Of any other it is its own, without what people leave out as they type: accents, spaces,
    hyphens, apostrophes and dots.
    """
    key = skill_key(name)
    plain = _without_separators(_without_accents(key)) or key
    known = _names().get(bare(plain))
    return skill_key(known) if known else plain


def is_name_with_signs(name: str) -> bool:
    """Returns whether the catalogue has a name that looks so, and has signs: `C++`, `.NET`."""
    return skill_key(name) in _names_with_signs()


def warm_up() -> None:
    """Read the catalogue while the function starts."""
    canonical("")


def fold(text: str) -> str:
    """Returns the text to search by: the same whatever its case, width, spacing, or accents."""
    key = skill_key(text)
    if key.isascii():
        return key
    # Accents are the marks that have a combining class; vowel signs of Indian scripts have not.
    letters = filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", key))
    return skill_key("".join(letters)).translate(LETTERS)


def find(prefix: str, limit: int) -> list[Skill]:
    """Returns the skills that begin with a prefix, at most `limit`: all do with an empty one.

    First come those whose name begins with it, then an alias, then a word within the name; each in
    alphabetical order. Texts are compared as `fold` says, and without separators.
    """
    wanted = bare(prefix)
    found = {skill.name: skill for text, skill in _beginnings() if text.startswith(wanted)}
    return [*found.values()][:limit]


def bare(text: str) -> str:
    """Returns the text to search by, without what separates words."""
    return _without_separators(fold(text))


def _without_separators(text: str) -> str:
    for separator in SEPARATORS:
        text = text.replace(separator, "")
    return unicodedata.normalize("NFC", text)


def _without_accents(key: str) -> str:
    """Leaves out the accents that are often not typed.

    Fewer than a search leaves out: without its marks a Thai, Japanese or Hindi word is another.
    """
    if key.isascii():
        return key
    decomposed = unicodedata.normalize("NFD", key)
    return unicodedata.normalize("NFC", _accents().sub("", decomposed).translate(LETTERS))


@cache
def _accents() -> re.Pattern[str]:
    """Returns the accents of Latin and Greek, of Russian, and the points of Hebrew and Arabic."""
    return re.compile(
        "(?<=[\0-\u03ff])[\u0300-\u036f]"
        "|(?<=\u0435)\u0308|(?<=[аеиоуыэюяіє])[\u0300\u0301]"
        "|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]"
        "|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
    )


@cache
def _invisible() -> dict[int, None]:
    return dict.fromkeys(map(ord, INVISIBLE))


def _file() -> dict[str, dict[str, list[str]]]:
    content: dict[str, dict[str, list[str]]] = json.loads(
        Path(__file__).with_name("skills.json").read_bytes()
    )
    return content


@cache
def _names() -> dict[str, str]:
    """Returns the names of skills by each of their names and aliases."""
    return {
        bare(text): name
        for listed in _file().values()
        for name, aliases in listed.items()
        for text in (name, *aliases)
    }


@cache
def _names_with_signs() -> frozenset[str]:
    """Returns the keys of the names that are not letters and hyphens alone, and of one word."""
    signed = {
        skill_key(name)
        for listed in _file().values()
        for skill, aliases in listed.items()
        for name in (skill, *aliases)
        if re.search(r"[^\w\s-]", name) and name.isascii()
    }
    return frozenset(key.replace(" ", joint) for key in signed for joint in ("", "-", "_"))


@cache
def _beginnings() -> list[tuple[str, Skill]]:
    """Returns all that a prefix can begin, in the order in which `find` answers."""
    in_order = sorted(((fold(skill.name), skill) for skill in skills()), key=lambda pair: pair[0])
    return [
        *((bare(name), skill) for name, skill in in_order),
        *((bare(alias), skill) for _, skill in in_order for alias in skill.aliases),
        *(
            (bare(name[word.start() :]), skill)
            for name, skill in in_order
            for word in INNER_WORD.finditer(name)
        ),
    ]
