"""The skill catalogue: its data, when two names are one skill, and the search by prefix."""

import json
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from learn_exchange import catalogue
from learn_exchange.catalogue import Skill, bare, canonical, find, fold, skill_key, skills
from learn_exchange.people import SkillName
from tests.support.modules import LAYER

checked = settings(deadline=None, derandomize=True, max_examples=300)

FILE = Path(catalogue.__file__).with_name("skills.json")
ALL = 10_000
FORMS: list[Literal["NFC", "NFD", "NFKC", "NFKD"]] = ["NFC", "NFD", "NFKC", "NFKD"]
TO_FULL_WIDTH = ord("\uff01") - ord("!")
SEPARATORS = [" ", "-", "_", ".", "\u2010", "\u2011", "\u3000", " - "]

# Each name in a row is the skill at its beginning.
SAME: list[tuple[str, list[str]]] = [
    ("JavaScript", ["js", "JS", "javascript", "Java Script", "java-script", "ECMAScript"]),
    ("Spanish", ["español", "espanol", "ESPAÑOL", "castellano", "Castellano", "スペイン語"]),
    ("Spanish", ["espan\u0303ol", "\uff33\uff50\uff41\uff4e\uff49\uff53\uff48"]),
    ("Kubernetes", ["k8s", "K8S"]),
    ("Adobe Photoshop", ["photoshop", "PhotoShop", "AdobePhotoshop"]),
    (
        "Public speaking",
        ["PublicSpeaking", "public_speaking", "public-speaking", "PUBLIC  speaking"],
    ),
    ("Node.js", ["NodeJS", "node js", "node", "nodejs", "Node-JS"]),
    ("Machine learning", ["ML", "machinelearning", "\u3000Machine\u00a0Learning"]),
    ("C", ["c", "C language", "\uff23"]),
    ("C++", ["cpp", "c plus plus", "CPlusPlus", "C ++", "\uff23\uff0b\uff0b"]),
    ("C#", ["c#", "csharp", "C sharp", "C-Sharp", "C\uff03"]),
    ("F#", ["f#", "fsharp"]),
    (".NET", [".net", "dotnet", "dot net", ".NET Core"]),
    ("R", ["r", "R language", "rlang"]),
    ("Go", ["go", "golang", "GoLang"]),
    ("Go (board game)", ["baduk", "weiqi", "囲碁"]),
    ("Java", ["java"]),
    ("Japanese", ["日本語", "Nihongo", "japonés", "japones"]),
    ("Māori", ["maori", "Te Reo Māori", "MA\u0304ORI"]),
    ("Hindi", ["हिन्दी", "हिंदी"]),
    ("Korean", ["한국어", unicodedata.normalize("NFD", "한국어")]),
    ("Football", ["Fußball", "fussball", "FUSSBALL", "fútbol", "soccer"]),
    ("Dungeons & Dragons", ["D&D", "dnd", "d & d"]),
    ("Rubik's cube", ["Rubik\u2019s cube", "rubiks cube", "RUBIK'S CUBE"]),
    ("Search engine optimisation", ["SEO", "search engine optimization"]),
]

# What is not in the catalogue stands for itself, without what people leave out as they type.
OTHERS: list[tuple[str, str]] = [
    ("Falconry of the Alps", "falconryofthealps"),
    ("Falconry-of-the_Alps.", "falconryofthealps"),
    ("Café", "cafe"),
    ("Cafe", "cafe"),
    ("Straße", "strasse"),
    ("ｶﾞﾗｽ", "ガラス"),
    ("風鈴", "風鈴"),
    ("J", "j"),
    ("C+", "c+"),
    ("C##", "c##"),
    ("JavaScripts", "javascripts"),
    (".", "."),
    ("---", "---"),
    ("- _ .", "- _ ."),
    ("#", "#"),
    ("++", "++"),
    ("?!", "?!"),
    ("\u0301", "\u0301"),
    ("", ""),
    (" ", ""),
    ("\0", "\0"),
]

# The ways to type one name that the catalogue does not have.
TYPED: list[list[str]] = [
    ["İplik eğirme", "iplik eğirme", "İPLİK EĞİRME", "iplik egirme", "İplik-Eğirme"],
    ["Costura básica", "costura basica", "COSTURA BÁSICA", "costura_basica", "CosturaBásica"],
    ["Łucznictwo", "łucznictwo", "lucznictwo", "ŁUCZNICTWO", "LUCZNICTWO"],
    ["Sølvsmedning", "sølvsmedning", "SØLVSMEDNING", "solvsmedning"],
    ["Þjóðdansar", "þjóðdansar", "ÞJÓÐDANSAR", "thjoddansar"],
    ["Đàn bầu", "đàn bầu", "dan bau", "ĐÀN BẦU", "Đa\u0300n bâ\u0300u"],
    ["K\u0131rkpare", "KIRKPARE", "kirkpare"],
    ["Φρακτάλ τέχνης", "ΦΡΑΚΤΑΛ ΤΕΧΝΗΣ", "φρακταλ τεχνησ", "Φρακτάλ-τέχνης"],
    ["Ёлочные игрушки", "ЕЛОЧНЫЕ ИГРУШКИ", "елочные-игрушки", "ёлочные игру\u0301шки"],
    ["Хай-тек мебель", "хай тек мебель", "ХАЙТЕК МЕБЕЛЬ"],
    ["Հայկական պար", "ՀԱՅԿԱԿԱՆ ՊԱՐ", "հայկական-պար"],
    ["ქართული ცეკვა", "ᲥᲐᲠᲗᲣᲚᲘ ᲪᲔᲙᲕᲐ"],
    ["שִׁירָה", "שירה"],
    ["عَرُوض", "عروض", "عـروض"],
    ["スター・ウォーズ", "スターウォーズ", "ｽﾀｰ･ｳｫｰｽﾞ", "スター ウォーズ"],
    ["Il·lusió òptica", "il·lusio optica", "IL·LUSIÓ ÒPTICA", "illusió òptica"],
    ["Cup\u2019n\u2019ball juggling", "cup'n'ball juggling", "CupnBall Juggling"],
    ["Straßenmusik", "STRASSENMUSIK", "strassenmusik", "STRAẞENMUSIK"],
    ["Whittling", "Whitt\u00adling", "Whittling\u200d", "\u200eWhittling\ufe0f"],
    ["می‌نویسم", "می‌نویسم\u200c"],
]

# Names of which a mark makes another.
DIFFERENT: list[tuple[str, str]] = [
    ("ガラス細工", "カラス細工"),
    ("ข้าวต้มมัด", "ขาวตมมด"),
    ("чай", "чаи"),
    ("गीतों", "गीतो"),
    ("Bass+ Kurs", "Bass Kurs"),
    ("Curling 1", "Curling 2"),
]

# What a prefix finds first.
FOUND: list[tuple[str, list[str]]] = [
    ("javas", ["JavaScript"]),
    ("JAVAS", ["JavaScript"]),
    ("java", ["Java", "JavaScript"]),
    ("span", ["Spanish", "Spanish cooking"]),
    ("ESPANO", ["Spanish"]),
    ("español", ["Spanish"]),
    ("māor", ["Māori"]),
    ("maor", ["Māori"]),
    ("nodejs", ["Node.js"]),
    ("node js", ["Node.js"]),
    ("node.", ["Node.js"]),
    ("public s", ["Public speaking"]),
    ("publicsp", ["Public speaking"]),
    ("  Public   SP", ["Public speaking"]),
    ("c++", ["C++"]),
    ("c#", ["C#"]),
    ("k8", ["Kubernetes"]),
    ("日本", ["Japanese", "JLPT"]),
    ("수", ["Mathematics"]),
    # Names first, then aliases, then words within names.
    ("js", ["JavaScript", "Next.js", "Node.js", "Three.js", "Vue.js"]),
    ("lear", ["Programming", "Study skills", "Deep learning", "Machine learning"]),
    ("no such skill", []),
    ("#", []),
]


def names_of(found: list[Skill]) -> list[str]:
    """Returns the names of skills, in their order."""
    return [skill.name for skill in found]


def without_separators(text: str) -> str:
    """Returns the text as searches compare it."""
    return "".join(c for c in fold(text) if c not in catalogue.SEPARATORS)


any_skill = st.sampled_from(skills())
any_name = any_skill.flatmap(
    lambda skill: st.tuples(st.just(skill), st.sampled_from([skill.name, *skill.aliases]))
)
# Some of these are names in the catalogue, and most are not quite.
near_names = st.text(
    st.sampled_from("CcJjSsRr+#.-_ Gogéñ\u0301\u0345\u0130\u0131\u017fßﬁΣς\uff23\u3000ᾳ한ㅎ"),
    max_size=6,
)
any_text = st.one_of(st.text(), near_names)


@st.composite
def names_written_otherwise(draw: st.DrawFn) -> tuple[Skill, str]:
    """Returns a skill, and its name in another case, width or spacing, or without accents."""
    skill, name = draw(any_name)
    name = draw(st.sampled_from([name, name.upper(), name.title(), name.swapcase()]))
    name = unicodedata.normalize(draw(st.sampled_from(FORMS)), name)
    if draw(st.booleans()):
        decomposed = unicodedata.normalize("NFD", name)
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    for separator in " -_.":
        name = name.replace(separator, draw(st.sampled_from(["", *SEPARATORS])))
    if draw(st.booleans()):
        name = "".join(chr(ord(c) + TO_FULL_WIDTH) if "!" <= c <= "~" else c for c in name)
    before, after = draw(st.sampled_from(SEPARATORS)), draw(st.sampled_from(SEPARATORS))
    return skill, draw(st.sampled_from([name, before + name, name + after]))


def test_there_are_many_skills_of_many_kinds() -> None:
    by_category = Counter(skill.category for skill in skills())
    assert by_category.total() >= 400
    assert len(by_category) >= 20
    assert min(by_category.values()) >= 10


def test_no_name_is_there_twice() -> None:
    spellings = Counter(fold(name) for skill in skills() for name in (skill.name, *skill.aliases))
    assert [spelling for spelling, count in spellings.items() if count > 1] == []


def test_each_name_and_alias_is_its_skill_and_no_other() -> None:
    mistaken = [
        (skill.name, name)
        for skill in skills()
        for name in (skill.name, *skill.aliases)
        if canonical(name) != skill_key(skill.name)
    ]
    assert mistaken == []


def test_each_name_can_be_that_of_a_listed_skill() -> None:
    accepted = TypeAdapter(SkillName).validate_python
    for skill in skills():
        for name in (skill.name, *skill.aliases):
            assert accepted(name) == unicodedata.normalize("NFC", " ".join(name.split()))
            assert any(c.isalnum() for c in name)


def test_the_file_has_a_skill_a_line_in_alphabetical_order() -> None:
    text = FILE.read_text("utf-8")
    by_category = json.loads(text)
    lines = [
        f"    {json.dumps(name, ensure_ascii=False)}: {json.dumps(aliases, ensure_ascii=False)}"
        for listed in by_category.values()
        for name, aliases in sorted(listed.items(), key=lambda skill: fold(skill[0]))
    ]
    assert [line.rstrip(",") for line in text.splitlines() if line.startswith("    ")] == lines


def test_the_skills_are_read_when_first_needed() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); opened = []; "
        "sys.addaudithook(lambda name, args: name == 'open' and opened.append(str(args[0]))); "
        "from learn_exchange import catalogue; before = [*opened]; "
        "catalogue.skills(); catalogue.canonical('js'); catalogue.find('', 1); "
        "print(*(sum('skills.json' in path for path in paths) for paths in (before, opened)))"
    )
    done = subprocess.run(  # noqa: S603 (the command is ours)
        [sys.executable, "-I", "-c", program, str(LAYER)],
        capture_output=True,
        text=True,
        check=True,
    )
    before, after = map(int, done.stdout.split())
    assert before == 0
    assert after > 0


@pytest.mark.parametrize(("name", "same"), SAME, ids=[f"{name} {same[0]}" for name, same in SAME])
def test_all_names_of_a_skill_are_the_same_skill(name: str, same: list[str]) -> None:
    assert {spelling: canonical(spelling) for spelling in [name, *same]} == dict.fromkeys(
        [name, *same], skill_key(name)
    )


def test_skills_of_similar_names_are_different_skills() -> None:
    similar = [
        *("C", "C++", "C#", "F#", ".NET", "R", "Go", "Go (board game)", "Java", "JavaScript"),
        *("Irish", "Irish dance", "English", "English grammar", "SQL", "MySQL", "Git", "GitHub"),
    ]
    assert {canonical(name) for name in similar} == {skill_key(name) for name in similar}
    assert len({canonical(name) for name in similar}) == len(similar)


@pytest.mark.parametrize(("name", "key"), OTHERS)
def test_a_name_outside_the_catalogue_is_its_own_key(name: str, key: str) -> None:
    assert canonical(name) == key


@pytest.mark.parametrize("spellings", TYPED, ids=lambda spellings: spellings[0])
def test_a_name_outside_the_catalogue_is_the_same_however_it_is_typed(spellings: list[str]) -> None:
    assert len({canonical(spelling) for spelling in spellings}) == 1
    assert len({bare(canonical(spelling)) for spelling in spellings}) == 1
    assert len({bare(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("name", "other"), DIFFERENT, ids=lambda name: name)
def test_a_mark_that_makes_another_word_makes_another_skill(name: str, other: str) -> None:
    assert canonical(name) != canonical(other)


@checked
@given(name=any_text)
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert canonical(canonical(name)) == canonical(name)


@checked
@given(named=names_written_otherwise())
def test_neither_case_nor_accents_nor_spacing_make_another_skill(named: tuple[Skill, str]) -> None:
    skill, name = named
    assert canonical(name) == skill_key(skill.name)


@checked
@given(name=any_text)
def test_a_key_is_that_of_the_catalogue_or_begins_as_one_searches(name: str) -> None:
    in_catalogue = {skill_key(skill.name) for skill in skills()}
    assert canonical(name) in in_catalogue or bare(canonical(name)) == bare(name)


@checked
@given(name=st.text(st.characters(categories=["P", "S", "Z", "C", "M"])))
def test_a_name_without_letters_is_no_skill(name: str) -> None:
    if not any(c.isalnum() for c in skill_key(name)):
        assert not any(c.isalnum() for c in canonical(name))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Māori", "maori"),
        ("ESPAÑOL", "espanol"),
        ("Fußball", "fussball"),
        ("İSPANYOLCA", "ispanyolca"),
        ("ΕΛΛΗΝΙΚΆ", "ελληνικα"),
        ("Ελληνικός", "ελληνικοσ"),
        ("  Public\u00a0 speaking ", "public speaking"),
        ("\uff23\uff0b\uff0b", "c++"),
        ("हिंदी", "हिंदी"),
        ("한국어", "한국어"),
        ("Node.js", "node.js"),
        ("", ""),
    ],
)
def test_folding_leaves_out_case_width_spacing_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@checked
@given(text=any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("prefix", "names"), FOUND)
def test_a_prefix_finds_names_then_aliases_then_inner_words(prefix: str, names: list[str]) -> None:
    assert names_of(find(prefix, len(names) or ALL)) == names


def test_no_prefix_finds_all_in_alphabetical_order() -> None:
    in_order = sorted((skill.name for skill in skills()), key=fold)
    assert names_of(find("", ALL)) == in_order
    assert names_of(find(" ", 20)) == in_order[:20]


def test_no_more_are_found_than_wanted() -> None:
    everything = find("s", ALL)
    assert len(everything) > 30
    for limit in (0, 1, 7, 30):
        assert find("s", limit) == everything[:limit]


@checked
@given(named=any_name, data=st.data())
def test_each_name_and_alias_is_found_by_each_of_its_prefixes(
    named: tuple[Skill, str], data: st.DataObject
) -> None:
    skill, name = named
    prefix = name[: data.draw(st.integers(0, len(name)))]
    assert skill in find(data.draw(st.sampled_from([prefix, prefix.upper(), fold(prefix)])), ALL)


@checked
@given(skill=any_skill, data=st.data())
def test_each_name_is_found_by_each_of_its_words(skill: Skill, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(skill.name.split()))
    assert skill in find(word[: data.draw(st.integers(1, len(word)))], ALL)


@checked
@given(prefix=st.one_of(any_text, any_name.map(lambda named: named[1][:3])))
def test_what_is_found_is_found_once_and_names_come_first(prefix: str) -> None:
    found = find(prefix, ALL)
    assert len({skill.name for skill in found}) == len(found)
    wanted = without_separators(prefix)
    by_name = [without_separators(skill.name).startswith(wanted) for skill in found]
    assert by_name == sorted(by_name, reverse=True)
