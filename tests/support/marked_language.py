"""A language that nobody speaks: every text of the catalogues stands between marks.

Its dates are Babel's Greek. So what has Latin letters and no marks comes from the code, and is in
the same language for everybody; unless it was written by people, or is an address.
"""

import re
from html import unescape
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, FluentSerializer, ast, visitor

from learn_exchange import short_texts, texts
from learn_exchange.languages import DEFAULT

LANGUAGE = "el"
BEGIN, END = "⟦", "⟧"


class _Marking(visitor.Transformer):
    def visit_TextElement(self, node: ast.TextElement) -> ast.TextElement:  # noqa: N802
        return ast.TextElement(f"{BEGIN}{node.value}{END}")


def marked(source: str) -> str:
    """Returns a Fluent file with marks around each of its texts."""
    return FluentSerializer().serialize(_Marking().visit(FluentParser().parse(source)))


def use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be the language: made of that in which all others are written first."""
    source_of = short_texts.source_of

    def source(directory: Path, language: str) -> str:
        if language == LANGUAGE:
            return marked(source_of(directory, DEFAULT))
        return source_of(directory, language)

    for module in (short_texts, texts):
        monkeypatch.setattr(module, "source_of", source)


def left_over(text: str) -> list[str]:
    """Returns the words outside of marks that are in Latin letters and in no address."""
    without = re.sub(rf"{BEGIN}[^{BEGIN}{END}]*{END}", " ", text)
    without = re.sub(r"https?://\S+", " ", without)
    return re.findall(r"[A-Za-zÀ-ɏ]+", without)


def seen(page: str) -> str:
    """Returns what is to be read on a page of HTML."""
    body = re.sub(r"(?s)<style>.*?</style>", " ", page)
    return unescape(re.sub(r"<[^>]+>", " ", body))
