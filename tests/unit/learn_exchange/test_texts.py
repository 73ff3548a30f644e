"""The texts of all domains: in every language, the same and complete."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast, visitor

from learn_exchange.languages import DEFAULT, LANGUAGES
from learn_exchange.short_texts import ShortTexts, isolated
from learn_exchange.texts import Texts
from tests.support.modules import FUNCTIONS

DIRECTORIES = sorted(FUNCTIONS.glob("*/texts"))
# The domains whose functions say texts without Fluent's runtime.
SHORT = {"chat", "explore"}
FILES = [file for directory in DIRECTORIES for file in sorted(directory.glob("*.ftl"))]


def named(path: Path) -> str:
    """Names a case: `auth`, or `auth-es`."""
    return path.parent.name if path.is_dir() else f"{path.parent.parent.name}-{path.stem}"


class Variables(visitor.Visitor):
    """The variables of a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        """A variable."""
        self.names.add(node.id.name)


def messages(file: Path) -> dict[str, set[str]]:
    """Returns the messages and attributes of a file, with the variables that each uses."""
    source = file.read_text("utf-8")
    found = {}
    for entry in FluentParser().parse(source).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            for name, pattern in [
                ("", entry.value),
                *((f".{a.id.name}", a.value) for a in entry.attributes),
            ]:
                variables = Variables()
                variables.visit(pattern)
                found[f"{entry.id.name}{name}"] = variables.names
    return found


def test_there_are_texts_of_all_domains_that_say_something_to_people() -> None:
    names = [named(directory) for directory in DIRECTORIES]
    assert names == ["auth", "chat", "exchange", "explore", "notifications"]


@pytest.mark.parametrize("directory", DIRECTORIES, ids=named)
def test_a_domain_speaks_all_languages_and_no_other(directory: Path) -> None:
    assert {path.name for path in directory.iterdir()} == {f"{name}.ftl" for name in LANGUAGES}


@pytest.mark.parametrize("file", FILES, ids=named)
def test_every_language_has_the_same_messages_with_the_same_variables(file: Path) -> None:
    assert messages(file) == messages(file.with_stem(DEFAULT))


@pytest.mark.parametrize("file", FILES, ids=named)
def test_texts_have_no_markup_and_spanish_says_tu(file: Path) -> None:
    source = file.read_text("utf-8")
    assert not re.search(r"</?\w+[^>]*>|&\w+;|\*\*|\]\(", source)
    if file.stem == "es":
        formal = r"\b(usted|ustedes|su cuenta|su contraseña|le damos)\b"
        assert not re.search(formal, source, re.IGNORECASE)


def test_a_message_or_an_attribute_that_there_is_not_is_a_defect(tmp_path: Path) -> None:
    (tmp_path / "en.ftl").write_text(
        "hello = Hello { $name }\n    .title = Hi\nempty =\n    .title = X\n"
    )
    texts = Texts(tmp_path)
    assert texts.translate("en", "hello", {"name": "<{ $name }>"}) == "Hello <{ $name }>"
    assert texts.translate("en", "hello.title") == "Hi"
    for missing in ("no-such-message", "hello.no-such-attribute", "empty"):
        with pytest.raises(LookupError):
            texts.translate("en", missing)


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.parent.parent.name in SHORT], ids=named
)
def test_texts_of_one_line_are_read_as_fluent_reads_them(file: Path) -> None:
    for message, variables in messages(file).items():
        given = {name: f"({name})" for name in variables}
        read = Texts(file.parent).translate(file.stem, message, given)
        assert ShortTexts(file.parent).translate(file.stem, message, given) == read


def test_a_text_of_one_line_that_there_is_not_or_that_lacks_a_value_is_a_defect(
    tmp_path: Path,
) -> None:
    (tmp_path / "en.ftl").write_text("hello = Hello { $name }\n    .title = Hi\n# no = comment\n")
    texts = ShortTexts(tmp_path)
    assert texts.translate("en", "hello", {"name": "Zoë"}) == "Hello Zoë"
    assert texts.translate("en", "hello.title") == "Hi"
    for missing in ("no", "no-such-message", "hello.no-such-attribute", "hello"):
        with pytest.raises(LookupError):
            texts.translate("en", missing)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ana", "Ana"),
        ("\u0639\u0644\u064a", "\u2068\u0639\u0644\u064a\u2069"),
        ("\u05d0\u05e0\u05d4 (2)", "\u2068\u05d0\u05e0\u05d4 (2)\u2069"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("\u2069\u0639\u2066", "\u2068\u0639\u2069"),
    ],
    ids=ascii,
)
def test_what_people_write_reorders_nothing_around_it(written: str, shown: str) -> None:
    assert isolated(written) == shown
    texts = Texts(FUNCTIONS / "notifications/texts")
    said = texts.translate("en", "follow", {"actor": written, "others": 0})
    assert said == f"{shown} follows you."
