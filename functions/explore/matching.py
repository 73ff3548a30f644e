"""Matching of two people who could teach each other: a score, and the reasons for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import prod
from typing import Self

from learn_exchange.catalogue import canonical
from learn_exchange.people import PRIOR_RATING, bayesian_rating
from learn_exchange.tables.users import LEVELS, ListedSkill, Profile, Stats
from learn_exchange.times import zone_named

# How likely a lesson is worth it, by the level of the teacher beside that of the learner.
ABOVE = 0.9
SAME = 0.6
BELOW = 0.3
# So that who fits on one side only comes last, and still comes.
FLOOR = 0.01
# What the factor of ratings can be at most: the score is divided by it, to end at 1.
MOST_RATING = 5 / PRIOR_RATING
# Of the skills on either side, in the order of the profile: at most 36 pairs.
MOST_PAIRED = 6
WAKING_HOURS = 22 - 8


@dataclass(frozen=True)
class Party:
    """One of the two: what they offer and seek, by the skills' keys, and what else counts."""

    offers: Mapping[str, ListedSkill]
    seeks: Mapping[str, ListedSkill]
    time_zone: str
    stats: Stats

    @classmethod
    def of(cls, profile: Profile, stats: Stats | None = None) -> Self:
        """Someone, by their profile and totals."""
        offers, seeks = (
            {canonical(s.name): s for s in profile.skills if s.offering is offering}
            for offering in (True, False)
        )
        return cls(offers, seeks, profile.time_zone, stats or Stats())

    @property
    def first_offers(self) -> list[str]:
        """The skills offered by which partners are looked for."""
        return list(self.offers)[:MOST_PAIRED]

    @property
    def first_seeks(self) -> list[str]:
        """The skills sought by which partners are looked for."""
        return list(self.seeks)[:MOST_PAIRED]

    def seeking(self, name: str) -> Self:
        """The same person, who seeks only one skill: as they list it, else as a beginner."""
        skill = canonical(name)
        new = ListedSkill.of(name, LEVELS[0], offering=False)
        return replace(self, seeks={skill: self.seeks.get(skill, new)})

    def lessons_for(self, learner: "Party") -> list[str]:
        """The skills that one offers and the other seeks."""
        return [skill for skill in learner.seeks if skill in self.offers]

    def fits(self, other: "Party") -> bool:
        """Returns whether any of the two can teach the other anything."""
        return bool(self.lessons_for(other) or other.lessons_for(self))


@dataclass(frozen=True)
class Factor:
    """A number, and why it is so; a neutral one has no reasons."""

    value: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A score from 0 to 1, with the reasons of the factors that counted."""

    score: float
    reasons: list[str]


def match(me: Party, other: Party, at: datetime) -> Match:
    """Rates how well another person fits me, on the day of asking.

    The harmonic mean is high only where both directions are: Pizzato et al., "RECON: a reciprocal
    recommender for online dating", RecSys 2010. Whatever the other factors are, the worst fit on
    both sides is better than the best on one.
    """
    they_teach, they_learn = _they_teach(me, other), _they_learn(me, other)
    rating, hours = _rating(other), _hours(me, other, at)

    fit = 2 * they_teach.value * they_learn.value / (they_teach.value + they_learn.value)
    score = fit * rating.value * hours.value / MOST_RATING

    factors = (they_teach, they_learn, rating, hours)
    return Match(score, [reason for factor in factors for reason in factor.reasons])


def _they_teach(me: Party, other: Party) -> Factor:
    lessons = [other.offers[skill] for skill in other.lessons_for(me)]
    reasons = (f"Teaches {skill.name} ({skill.level}), which you seek" for skill in lessons)
    return Factor(_worth(other, me), tuple(reasons))


def _they_learn(me: Party, other: Party) -> Factor:
    lessons = [other.seeks[skill] for skill in me.lessons_for(other)]
    reasons = (f"Wants to learn {skill.name}, which you offer" for skill in lessons)
    return Factor(_worth(me, other), tuple(reasons))


def _worth(teacher: Party, learner: Party) -> float:
    """Returns how likely one of the lessons is worth it, at least `FLOOR`.

    Noisy-or: Pearl, "Probabilistic reasoning in intelligent systems", 1988, section 4.3.
    """
    lessons = teacher.lessons_for(learner)
    none = prod(1 - _quality(teacher.offers[skill], learner.seeks[skill]) for skill in lessons)
    return max(FLOOR, 1 - none)


def _quality(offered: ListedSkill, sought: ListedSkill) -> float:
    ahead = LEVELS.index(offered.level) - LEVELS.index(sought.level)
    return ABOVE if ahead > 0 else SAME if ahead == 0 else BELOW


def _rating(other: Party) -> Factor:
    """Compares the expected rating with the one that is expected without any ratings."""
    average = bayesian_rating(other.stats)
    if average == PRIOR_RATING:
        return Factor(1)
    number = int(other.stats.ratings_count)
    people = "1 person" if number == 1 else f"{number} people"
    return Factor(average / PRIOR_RATING, (f"Rated {average:.1f} by {people}",))


def _hours(me: Party, other: Party, at: datetime) -> Factor:
    """The share of the waking hours, 8 to 22, in which both are awake: none would halve a score."""
    apart = (_utc_offset(me, at) - _utc_offset(other, at)) % 24
    # Two days overlap where one ends and the other begins: at one end, at the other, or at both.
    common = max(0, WAKING_HOURS - apart) + max(0, WAKING_HOURS - (24 - apart))
    value = (1 + common / WAKING_HOURS) / 2
    return Factor(value, () if value == 1 else (f"{common:g} of your waking hours in common",))


def _utc_offset(party: Party, at: datetime) -> float:
    offset = at.astimezone(zone_named(party.time_zone)).utcoffset() or timedelta()
    return offset / timedelta(hours=1)
