"""The tags of a post: those given with it and the hashtags in it, as the catalogue spells them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import takewhile

from learn_exchange.catalogue import canonical

MOST_TAGS = 10
LONGEST_TAG = 100

# In code a `#` begins comments and directives (https://spec.commonmark.org/0.31.2/#code-spans), in
# addresses a place within the page.
NOT_PROSE = re.compile(
    r"```.*?(?:```|\Z)|^[ >]*~~~.*?(?:^[ >]*~~~|\Z)|``[^\n]+?``|`[^`\n]*`|://[^\s<>()]*",
    re.DOTALL | re.MULTILINE,
)
# Neither a heading, nor a part of an address, nor escaped, nor a link to a place within the post.
HASHTAG = re.compile(r"(?<![\w#/&\\])(?<!\]\()#(\w[^\s#]*)")
# They join letters of one word in Persian and in Indian scripts.
JOINERS = "\u200c\u200d"


def tags_of(given: Iterable[str], content: str) -> list[str]:
    """At most ten tags, each once: first those given, then the hashtags of the content."""
    found = dict.fromkeys(canonical(tag) for tag in (*given, *_hashtags(content)))
    return [tag for tag in found if len(tag) <= LONGEST_TAG][:MOST_TAGS]


def _hashtags(content: str) -> Iterator[str]:
    for match in HASHTAG.finditer(NOT_PROSE.sub(" ", content)):
        tag = "".join(takewhile(_belongs_to_tag, match[1]))
        if any(map(str.isalpha, tag)):  # An issue's number has no letter.
            yield tag


def _belongs_to_tag(character: str) -> bool:
    # Letters and digits, and the marks without which a Hindi or Thai word ends at its first vowel.
    return unicodedata.category(character)[0] in "LMN" or character in f"-_{JOINERS}"
