"""PUT /user/skills: the list of a profile, and the rows by which others find people."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn_exchange.tables.store import query, update
from learn_exchange.tables.users import Profile, Skill
from tests.support.gateway import Gateway, Json
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person, sign_up

RANKS = {"beginner": "0", "intermediate": "1", "expert": "2"}
# Each of these is one skill, whichever way its name is written, and whichever of its names it is.
WRITTEN = {
    "spanish": ["Spanish", "SPANISH", " spanish ", "\uff33\uff50\uff41\uff4e\uff49\uff53\uff48"],
    "javascript": ["JavaScript", "JS", "Java Script", "ECMAScript"],
    "japanese": ["Japanese", "日本語", "japonés"],
    "machine learning": ["Machine Learning", "machine   learning", "\u3000Machine\u00a0Learning"],
    "c#": ["C#", "c#", "\uff23\uff03"],
    "c": ["C", "c"],
    "cafe": ["Café", "Cafe\u0301", "CAFÉ"],
    "strasse": ["Straße", "STRASSE", "strasse"],
    "風鈴": ["風鈴"],
    "ガラス": ["ガラス", "ｶﾞﾗｽ"],
}


def skill(name: str, level: str = "beginner", *, offering: bool = True) -> Json:
    """Returns a skill as a client sends it."""
    return {"skillName": name, "skillLevel": level, "isOffering": offering}


def found_by_skill(side: str, key: str) -> list[tuple[str, str, str, str]]:
    """Returns who is found by a skill: standing, person, name and level."""
    rows = query(
        Skill,
        f"{side}#{key}",
        index="skills",
        sort_key=Skill.standing,
        between=("0", "9"),
    )
    return [(row.standing or "", row.person_id, row.name, row.level) for row in rows]


def found_by_any_skill() -> set[tuple[str, str, str, str]]:
    """Returns all that anybody is found by: side and skill, standing, name and level."""
    return {
        (row.side_and_skill or "", row.standing or "", row.name, row.level)
        for row in Skill.skills_by_standing.scan()
        if isinstance(row, Skill)
    }


def test_the_answer_is_the_list_as_stored_and_so_is_the_profile(ana: Person, ben: Person) -> None:
    wanted = [skill("SQL", "expert"), skill("Spanish", "beginner", offering=False)]
    answer = ana.put("/user/skills", {"skills": wanted})
    assert answer.status == 200
    assert answer.json == {"skills": wanted}
    assert ana.get("/user/me").json["skills"] == wanted
    assert ben.profile_of(ana).json["skills"] == wanted


def test_a_skill_is_offered_unless_it_says_otherwise(ana: Person) -> None:
    sent = {"skills": [{"skillName": "SQL", "skillLevel": "expert"}]}
    assert ana.put("/user/skills", sent).json == {"skills": [skill("SQL", "expert")]}


def test_the_whole_list_is_replaced(ana: Person) -> None:
    ana.put("/user/skills", {"skills": [skill("SQL"), skill("Go")]})
    ana.put("/user/skills", {"skills": [skill("Spanish")]})
    assert ana.get("/user/me").json["skills"] == [skill("Spanish")]
    ana.put("/user/skills", {"skills": []})
    assert ana.get("/user/me").json["skills"] == []
    assert [*Skill.scan()] == []


def test_one_skill_can_be_offered_and_sought_at_once(ana: Person) -> None:
    both = [skill("Spanish", "intermediate"), skill("Spanish", "expert", offering=False)]
    assert ana.put("/user/skills", {"skills": both}).json == {"skills": both}
    assert found_by_skill("offer", "spanish")[0][1:] == (ana.id, "Spanish", "intermediate")
    assert found_by_skill("seek", "spanish")[0][1:] == (ana.id, "Spanish", "expert")


def test_people_are_found_in_the_order_of_their_level(gateway: Gateway) -> None:
    people = {level: sign_up(gateway) for level in RANKS}
    for level, person in people.items():
        person.put("/user/skills", {"skills": [skill("Chess", level)]})
    found = found_by_skill("offer", "chess")
    assert [person for _, person, _, _ in found] == [people[level].id for level in RANKS]


@pytest.mark.parametrize("names", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("side", ["offer", "seek"])
def test_the_same_skill_twice_on_one_side_is_refused_however_it_is_written(
    ana: Person, names: list[str], side: str
) -> None:
    for name in names:
        twice = (skill(written, offering=side == "offer") for written in (names[0], name))
        both = [skill("Go"), *twice]
        answer = ana.put("/user/skills", {"skills": both})
        assert (answer.status, answer.problem) == (422, "invalid")
        assert [error["pointer"] for error in answer.json["errors"]] == ["/skills"]
    assert ana.get("/user/me").json["skills"] == []


def test_who_seeks_a_skill_by_one_of_its_names_finds_who_offers_it_by_another(
    ana: Person, ben: Person
) -> None:
    ana.put("/user/skills", {"skills": [skill("JS", "expert")]})
    ben.put("/user/skills", {"skills": [skill("JavaScript", offering=False)]})
    assert found_by_skill("offer", "javascript")[0][1:] == (ana.id, "JS", "expert")
    assert found_by_skill("seek", "javascript")[0][1:] == (ben.id, "JavaScript", "beginner")


def test_a_skill_keeps_its_place_when_it_is_called_by_another_of_its_names(ana: Person) -> None:
    for name in ("JS", "JavaScript"):
        ana.put("/user/skills", {"skills": [skill(name)]})
        assert ana.get("/user/me").json["skills"] == [skill(name)]
        assert [(row.sk, row.name) for row in Skill.scan()] == [("SKILL#offer#javascript", name)]


def test_forty_skills_can_be_replaced_by_forty_others(ana: Person) -> None:
    for topic in ("old", "new"):
        forty = [skill(f"{topic} {number}", offering=number % 2 == 0) for number in range(40)]
        assert ana.put("/user/skills", {"skills": forty}).status == 200
    assert len(ana.get("/user/me").json["skills"]) == 40
    assert len([*Skill.scan()]) == 40


def test_the_name_of_a_skill_can_be_long_in_any_script(ana: Person) -> None:
    for name in ("s" * 100, "語" * 100, "🎸" * 100):
        assert ana.put("/user/skills", {"skills": [skill(name)]}).status == 200, name


wanted_skills = st.sampled_from(sorted(WRITTEN)).flatmap(
    lambda key: st.fixed_dictionaries(
        {
            "skillName": st.sampled_from(WRITTEN[key]),
            "skillLevel": st.sampled_from(sorted(RANKS)),
            "isOffering": st.booleans(),
            "key": st.just(key),
        }
    )
)
lists_of_skills = st.lists(
    wanted_skills, max_size=7, unique_by=lambda wanted: (wanted["key"], wanted["isOffering"])
)


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(changes=st.lists(lists_of_skills, min_size=1, max_size=5))
def test_whatever_lists_follow_each_other_people_are_found_by_the_last_one(
    ana: Person, changes: list[list[dict[str, Any]]]
) -> None:
    for wanted in ([], *changes):
        sent = [{name: entry[name] for name in entry if name != "key"} for entry in wanted]
        assert ana.put("/user/skills", {"skills": sent}).status == 200
        assert ana.get("/user/me").json["skills"] == sent
        assert found_by_any_skill() == {
            (
                f"{'offer' if entry['isOffering'] else 'seek'}#{entry['key']}",
                f"{RANKS[entry['skillLevel']]}#000000#{ana.id}",
                entry["skillName"],
                entry["skillLevel"],
            )
            for entry in wanted
        }


def test_of_two_lists_at_once_one_is_stored_whole(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def from_the_phone(_: int) -> None:
        ana.put("/user/skills", {"skills": [skill("Go"), skill("SQL")]})

    write_meanwhile(monkeypatch, from_the_phone)
    from_the_laptop = [skill("SQL", "expert"), skill("Chess")]
    assert ana.put("/user/skills", {"skills": from_the_laptop}).status == 200
    assert ana.get("/user/me").json["skills"] == from_the_laptop
    assert {row.name for row in Skill.scan()} == {"SQL", "Chess"}


def test_who_keeps_changing_skills_meanwhile_is_asked_to_come_back(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(number: int) -> None:
        update(Profile.key(ana.id), Profile.skills_version.set(100 + number))

    write_meanwhile(monkeypatch, change, times=100)
    answer = ana.put("/user/skills", {"skills": [skill("Go")]})
    assert (answer.status, answer.problem) == (503, "unavailable")
    assert [*Skill.scan()] == []
