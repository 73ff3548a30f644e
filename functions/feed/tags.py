"""The tags of a post: those given with it and the hashtags in it, as the catalogue spells them."""

import re
from collections.abc import Iterable, Iterator

from learn_exchange.catalogue import canonical

MOST_TAGS = 10
LONGEST_TAG = 100

# In code a `#` begins comments and directives: https://spec.commonmark.org/0.31.2/#code-spans
CODE = re.compile(r"(```|~~~).*?(?:\1|\Z)|`[^`\n]*`", re.DOTALL)
# Neither a heading, nor a part of an address, nor an issue's number.
HASHTAG = re.compile(r"(?<![\w#/&])#(?=[\w-]*[^\W\d_])(\w[\w-]*)")


def tags_of(given: Iterable[str], content: str) -> list[str]:
    """At most ten tags, each once: first those given, then the hashtags of the content."""
    found = dict.fromkeys(canonical(tag) for tag in (*given, *_hashtags(content)))
    return [tag for tag in found if len(tag) <= LONGEST_TAG][:MOST_TAGS]


def _hashtags(content: str) -> Iterator[str]:
    return (match[1] for match in HASHTAG.finditer(CODE.sub(" ", content)))
