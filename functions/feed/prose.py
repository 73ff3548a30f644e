"""The prose of a post: its markdown without code and addresses.

Blocks and code are those of CommonMark 0.31 (https://spec.commonmark.org/0.31.2/), addresses those
of GitHub's extension (https://github.github.com/gfm/#autolinks-extension-). This is no renderer:
it knows as much of markdown as decides what is code, and what is an address.
"""

import re
from collections.abc import Iterator
from functools import cache

from feed.schemas import SIGNS

# Deeper nesting is text: nobody reads it, and each line asks all that it is in.
MAX_CONTAINERS = 32
TAB = 4
QUOTE = 0

BLANK = " "


def prose_of(markdown: str) -> str:
    """Returns the text of all blocks, each with a space for what is code or an address in it."""
    return "\n\n".join(_inline().sub(_without, block) for block in _blocks(markdown))


def _blocks(markdown: str) -> Iterator[str]:
    """Yields the text of paragraphs and headings, without the marks of what they stand in."""
    reader = _Reader()
    for line in re.split(r"\r\n?|\n", markdown):
        yield from reader.read(line.expandtabs(TAB))
    yield from reader.end_paragraph()


class _Reader:
    """Reads the lines of a text one by one."""

    def __init__(self) -> None:
        self.containers: list[int] = []  # How far a list's item is indented, or `QUOTE`.
        self.paragraph: list[str] = []
        self.code_ends: re.Pattern[str] | None = None

    def read(self, line: str) -> Iterator[str]:
        """Yields the blocks that a line ends, or is."""
        depth, rest = _within(self.containers, line)
        if depth < len(self.containers):
            if self.paragraph and self.code_ends is None and not _interrupts(rest):
                self.paragraph.append(rest)
                return
            del self.containers[depth:]
            self.code_ends = None
            yield from self.end_paragraph()
        if self.code_ends is None:
            yield from self._begin(rest)
        elif self.code_ends.search(rest):
            self.code_ends = None

    def end_paragraph(self) -> Iterator[str]:
        """Yields the paragraph that has been read, if any."""
        if self.paragraph:
            yield "\n".join(self.paragraph)
            self.paragraph.clear()

    def _begin(self, line: str) -> Iterator[str]:
        line, opened = _opened(line, len(self.containers), in_paragraph=bool(self.paragraph))
        self.code_ends = _end_of_code(line)
        is_heading = re.match(r" {0,3}#{1,6}(?= |$)", line)
        if opened or self.code_ends or is_heading or not line.strip():
            yield from self.end_paragraph()
            self.containers += opened
        if self.code_ends:
            if self.code_ends.search(line, 1):  # Only `<pre>` and comments end where they begin.
                self.code_ends = None
        elif is_heading:
            yield line
        elif line.strip() and (self.paragraph or not line.startswith(" " * TAB)):
            self.paragraph.append(line)  # Else it is indented code.


def _within(containers: list[int], line: str) -> tuple[int, str]:
    """Returns how many of the containers a line goes on with, and what it says in them."""
    for depth, indent in enumerate(containers):
        if indent == QUOTE:
            mark = re.match(r" {0,3}> ?", line)
            if mark is None:
                return depth, line
            line = line[mark.end() :]
        elif line[:indent].strip():
            return depth, line
        else:
            line = line[indent:]
    return len(containers), line


def _opened(line: str, depth: int, *, in_paragraph: bool) -> tuple[str, list[int]]:
    """Returns what a line says in the containers that it opens, and those."""
    opened: list[int] = []
    while depth + len(opened) < MAX_CONTAINERS:
        if quote := re.match(r" {0,3}> ?", line):
            opened.append(QUOTE)
            line = line[quote.end() :]
            continue
        item = re.match(r" {0,3}(?:[-+*]|(\d{1,9})[.)])(?: {1,4}(?! )|(?= )|$)", line)
        interrupts = not in_paragraph or opened or (item and item[1] in (None, "1"))
        if item is None or not interrupts or re.fullmatch(r" {0,3}([-*] *)\1{2,}", line):
            return line, opened
        # Of five spaces, one belongs to the mark, and the others make code.
        is_bare = not item[0].endswith(" ")
        opened.append(item.end() + is_bare)
        line = line[item.end() + is_bare :]
    return line, opened


def _interrupts(line: str) -> bool:
    """Returns whether a line ends a paragraph that it does not stand in."""
    opened = _opened(line, 0, in_paragraph=True)[1]
    return not line.strip() or bool(opened) or _end_of_code(line) is not None


def _end_of_code(line: str) -> re.Pattern[str] | None:
    """Returns what the code that a line begins ends with; None where it begins none."""
    fence = re.match(r" {0,3}(?:(`{3,})[^`]*$|(~{3,}))", line)
    if fence:
        mark = fence[1] or fence[2]
        return re.compile(rf"^ {{0,3}}{mark[0]}{{{len(mark)},}} *$")
    raw = re.match(r" {0,3}<(?:(pre|script|style|textarea)(?=[\s>]|$)|!--)", line, re.IGNORECASE)
    if raw:
        return re.compile(f"</{raw[1]}>" if raw[1] else "-->", re.IGNORECASE)
    return None


def _without(found: re.Match[str]) -> str:
    if found.lastgroup != "escaped":
        return BLANK
    # The sign of a tag stays escaped, so that it is seen to begin none.
    return found[0] if found[0][1] in SIGNS else found[0][1]


@cache
def _inline() -> re.Pattern[str]:
    """Returns what is no prose within a block, made when it is first needed.

    Repetitions that others could make slow have a bound, or give nothing back.
    """
    target = r"(?:[^\s()\\]|\\.)"
    nested = rf"(?:{target}|\({target}*+\))"
    title = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))"""
    return re.compile(
        "|".join(
            (
                r"\\\\",
                r"(?P<escaped>\\[!-/:-@\[-`{-~\uff03\ufe5f])",
                r"(?<!`)(?P<ticks>`++).*?(?<!`)(?P=ticks)(?!`)",
                r"`++",
                r"<!--.{0,5000}?-->",
                r"<(?P<raw>code|kbd|pre|samp|script|style|tt)(?:\s[^<>]*)?>.{0,5000}?</(?P=raw)>",
                r"<[a-z][a-z0-9+.-]{1,31}:[^\s<>]*>",
                r"""</?[a-z][a-z0-9-]*(?:\s(?:[^<>"']|"[^"]*"|'[^']*'){0,500}+)?/?>""",
                # The target of a link, and that of one that is defined apart.
                rf"\]\(\s*(?:<[^<>\n]*>|(?:{target}|\({nested}*+\))*+)(?:\s+{title})?\s*\)",
                rf"^ {{0,3}}\[[^\[\]\n]+\]:\s*\S+(?=\s*$|\s+{title}\s*$)",
                # Addresses without any marks, and attributes.
                r"(?::/|\bwww\.|\bmailto:|\bxmpp:)[^\s<]*",
                r"(?<![\w.-])(?:[\w-]++\.)+\w{2,}+(?::\d+)?[/?#][^\s<]*",
                r"(?<![\w.-])[\w-]++:\d+[/?#][^\s<]*",
                r"""(?<=\w)=(?:"[^"\n]*"|'[^'\n]*')""",
            )
        ),
        re.DOTALL | re.IGNORECASE | re.MULTILINE,
    )
