"""Each badge at the boundary from which it is given."""

from collections.abc import Iterable
from typing import Any

import pytest

from exchange.badges import BADGES, Record, earned
from learn_exchange.catalogue import skill_key, skills
from learn_exchange.tables.exchange import SkillHistory
from learn_exchange.tables.users import Stats

SKILLS = ["chess", "go", "guitar", "piano", "sql", "yoga"]
LANGUAGES = ["french", "german", "japanese", "spanish"]


def record(taught: Iterable[str] = (), learned: Iterable[str] = (), **totals: Any) -> Record:
    """Returns what someone has done."""
    experience = SkillHistory(taught=set(taught) or None, learned=set(learned) or None)
    return Record(Stats(**totals), experience)


def rated(count: int, total: int) -> Record:
    """Someone who has so many ratings, which make so much together."""
    return record(ratings_count=count, ratings_sum=total)


@pytest.mark.parametrize(
    ("done", "badges"),
    [
        (Record(Stats(), SkillHistory()), []),
        (record(exchanges_completed=1), ["first_exchange"]),
        (record(exchanges_completed=100), ["first_exchange"]),
        (record(exchanges_under_way=5), []),
        (record(sessions_completed=9, no_shows=1), []),
        (record(sessions_completed=10, no_shows=1), ["ten_sessions"]),
        (record(SKILLS[:4]), []),
        (record(SKILLS[:5]), ["five_skills_taught"]),
        (record(SKILLS), ["five_skills_taught"]),
        (record(SKILLS[:4], SKILLS), []),
        (record(LANGUAGES[:2]), []),
        (record(LANGUAGES[:3]), ["polyglot"]),
        (record(learned=LANGUAGES[:3]), ["polyglot"]),
        (record(LANGUAGES[:2], LANGUAGES[2:3]), ["polyglot"]),
        (record(LANGUAGES[:2], LANGUAGES[:2]), []),
        (record(["python", "sql", "go"], ["java"]), []),
        (record(sessions_completed=19), ["ten_sessions"]),
        (record(sessions_completed=20), ["ten_sessions", "dependable"]),
        (record(sessions_completed=20, no_shows=1), ["ten_sessions"]),
        (record(sessions_completed=20, late_cancellations=9), ["ten_sessions", "dependable"]),
        # 20 and the sum of the ratings, divided by 5 and their number, is to be 4.5.
        (rated(10, 47), []),
        (rated(10, 48), ["top_rated"]),
        (rated(9, 45), []),
        (rated(100, 452), []),
        (rated(100, 453), ["top_rated"]),
        (
            record(
                [*SKILLS, *LANGUAGES],
                exchanges_completed=20,
                sessions_completed=20,
                ratings_count=20,
                ratings_sum=100,
            ),
            [*BADGES],
        ),
    ],
)
def test_a_badge_is_given_from_its_boundary_on(done: Record, badges: list[str]) -> None:
    assert earned(done) == badges


def test_languages_are_those_of_the_catalogue() -> None:
    languages = [skill_key(it.name) for it in skills() if it.category == "Natural languages"]
    assert set(LANGUAGES) < set(languages)
    assert record(languages).languages == set(languages)
    others = [skill_key(it.name) for it in skills() if it.category != "Natural languages"]
    assert record(others).languages == set()
