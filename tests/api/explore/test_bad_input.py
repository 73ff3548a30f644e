"""Bad input of the explore endpoints, and the pointers to it."""

import pytest

from tests.support.people import Person

ONE_FOR_EIGHTEEN = "\ufdfa"
BAD_SKILLS = [
    "",
    " \u3000",
    "\u200b",
    "\u3164",
    "S\nQL",
    "S\x00QL",
    "s" * 101,
    ONE_FOR_EIGHTEEN * 100,
]
BAD_LEVELS = ["", "master", "Expert", "2", "null", "expert ", "expert,beginner"]
BAD_LIMITS = ["0", "-1", "101", "1000000000000000000000", "abc", "", "1e3", "1.5", "1,2"]
LISTS = ["/explore/trending", "/explore/skills", "/explore/people"]


def refused(person: Person, path: str, **query: str) -> list[str]:
    """Returns the pointers of a refused request."""
    answer = person.get(path, query={"skill": "SQL", **query})
    assert answer.status == 422, answer.text
    return answer.pointers


@pytest.mark.parametrize("skill", BAD_SKILLS)
def test_no_skill_is_called(ana: Person, skill: str) -> None:
    for path in ("/explore/people", "/explore/recommend"):
        assert refused(ana, path, skill=skill) == ["/query/skill"]


@pytest.mark.parametrize("level", BAD_LEVELS)
def test_no_level_is_called(ana: Person, level: str) -> None:
    for path in ("/explore/people", "/explore/recommend"):
        assert refused(ana, path, level=level) == ["/query/level"]


def test_people_are_found_by_a_skill(ana: Person) -> None:
    answer = ana.get("/explore/people")
    assert (answer.status, answer.pointers) == (422, ["/query/skill"])


@pytest.mark.parametrize("limit", BAD_LIMITS)
def test_a_limit_is_a_number_from_1_to_100(ana: Person, limit: str) -> None:
    for path in LISTS:
        assert refused(ana, path, limit=limit) == ["/query/limit"]


@pytest.mark.parametrize("limit", [*BAD_LIMITS, "51"])
def test_fifty_people_are_recommended_at_most(ana: Person, limit: str) -> None:
    assert refused(ana, "/explore/recommend", limit=limit) == ["/query/limit"]


@pytest.mark.parametrize("prefix", ["p" * 101, "語" * 101])
def test_no_prefix_is(ana: Person, prefix: str) -> None:
    assert refused(ana, "/explore/skills", prefix=prefix) == ["/query/prefix"]


@pytest.mark.parametrize(
    "cursor", ["", "x", "====", "AAAA", "not a cursor", "é", "\x00", "AAAAAAAA" * 100]
)
def test_a_cursor_that_is_none_of_ours_is_refused(ana: Person, cursor: str) -> None:
    answer = ana.get("/explore/people", query={"skill": "SQL", "cursor": cursor})
    assert (answer.status, answer.problem) == (400, "malformed-request"), answer.text


def test_a_cursor_has_1024_characters_at_most(ana: Person) -> None:
    assert refused(ana, "/explore/people", cursor="A" * 1025) == ["/query/cursor"]


def test_all_that_is_wrong_is_told_at_once(ana: Person) -> None:
    pointers = refused(ana, "/explore/people", skill="", level="master", limit="0")
    assert sorted(pointers) == ["/query/level", "/query/limit", "/query/skill"]
