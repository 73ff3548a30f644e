"""Counts of people who list a skill are exact, however the events come."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explore.handlers.count_skills import count_skills
from learn_exchange import ids
from learn_exchange.catalogue import canonical
from learn_exchange.tables.explore import CountedSkills, KnownSkill
from learn_exchange.tables.store import delete
from tests.support.meanwhile import write_meanwhile
from tests.support.skills import put_profile, skills_changed

pytestmark = pytest.mark.usefixtures("aws_in_memory")

ANA, BEN, CLEO = (f"01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d1{number}" for number in range(3))


def now_lists(person_id: str, *names: str) -> None:
    """Change what somebody offers, of which nobody hears."""
    put_profile(person_id, dict.fromkeys(names, "expert"))


def hear_of(person_id: str) -> None:
    """Deliver the event that somebody has changed their skills."""
    count_skills(skills_changed(person_id))


def counted() -> dict[str, int]:
    """Returns how many people are counted for each skill that is kept."""
    return {row.skill: int(row.people) for row in KnownSkill.scan()}


def test_a_skill_counts_the_people_who_list_it_on_any_side_and_by_any_name() -> None:
    put_profile(ANA, {"JS": "expert", "Bookbinding": "expert"}, {"JavaScript": "beginner"})
    put_profile(BEN, seeks={"javascript": "beginner", "BOOKBINDING": "beginner"})
    for person_id in (ANA, BEN):
        hear_of(person_id)
    assert counted() == {"javascript": 2, "bookbinding": 2}


def test_a_skill_that_nobody_lists_any_more_is_not_kept() -> None:
    for person_id in (ANA, BEN):
        now_lists(person_id, "Chess", "Bookbinding")
        hear_of(person_id)
    now_lists(ANA, "Chess")
    hear_of(ANA)
    assert counted() == {"chess": 2, "bookbinding": 1}
    now_lists(BEN)
    hear_of(BEN)
    assert counted() == {"chess": 1}


def test_a_skill_has_the_name_that_it_was_given_first() -> None:
    for person_id, name in ((ANA, "Hurdy-Gurdy"), (BEN, "HURDY-GURDY")):
        now_lists(person_id, name)
        hear_of(person_id)
    assert [row.name for row in KnownSkill.scan()] == ["Hurdy-Gurdy"]


def test_who_drops_a_skill_whose_count_was_lost_is_not_held_up() -> None:
    now_lists(ANA, "Chess", "Go")
    hear_of(ANA)
    delete(KnownSkill.key("chess"))
    now_lists(ANA, "Go")
    hear_of(ANA)
    assert counted() == {"go": 1}


def test_forty_skills_give_way_to_forty_others() -> None:
    for topic in ("old", "new"):
        now_lists(ANA, *(f"{topic} {number}" for number in range(40)))
        hear_of(ANA)
    assert counted() == {f"new{number}": 1 for number in range(40)}


def test_names_can_be_long_in_any_script() -> None:
    names = ["s" * 100, "語" * 100, "🎸" * 100, "㌀" * 40, "\U0001d15e" * 100]
    now_lists(ANA, *names)
    hear_of(ANA)
    assert counted() == dict.fromkeys(map(canonical, names), 1)


def test_of_somebody_whom_nobody_knows_nothing_is_counted() -> None:
    hear_of(ids.new_id())
    assert counted() == {}
    assert [*CountedSkills.scan()] == []


def test_an_event_that_comes_late_does_not_bring_back_what_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def change_and_hear(_: int) -> None:
        now_lists(ANA, "Go", "Chess")
        hear_of(ANA)

    now_lists(ANA, "Go", "SQL")
    write_meanwhile(monkeypatch, change_and_hear)
    hear_of(ANA)
    assert counted() == {"go": 1, "chess": 1}


def test_who_takes_up_what_the_last_one_is_giving_up_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now_lists(ANA, "Bookbinding")
    hear_of(ANA)
    now_lists(ANA)
    now_lists(BEN, "Bookbinding")
    write_meanwhile(monkeypatch, lambda _: hear_of(BEN))
    hear_of(ANA)
    assert counted() == {"bookbinding": 1}


def test_of_two_who_give_it_up_at_once_neither_stays_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for person_id in (ANA, BEN):
        now_lists(person_id, "Bookbinding")
        hear_of(person_id)
        now_lists(person_id)
    write_meanwhile(monkeypatch, lambda _: hear_of(BEN))
    hear_of(ANA)
    assert counted() == {}


people = st.sampled_from([ANA, BEN, CLEO])
names = st.sampled_from(["Go", "Golang", "chess", "Chess ", "Bookbinding", "Café", "CAFE\u0301"])
changes = st.tuples(people, st.lists(names, max_size=5, unique_by=canonical))


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(changes | people, max_size=15))
def test_whenever_and_however_often_events_come_the_counts_become_right(
    steps: list[tuple[str, list[str]] | str],
) -> None:
    lists: dict[str, list[str]] = {}
    for step in steps:
        if isinstance(step, str):
            hear_of(step)
        else:
            lists[step[0]] = step[1]
            now_lists(step[0], *step[1])
    for person_id in (ANA, BEN, CLEO):
        hear_of(person_id)
    assert counted() == Counter(canonical(name) for names in lists.values() for name in names)
    for person_id in lists:
        now_lists(person_id)
        hear_of(person_id)
    assert counted() == {}
