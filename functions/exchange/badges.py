"""The badges that a profile shows, and the rule of each. A badge stays once it is given."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from learn_exchange.catalogue import skill_key, skills
from learn_exchange.people import Badge, bayesian_rating
from learn_exchange.tables.exchange import SkillHistory
from learn_exchange.tables.users import Stats

TOP_RATING = 4.5


@dataclass(frozen=True)
class Record:
    """The achievements of a person so far."""

    stats: Stats
    skills: SkillHistory

    @property
    def taught(self) -> set[str]:
        """The keys of the skills taught."""
        return set(self.skills.taught or ())

    @property
    def languages(self) -> set[str]:
        """The keys of the natural languages taught or learned."""
        return (self.taught | set(self.skills.learned or ())) & _languages()


BadgeRule = Callable[[Record], bool]


def _at_least(number: int, count: Callable[[Record], float]) -> BadgeRule:
    return lambda record: count(record) >= number


def _all(*rules: BadgeRule) -> BadgeRule:
    return lambda record: all(rule(record) for rule in rules)


BADGES: dict[Badge, BadgeRule] = {
    "first_exchange": _at_least(1, lambda record: record.stats.exchanges_completed),
    "ten_sessions": _at_least(10, lambda record: record.stats.sessions_completed),
    "five_skills_taught": _at_least(5, lambda record: len(record.taught)),
    "polyglot": _at_least(3, lambda record: len(record.languages)),
    "dependable": _all(
        _at_least(20, lambda record: record.stats.sessions_completed),
        lambda record: record.stats.no_shows == 0,
    ),
    "top_rated": _all(
        _at_least(10, lambda record: record.stats.ratings_count),
        lambda record: bayesian_rating(record.stats) >= TOP_RATING,
    ),
}


def earned(record: Record) -> list[Badge]:
    """Returns the badges that a record has earned."""
    return [badge for badge, rule in BADGES.items() if rule(record)]


@cache
def _languages() -> frozenset[str]:
    return frozenset(
        skill_key(skill.name) for skill in skills() if skill.category == "Natural languages"
    )
