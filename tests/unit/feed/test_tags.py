"""Tags of posts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feed.prose import prose_of
from feed.schemas import MAX_TAG_LENGTH, MAX_TAGS
from feed.tags import hashtags, tags_of
from learn_exchange.catalogue import canonical, skill_key, skills

checked = settings(deadline=None, derandomize=True, max_examples=200)

MARKDOWN = [
    *("#", "##", "# ", "#a", "#b-c", "#1", "#é", "#हिन्दी", "`", "``", "```", "~~~", "\n", " "),
    *("\\", "(", ")", "](", "://", "/", "&", "a", "1", "_", "-", "\u200d", "\u0301", ">"),
    *("#C++", "#.NET", "\uff03", "・", "·", "'", "\ufe0f", "    ", "\n\n", "- ", "<", '="', "www."),
    "a.de",
]
markdown = st.lists(st.sampled_from(MARKDOWN) | st.characters(), max_size=40).map("".join)
words = st.from_regex(r"[a-z](?:[a-z0-9_-]{0,20}[a-z0-9])?", fullmatch=True)

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
    ("in another case", "#Fractals #FRACTALS", ["Fractals"]),
    ("in wide letters", "#\uff26ractals", ["\uff26ractals"]),
    ("with an accent", "#précision", ["précision"]),
    ("with a combining accent", "#pre\u0301cision", ["précision"]),
    ("in Greek", "#ΦΡΑΚΤΑΛ", ["ΦΡΑΚΤΑΛ"]),
    ("in Arabic", "#كسيريات هندسية", ["كسيريات"]),
    ("in Hindi, with vowel signs", "#कविता", ["कविता"]),
    ("in Thai, with vowel signs", "#เลขเศษส่วน", ["เลขเศษส่วน"]),
    ("in Persian, with a joiner", "#می\u200cروم", ["می\u200cروم"]),
    ("in Chinese", "学习 #分形 吧", ["分形"]),
    ("of one letter", "#x", ["x"]),
    ("two without a space", "#fractals#julia", ["fractals"]),
    ("an alias", "#js and #JavaScript", ["js"]),
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
    ("code of a language", "```c\n#include <stdio.h>\n```\n#fractals", ["fractals"]),
    ("code that a fence with words does not end", "```c\n#include\n``` #fractals", []),
    ("code that does not end", "#julia\n```\n#fractals", ["julia"]),
    ("code between tildes", "~~~\n#julia\n~~~\n#fractals", ["fractals"]),
    ("code between tildes in a quotation", "> ~~~\n> #julia\n> ~~~\n#fractals", ["fractals"]),
    ("code between more tildes", "~~~~\n#julia\n~~~~\n#fractals", ["fractals"]),
    ("tildes that are no code", "so nice~~~ #fractals", ["fractals"]),
    ("struck out", "~~#fractals~~", ["fractals"]),
]


NAMES_WITH_SIGNS: list[tuple[str, str, list[str]]] = [
    ("C++", "#C++", ["C++"]),
    ("C#", "#C#", ["C#"]),
    ("F#", "#F#", ["F#"]),
    (".NET", "#.NET", [".NET"]),
    ("all in one text", "#C++, #C#, #F# and #.NET!", ["C++", "C#", "F#", ".NET"]),
    ("in small letters", "#c++ #c# #f# #.net", ["c++", "c#", "f#", ".net"]),
    ("in wide letters", "\uff03\uff23\uff0b\uff0b", ["\uff23\uff0b\uff0b"]),
    ("beside the plain name", "#C #C++ #C#", ["C", "C++", "C#"]),
    ("with a dot within", "#Node.js #Vue.js.", ["Node.js", "Vue.js"]),
    ("with a slash", "#CI/CD (#UX/UI)", ["CI/CD", "UX/UI"]),
    ("with an ampersand", "#D&D!", ["D&D"]),
    ("with an apostrophe", "#o'zbekcha", ["o'zbekcha"]),
    ("of two words", "#.net-core #.NETFramework", [".net-core"]),
    ("before a version", "#C++20 #C#12", ["C++", "C#"]),
    ("before another word", "#C++-Kurs #node.js-Kurs", ["C++", "node.js"]),
    ("in emphasis", "**#C++** _#C#_ `#F#`", ["C++", "C#"]),
    ("within a longer word", "#.NETwork #Node.json #CI/CDs", ["Node", "CI"]),
    ("with a sign too many", "#C+++ #C##", ["C"]),
    ("before a note", "#C#minor", ["C"]),
    ("with a sign that no name has", "#Go++ #R#", ["Go", "R"]),
]

IN_ADDRESSES = [
    "https://en.wikipedia.org/wiki/Scale_(music)#Piano",
    "(https://en.wikipedia.org/wiki/Scale_(music)#Piano)",
    "[Scale](https://en.wikipedia.org/wiki/Scale_(music)#Piano)",
    '[Scale](https://en.wikipedia.org/wiki/Scale_(music)#Piano "On #scales")',
    "[Scale](</wiki/Scale (music)#Piano>)",
    "![A scale](scale_(music).svg#piano)",
    "[a](b(c(d)e)f#g)",
    "[a]( #top )",
    "<https://en.wikipedia.org/wiki/Scale_(music)#Piano>",
    "<mailto:ana@example.com?subject=#piano>",
    '<a href="#top">',
    "<a href='#top' title='#piano'>",
    '<a class="x" href="/y?z=#top">',
    'href="#top"',
    "src='#piano'",
    "example.com/?q=#intro",
    "www.example.com/#intro",
    "sub.example.co.uk:8080/#intro",
    "localhost:3000/#intro",
    "192.168.0.1/#intro",
    "ana@example.com?subject=#piano",
    "mailto:ana@example.com?subject=#piano",
    "https://example.com/a,b;c!#d",
    "https://example.com/音楽#ピアノ",
    "HTTPS://EXAMPLE.COM/#INTRO",
    "ftp://example.com/#intro",
    "/docs/#intro",
    "../#intro",
]

DEFINITIONS = [
    "[scale]: https://example.com/scale_(music)#piano",
    "[scale]: <#piano> 'A scale'",
    "[scale]: #piano",
    "[scale]: /#piano (A scale)",
    "[scale]: #piano\n[harp]: #harp",
]

AS_WRITTEN: list[tuple[str, str, list[str]]] = [
    ("the sign of Japanese keyboards", "\uff03ギター", ["ギター"]),
    ("the small sign", "﹟吉他", ["吉他"]),
    ("both signs", "\uff03ギター #ギター", ["ギター"]),
    ("a sign in the middle", "音楽\uff03ギター", []),
    ("Catalan", "#il·lusió i #col·legi.", ["il·lusió", "col·legi"]),
    ("Japanese names", "#スター・ウォーズ", ["スター・ウォーズ"]),
    ("half-width Japanese", "#ｽﾀｰ･ｳｫｰｽﾞ", ["ｽﾀｰ･ｳｫｰｽﾞ"]),
    ("a middle dot at the end", "#ギター・#ピアノ・", ["ギター", "ピアノ"]),
    ("Hebrew gershayim", "#צה״ל", ["צה״ל"]),
    ("Hebrew gershayim as they are typed", '#צה"ל "#צבא"', ['צה"ל', "צבא"]),
    ("a Hebrew geresh", "#צ\u05f3ל\u05d5 #צ'לו", ["צ\u05f3ל\u05d5"]),
    ("Tibetan", "#བོད་སྐད་ཡིག", ["བོད་སྐད་ཡིག"]),
    ("Tibetan with a mark at its end", "#བོད་ཡིག་ #བོད་ཡིག", ["བོད་ཡིག"]),
    ("Ukrainian", "#п\u2019ять #м'яч", ["п\u2019ять", "м'яч"]),
    ("French", "#l\u2019art d'#aujourd'hui", ["l\u2019art", "aujourd'hui"]),
    ("an English possessive", "#guitar's strings, #Ana\u2019s", ["guitar", "Ana"]),
    ("in single quotes", "'#guitar'", ["guitar"]),
    ("Armenian", "#ինչո՞ւ", ["ինչո՞ւ"]),
    ("Thai", "#ทำอาหาร", ["ทำอาหาร"]),
    ("German", "#Straße und #STRASSE", ["Straße"]),
    ("Greek", "#Σοφός #ΣΟΦΟΣ", ["Σοφός"]),
    ("Turkish", "#İplik #iplik", ["İplik"]),
    ("Polish", "#Łucznictwo #lucznictwo", ["Łucznictwo"]),
    ("the first of several", "#Guitar #guitar #GUITAR", ["Guitar"]),
    ("an alias", "#castellano #Spanish", ["castellano"]),
    ("a variation selector at the end", "#guitar\ufe0f #guitar", ["guitar"]),
    ("a joiner at the end", "#guitar\u200d #guitar\u200c", ["guitar"]),
    ("a mark of direction at the end", "#גיטרה\u200f #\u05d2\u05d9\u05d8רה", ["גיטרה"]),
    ("a hyphen that is not seen", "#gui\u00adtar #guitar", ["gui\u00adtar"]),
    ("a space without width", "#guitar\u200b#piano", ["guitar", "piano"]),
    ("an emoji with a selector before it", "\u2764\ufe0f#guitar", ["guitar"]),
    ("behind a mark of a word", "हि#गिटार", []),
    ("in emphasis", "*#piano* _#guitar_ __#harp__ ~~#lute~~", ["piano", "guitar", "harp", "lute"]),
    ("within a word with underscores", "snake_#case", []),
    ("an underscore at the end", "#guitar_ #guitar-", ["guitar"]),
    ("two with a slash", "#test/#test2", ["test", "test2"]),
    ("three with slashes", "#a/#b/#c.", ["a", "b", "c"]),
    ("a slash that ends a path", "docs/#intro", []),
    ("a backslash before a tag", r"\\#guitar", ["guitar"]),
    ("an escaped sign before a tag", r"\_#guitar \#piano", ["guitar"]),
    ("in a table", "|#guitar|#piano|", ["guitar", "piano"]),
    ("behind an address", "https://example.com/#a, #guitar", ["guitar"]),
    ("behind a link", "[a](https://example.com/#b)#guitar", ["guitar"]),
    ("in the text of a link", "[the #guitar](#top)", ["guitar"]),
    ("in an element", '<b id="#x">#guitar</b>', ["guitar"]),
    ("between signs of less and more", "3 < #guitar > 2", ["guitar"]),
    ("what is no link", "[a](b c #guitar)", ["guitar"]),
    ("what is no definition", "[a]: the #guitar", ["guitar"]),
]

IN_CODE = [
    "    #code",
    "\t#code",
    "text\n\n    #code\n\n    #more",
    "# Heading\n    #code",
    "- item\n\n      #code",
    "1. item\n\n       #code",
    "-     #code",
    ">     #code",
    "> - item\n>\n>       #code",
    "```\n#code\n```",
    "~~~ ruby\n#code\n```\n#code\n~~~",
    "````\n#code\n```\n#code\n````",
    "- ```\n  #code\n  ```",
    "> ```\n> #code",
    "text\n```\n#code",
    "`#code`",
    "``#code ` #code``",
    "`a\n#code`",
    r"\\`#code`",
    "<code>#code</code>",
    "<pre>\n#code\n\n#code\n</pre>",
    "<!-- #code -->",
    "a <!-- #code\n --> b",
]

NOT_IN_CODE: list[tuple[str, str, list[str]]] = [
    ("a line that goes on", "text\n    #guitar", ["guitar"]),
    ("a paragraph of an item", "- item\n\n  #guitar", ["guitar"]),
    ("a paragraph of an item with a number", "10. item\n\n    #guitar", ["guitar"]),
    ("an item within an item", "- item\n  - #guitar\n    - #piano", ["guitar", "piano"]),
    ("three spaces", "   #guitar", ["guitar"]),
    ("behind the end of a fence", "```\n#code\n```\n#guitar", ["guitar"]),
    ("behind a quotation with a fence", "> ```\n> #code\n#guitar", ["guitar"]),
    ("behind an item with a fence", "- ```\n  #code\n\n#guitar", ["guitar"]),
    ("a line that goes on with a quotation", "> text\n#guitar", ["guitar"]),
    ("an escaped backtick", r"\`#guitar`", ["guitar"]),
    ("backticks of two lengths", "`#guitar``", ["guitar"]),
    ("backticks in two paragraphs", "`a\n\n#guitar`", ["guitar"]),
    ("a rule", "* * *\n#guitar\n---", ["guitar"]),
    ("signs within code and without", "`#code` #guitar ```#code```", ["guitar"]),
]


@pytest.mark.parametrize(
    ("content", "tags"),
    [
        pytest.param(content, tags, id=f"{kind}: {name}")
        for kind, rows in {
            "a hashtag": HASHTAGS,
            "a name with signs": NAMES_WITH_SIGNS,
            "as written": AS_WRITTEN,
            "no code": NOT_IN_CODE,
        }.items()
        for name, content, tags in rows
    ],
)
def test_a_hashtag(content: str, tags: list[str]) -> None:
    assert tags_of([], content) == tags


@pytest.mark.parametrize("address", IN_ADDRESSES)
def test_what_is_in_an_address_is_no_tag(address: str) -> None:
    for content in (address, f"See {address} on #fractals", f"> - {address}\n> - #fractals"):
        assert tags_of([], content) == (["fractals"] if "fractals" in content else [])


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_what_a_link_leads_to_that_is_defined_apart_is_no_tag(definition: str) -> None:
    assert tags_of([], definition) == []
    assert tags_of([], f"See [scale] on #fractals\n\n{definition}") == ["fractals"]


@pytest.mark.parametrize("code", IN_CODE)
def test_what_is_in_code_is_no_tag(code: str) -> None:
    assert tags_of([], code) == []


def test_every_name_with_signs_that_the_catalogue_has_is_a_tag() -> None:
    names = [name for skill in skills() for name in (skill.name, *skill.aliases)]
    signed = [name for name in names if {*"+#./&"} & {*name} and " " not in name]
    assert len(signed) > 10
    for name in signed:
        assert tags_of([], f"On #{name}, and (#{name}).") == [name]


def test_those_given_come_first_then_the_hashtags_in_their_order() -> None:
    tags = tags_of(["julia sets", "fractals"], "#zeta #alpha #fractals #zeta")

    assert tags == ["julia sets", "fractals", "zeta", "alpha"]


def test_names_of_one_skill_are_one_tag() -> None:
    assert tags_of(["JS", "js", "JavaScript"], "#javascript #Js #java-script") == ["JS"]


def test_a_post_has_ten_tags_at_most() -> None:
    given_tags = [f"given {number}" for number in range(8)]

    assert tags_of(given_tags, "#one #two #three") == [*given_tags, "one", "two"]
    assert len(tags_of([f"given {number}" for number in range(12)], "")) == MAX_TAGS == 10


def test_a_hashtag_that_is_too_long_is_none_and_takes_no_place() -> None:
    tags = tags_of([], f"#{'x' * 101} #{'y' * 100} " + " ".join(f"#n{n}" for n in range(9)))

    assert tags == ["y" * 100, *(f"n{n}" for n in range(9))]


def test_a_hashtag_that_is_too_long_when_it_is_compared_is_none() -> None:
    assert tags_of([], "#" + "\ufdfa" * 10) == []


@checked
@given(given_tags=st.lists(words, max_size=12), content=markdown)
def test_tags_are_few_short_and_each_there_once_as_it_is_first_written(
    given_tags: list[str], content: str
) -> None:
    tags = tags_of(given_tags, content)

    assert len(tags) == len(set(map(canonical, tags))) <= MAX_TAGS
    assert all(0 < len(tag) <= MAX_TAG_LENGTH for tag in tags)
    first = {canonical(tag): tag for tag in reversed(given_tags)}
    given_once = [first[key] for key in dict.fromkeys(map(canonical, given_tags))]
    assert tags[: len(given_once)] == given_once[:MAX_TAGS]


@checked
@given(content=markdown)
def test_what_is_code_has_no_tags(content: str) -> None:
    assert tags_of([], f"```\n{content.replace('`', '')}\n```") == []


@checked
@given(tags=st.lists(words, max_size=10, unique_by=canonical))
def test_plain_hashtags_are_all_found(tags: list[str]) -> None:
    content = " and ".join(f"#{tag}" for tag in tags)

    assert tags_of([], content) == tags


@checked
@given(content=markdown)
def test_a_tag_is_a_part_of_the_text_and_stays_one_where_it_is_shown(content: str) -> None:
    for tag in hashtags(content):
        assert skill_key(tag) in skill_key(content)
        assert tags_of([], f"#{tag}") == tags_of([tag], "") or len(canonical(tag)) > MAX_TAG_LENGTH


@checked
@given(before=markdown, address=st.sampled_from(IN_ADDRESSES), tag=words)
def test_what_is_in_an_address_is_none_whatever_stands_before(
    before: str, address: str, tag: str
) -> None:
    marked = address.replace("#", f"#{tag}-in-address-")

    assert not any("-in-address-" in found for found in hashtags(f"{before}\n\n{marked}"))


@checked
@given(before=markdown, tag=words)
def test_what_is_in_a_code_span_is_none_whatever_stands_before(before: str, tag: str) -> None:
    plain = before.replace("`", "").replace("\\", "").replace("<", "")

    assert f"{tag}-in-code" not in [*hashtags(f"{plain}\n\n`#{tag}-in-code`")]


@checked
@given(content=markdown)
def test_prose_has_no_signs_that_the_text_does_not_have(content: str) -> None:
    assert prose_of(content).count("#") <= content.count("#")


SLOW = [
    *("<", "<a ", '<a "', "`", "](", "](a(", '="', "<!--", "<code>", "- ", "> ", "a.", "#", "_"),
    *("#_", "\\", "www.", "[a]: ", '<a"<a"', "1. ", "#C+", "\t", "&", "/#a"),
]


@pytest.mark.parametrize("part", SLOW)
def test_nothing_that_can_be_posted_takes_long(part: str) -> None:
    content = (part * 20_000)[:20_000]
    for variant in (content, content[:10_000] + "\n" * 10_000, "`".join(content[:10_000])):
        assert len(tags_of([], variant)) <= MAX_TAGS
