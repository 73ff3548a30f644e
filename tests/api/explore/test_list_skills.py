"""GET /explore/skills: skills to choose from while typing."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn_exchange import catalogue
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.skills import lists


def found(person: Person, prefix: str, **query: str) -> list[Json]:
    """Returns the skills that a prefix finds."""
    answer = person.get("/explore/skills", query={"prefix": prefix, **query})
    assert answer.status == 200, answer.text
    items: list[Json] = answer.json["items"]
    return items


def names(person: Person, prefix: str, **query: str) -> list[str]:
    """Returns the names of the skills that a prefix finds."""
    return [item["name"] for item in found(person, prefix, **query)]


def test_a_skill_of_the_catalogue_is_described(ana: Person) -> None:
    [skill] = [skill for skill in catalogue.skills() if skill.name == "JavaScript"]
    assert found(ana, "javascr") == [
        {
            "name": "JavaScript",
            "category": skill.category,
            "aliases": list(skill.aliases),
            "people": 0,
        }
    ]


@pytest.mark.parametrize(
    "prefix", ["JavaScript", "javascript", "JAVAS", "\uff4aavascr", "Jávásc", "java-s"]
)
def test_a_prefix_finds_in_any_case_width_and_accent(ana: Person, prefix: str) -> None:
    assert names(ana, prefix)[0] == "JavaScript"


def test_an_alias_finds_the_skill(ana: Person) -> None:
    assert "JavaScript" in names(ana, "js")


def test_people_count_once_whichever_side_and_name(ana: Person, ben: Person) -> None:
    lists(ana, {"JS": "expert"}, {"JavaScript": "beginner"})
    lists(ben, seeks={"javascript": "beginner"})
    assert found(ana, "javascript")[0]["people"] == 2
    lists(ana)
    assert found(ana, "javascript")[0]["people"] == 1


def test_a_skill_that_the_catalogue_does_not_have_is_kept_while_somebody_lists_it(
    ana: Person, ben: Person
) -> None:
    assert found(ana, "Hurdy") == []
    lists(ana, {"Hurdy-Gurdy": "expert"})
    lists(ben, seeks={"HURDY-GURDY": "beginner"})
    kept: Json = {"name": "Hurdy-Gurdy", "category": None, "aliases": [], "people": 2}
    for prefix in ("h", "Hurdy", "hurdy-g", "HÜRDY-GURDY"):
        assert kept in found(ben, prefix, limit="100")
    for person in (ana, ben):
        lists(person)
    assert found(ana, "Hurdy") == []


def test_the_catalogue_comes_first_then_what_people_list_by_name(ana: Person) -> None:
    in_catalogue = names(ana, "jav", limit="100")
    lists(ana, {"Javelin catching": "expert", "Java the island": "expert", "JavaScript": "expert"})
    assert names(ana, "jav", limit="100") == [*in_catalogue, "Java the island", "Javelin catching"]
    assert names(ana, "jav", limit="1") == in_catalogue[:1]
    more_than_catalogue = str(len(in_catalogue) + 1)
    assert names(ana, "jav", limit=more_than_catalogue) == [*in_catalogue, "Java the island"]


@pytest.mark.parametrize("prefix", ["", " ", "\u0301"])
def test_an_empty_prefix_begins_the_catalogue(ana: Person, prefix: str) -> None:
    lists(ana, {"!!! Aardvark whispering": "expert"})
    first = [skill.name for skill in catalogue.find("", 100)]
    assert names(ana, prefix) == first[:20]
    assert names(ana, prefix, limit="100") == first
    assert [item["name"] for item in ana.get("/explore/skills").json["items"]] == first[:20]


def test_what_begins_nothing_finds_nothing(ana: Person) -> None:
    for prefix in ("qqqq", "\x00", "\U0010ffff", "#", "語" * 100, "\ufdfa" * 100):
        assert found(ana, prefix) == []


OUTSIDE = [
    "Hurdy-Gurdy",
    "Ökologischer Landbau im Kleingarten",
    "Straße fegen",
    "İstanbul'u gezmek",
    "Ψαρεύω με καλάμι",
    "三味線の調弦",
    "ｶﾞﾗｽ細工の修理",
    "🎸 air guitar",
    "q#-Dur improvisieren",
    "a" * 100,
    "🎸" * 100,
    "\ufdfa" * 11,
]


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.sampled_from(OUTSIDE), length=st.integers(1, 100), loud=st.booleans())
def test_any_beginning_of_a_name_finds_it(
    ana: Person,
    name: str,
    length: int,
    loud: bool,  # noqa: FBT001
) -> None:
    lists(ana, {name: "expert"})
    prefix = name[:length].upper() if loud else name[:length]
    assert name in names(ana, prefix[:100], limit="100")


def test_skills_are_the_same_for_everyone(
    ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    lists(ana, {"Hurdy-Gurdy": "expert"})
    ben.block(ana)
    assert names(ben, "hurdy") == names(new_person(), "hurdy") == ["Hurdy-Gurdy"]
