"""The catalogue of skills: their names, what else they are called, and how names are compared.

The skills are in `skills.json`, which is read when first needed. A skill need not be in it: any
other name stands for itself. All names of one skill are the same skill everywhere, so an alias is
another name for the very thing, never for a part of it or something like it.
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
SEPARATORS = " -_.\u2010"
INNER_WORD = re.compile(r"(?<!^)\b\w")


@dataclass(frozen=True)
class Skill:
    """A skill of the catalogue."""

    name: str
    category: str
    aliases: tuple[str, ...]


@cache
def skills() -> tuple[Skill, ...]:
    """All skills of the catalogue, category by category."""
    return tuple(
        Skill(name, category, tuple(aliases))
        for category, listed in _file().items()
        for name, aliases in listed.items()
    )


def skill_key(name: str) -> str:
    """Returns the key of a name: the same whatever its case, width, or spacing."""
    # Folding the case can undo the normal form: Unicode section 3.13, definition D146.
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def canonical(name: str) -> str:
    """The key by which skills and tags are compared: all names of one skill have the same.

    Of a skill of the catalogue it is the `skill_key` of the name there, whichever of its names is
    given, and whether with or without accents, spaces, hyphens, underscores and dots. Of any other
    it is its own `skill_key`.
    """
    key = skill_key(name)
    known = _names().get(_bare(key))
    return skill_key(known) if known else key


def prime() -> None:
    """Read the catalogue while the function starts."""
    canonical("")


def fold(text: str) -> str:
    """Returns the text to search by: the same whatever its case, width, spacing, or accents."""
    if not text.isascii():
        # Accents are the marks that have a combining class; vowel signs of Indian scripts have not.
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(filterfalse(unicodedata.combining, decomposed))
    return skill_key(text)


def find(prefix: str, limit: int) -> list[Skill]:
    """The skills that begin with a prefix, at most `limit`: all do with an empty one.

    First come those whose name begins with it, then an alias, then a word within the name; each in
    alphabetical order. Texts are compared as `fold` says, and without separators.
    """
    wanted = _bare(prefix)
    found = {skill.name: skill for text, skill in _beginnings() if text.startswith(wanted)}
    return [*found.values()][:limit]


def _bare(text: str) -> str:
    bare = fold(text)
    for separator in SEPARATORS:
        bare = bare.replace(separator, "")
    return bare


def _file() -> dict[str, dict[str, list[str]]]:
    content: dict[str, dict[str, list[str]]] = json.loads(
        Path(__file__).with_name("skills.json").read_bytes()
    )
    return content


@cache
def _names() -> dict[str, str]:
    """The names of skills by each of their names and aliases."""
    return {
        _bare(text): name
        for listed in _file().values()
        for name, aliases in listed.items()
        for text in (name, *aliases)
    }


@cache
def _beginnings() -> list[tuple[str, Skill]]:
    """Returns all that a prefix can begin, in the order in which `find` answers."""
    in_order = sorted(((fold(skill.name), skill) for skill in skills()), key=lambda pair: pair[0])
    return [
        *((_bare(name), skill) for name, skill in in_order),
        *((_bare(alias), skill) for _, skill in in_order for alias in skill.aliases),
        *(
            (_bare(name[word.start() :]), skill)
            for name, skill in in_order
            for word in INNER_WORD.finditer(name)
        ),
    ]
