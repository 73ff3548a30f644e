"""Tags of posts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feed.tags import LONGEST_TAG, MOST_TAGS, tags_of
from learn_exchange.catalogue import canonical

checked = settings(deadline=None, derandomize=True, max_examples=200)

MARKDOWN = [
    *("#", "##", "# ", "#a", "#b-c", "#1", "#é", "#हिन्दी", "`", "``", "```", "~~~", "\n", " "),
    *("\\", "(", ")", "](", "://", "/", "&", "a", "1", "_", "-", "\u200d", "\u0301", ">"),
]
markdown = st.lists(st.sampled_from(MARKDOWN) | st.characters(), max_size=40).map("".join)
words = st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True)

HASHTAGS: list[tuple[str, str, list[str]]] = [
    ("at the beginning", "#fractals are fun", ["fractals"]),
    ("at the end", "Fun with #fractals", ["fractals"]),
    ("before a full stop", "I like #fractals.", ["fractals"]),
    ("in brackets", "(#fractals)", ["fractals"]),
    ("in quotes", '"#fractals"', ["fractals"]),
    ("in bold", "**#fractals**", ["fractals"]),
    ("in a list", "- #fractals\n* #julia-sets", ["fractals", "julia-sets"]),
    ("in a quotation", "> #fractals", ["fractals"]),
    ("in a heading", "## On #fractals", ["fractals"]),
    ("behind a comma", "one,#fractals", ["fractals"]),
    ("behind an emoji", "\U0001f3b8#fractals", ["fractals"]),
    ("before an emoji", "#fractals\U0001f3b8", ["fractals"]),
    ("on lines of Windows", "one\r\n#fractals\r\ntwo", ["fractals"]),
    ("of digits and letters", "#3rd-dimension #2fast", ["3rd-dimension", "2fast"]),
    ("with an underscore", "#julia_sets", ["julia_sets"]),
    ("as a link's text", "[#fractals](https://example.com)", ["fractals"]),
    ("in another case", "#Fractals #FRACTALS", ["fractals"]),
    ("in wide letters", "#\uff26ractals", ["fractals"]),
    ("with an accent", "#précision", ["précision"]),
    ("with a combining accent", "#pre\u0301cision", ["précision"]),
    ("in Greek", "#ΦΡΑΚΤΑΛ", ["φρακταλ"]),
    ("in Arabic", "#كسيريات هندسية", ["كسيريات"]),
    ("in Hindi, with vowel signs", "#कविता", ["कविता"]),
    ("in Thai, with vowel signs", "#เลขเศษส่วน", ["เลขเศษส่วน"]),
    ("in Persian, with a joiner", "#می\u200cروم", ["می\u200cروم"]),
    ("in Chinese", "学习 #分形 吧", ["分形"]),
    ("of one letter", "#x", ["x"]),
    ("two without a space", "#fractals#julia", ["fractals"]),
    ("an alias", "#js and #JavaScript", ["javascript"]),
    ("of digits only", "See #1, #2026 and #1_2", []),
    ("of underscores", "#_ #__", []),
    ("a sign alone", "# and #", []),
    ("a sign before punctuation", "#! #? #.", []),
    ("a sign before an emoji", "#\U0001f3b8", []),
    ("a heading", "# Fractals\n## Julia\n### Sets", []),
    ("a heading without a space", "##fractals ###julia", []),
    ("within a word", "C#minor a#b", []),
    ("escaped", r"\#fractals", []),
    ("an entity of HTML", "&#x27; &#39;", []),
    ("an address's place", "https://example.com/page#fractals", []),
    ("an address's place behind a slash", "https://example.com/#fractals", []),
    ("an address's place behind a query", "<https://example.com/?page=#fractals>", []),
    ("an address of an app", "app://example?#fractals", []),
    ("a path's place", "/docs/#fractals", []),
    ("a link to a place within the post", "[see below](#fractals)", []),
    ("a code span", "`#fractals`", []),
    ("a code span of two backticks", "``#fractals ` #julia``", []),
    ("two code spans", "`#a` #fractals `#b`", ["fractals"]),
    ("half a code span", "it costs 5` #fractals", ["fractals"]),
    ("code", "```\n#fractals\n```", []),
    ("code of a language", "```c\n#include <stdio.h>\n``` #fractals", ["fractals"]),
    ("code that does not end", "#julia\n```\n#fractals", ["julia"]),
    ("code between tildes", "~~~\n#julia\n~~~\n#fractals", ["fractals"]),
    ("code between tildes in a quotation", "> ~~~\n> #julia\n> ~~~\n#fractals", ["fractals"]),
    ("code between more tildes", "~~~~\n#julia\n~~~~\n#fractals", ["fractals"]),
    ("tildes that are no code", "so nice~~~ #fractals", ["fractals"]),
    ("struck out", "~~#fractals~~", ["fractals"]),
]


@pytest.mark.parametrize(
    ("content", "tags"), [row[1:] for row in HASHTAGS], ids=[row[0] for row in HASHTAGS]
)
def test_a_hashtag(content: str, tags: list[str]) -> None:
    assert tags_of([], content) == tags


def test_those_given_come_first_then_the_hashtags_in_their_order() -> None:
    tags = tags_of(["julia sets", "fractals"], "#zeta #alpha #fractals #zeta")

    assert tags == ["julia sets", "fractals", "zeta", "alpha"]


def test_names_of_one_skill_are_one_tag() -> None:
    assert tags_of(["JS", "js", "JavaScript"], "#javascript #Js #java-script") == ["javascript"]


def test_a_post_has_ten_tags_at_most() -> None:
    given_tags = [f"given {number}" for number in range(8)]

    assert tags_of(given_tags, "#one #two #three") == [*given_tags, "one", "two"]
    assert len(tags_of([f"given {number}" for number in range(12)], "")) == MOST_TAGS == 10


def test_a_hashtag_that_is_too_long_is_none_and_takes_no_place() -> None:
    tags = tags_of([], f"#{'x' * 101} #{'y' * 100} " + " ".join(f"#n{n}" for n in range(9)))

    assert tags == ["y" * 100, *(f"n{n}" for n in range(9))]


def test_a_hashtag_that_is_too_long_when_it_is_compared_is_none() -> None:
    assert tags_of([], "#" + "\ufdfa" * 10) == []


@checked
@given(given_tags=st.lists(words, max_size=12), content=markdown)
def test_tags_are_few_short_canonical_and_each_there_once(
    given_tags: list[str], content: str
) -> None:
    tags = tags_of(given_tags, content)

    assert len(tags) == len(set(tags)) <= MOST_TAGS
    assert all(0 < len(tag) <= LONGEST_TAG for tag in tags)
    assert [canonical(tag) for tag in tags] == tags
    assert (
        tags[: len(dict.fromkeys(map(canonical, given_tags)))]
        == [*dict.fromkeys(map(canonical, given_tags))][:MOST_TAGS]
    )


@checked
@given(content=markdown)
def test_what_is_code_has_no_tags(content: str) -> None:
    assert tags_of([], f"```\n{content.replace('`', '')}\n```") == []


@checked
@given(tags=st.lists(words, max_size=10, unique_by=canonical))
def test_plain_hashtags_are_all_found(tags: list[str]) -> None:
    content = " and ".join(f"#{tag}" for tag in tags)

    assert tags_of([], content) == [canonical(tag) for tag in tags]
