"""Names that would mislead those who read them are refused."""

import pytest
from pydantic import TypeAdapter, ValidationError

from learn_exchange.people import Handle, Name, SkillName

NAME, USERNAME, SKILL = (TypeAdapter(kind) for kind in (Name, Handle, SkillName))

HIDDEN = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
HIDDEN += ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad", "\u061c"]


@pytest.mark.parametrize("mark", HIDDEN, ids=ascii)
@pytest.mark.parametrize("kind", [NAME, SKILL], ids=["name", "skill"])
def test_marks_that_nobody_sees_are_refused(kind: TypeAdapter[str], mark: str) -> None:
    for text in (f"A{mark}na", f"{mark}Ana", f"Ana{mark}"):
        with pytest.raises(ValidationError, match="marks"):
            kind.validate_python(text)


@pytest.mark.parametrize(
    "name",
    [
        "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc",
        "क्\u200dष",
        "👩\u200d🎓",
        "👩🏽\u200d🎓",
        "🏳️\u200d🌈",
    ],
)
def test_joiners_are_taken_where_a_script_needs_them(name: str) -> None:
    assert NAME.validate_python(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "Verify here: https://evil.example",
        "evil.example",
        "www.evil",
        "Go to evil.com/x",
        "t.co",
        "ana@evil",
        "ana\uff20evil",
        "evil\uff0ecom",
        "Learn Exchange",
        "learn-exchange support",
        "\uff2c\uff25\uff21\uff32\uff2e exchange",
    ],
)
def test_names_that_look_like_a_page_or_like_us_are_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="must not have"):
        NAME.validate_python(name)


@pytest.mark.parametrize(
    "name",
    ["Ana", "J. R. R.", "O'Brien-Núñez", "St. John", "李小龍", "علي", "Ana 🌻", "<b>Ana</b>"],
)
def test_other_names_are_taken_as_they_are(name: str) -> None:
    assert NAME.validate_python(name) == name


@pytest.mark.parametrize(
    "username",
    [
        "admin",
        "Admin",
        "a.d.m.i.n",
        "support",
        "support_24",
        "moderator",
        "null",
        "api",
        "evil.com",
        "www.evil",
        "learn.exchange",
        "the_learn-exchange",
    ],
)
def test_usernames_that_look_like_ours_are_refused(username: str) -> None:
    with pytest.raises(ValidationError, match=r"reserved|must not have"):
        USERNAME.validate_python(username)


@pytest.mark.parametrize("username", ["ana.silva", "kim.li", "admiral", "d.volkov", "supporter"])
def test_other_usernames_are_taken(username: str) -> None:
    assert USERNAME.validate_python(username) == username


@pytest.mark.parametrize("skill", ["https://evil.example", "evil.com", "ask me@evil", "www.evil"])
def test_skills_that_look_like_a_page_are_refused(skill: str) -> None:
    with pytest.raises(ValidationError, match="must not have"):
        SKILL.validate_python(skill)


@pytest.mark.parametrize(
    "skill", ["Node.js", "ASP.NET", "C++", "Sign painting", "Mr. Miyagi's way"]
)
def test_skills_with_dots_are_taken(skill: str) -> None:
    assert SKILL.validate_python(skill) == skill
