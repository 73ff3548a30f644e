"""Matching of two people who could teach each other: a score, and what it is made of."""

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
MAX_RATING = 5 / PRIOR_RATING
# Of the skills on either side, in the order of the profile: at most 36 pairs.
MAX_PAIRED = 6
WAKING_HOURS = 22 - 8


@dataclass(frozen=True)
class Candidate:
    """One of the two: what they offer and seek, by the skills' keys, and what else counts."""

    offers: Mapping[str, ListedSkill]
    seeks: Mapping[str, ListedSkill]
    time_zone: str
    stats: Stats

    @classmethod
    def of(cls, profile: Profile, stats: Stats | None = None) -> Self:
        """Makes a candidate of somebody's profile and totals."""
        offers, seeks = (
            {canonical(s.name): s for s in profile.skills if s.offering is offering}
            for offering in (True, False)
        )
        return cls(offers, seeks, profile.time_zone, stats or Stats())

    @property
    def first_offers(self) -> list[str]:
        """The skills offered by which partners are looked for."""
        return list(self.offers)[:MAX_PAIRED]

    @property
    def first_seeks(self) -> list[str]:
        """The skills sought by which partners are looked for."""
        return list(self.seeks)[:MAX_PAIRED]

    def seeking(self, name: str) -> Self:
        """Returns the same person seeking one skill: as they list it, else as a beginner."""
        skill = canonical(name)
        new = ListedSkill.of(name, LEVELS[0], offering=False)
        return replace(self, seeks={skill: self.seeks.get(skill, new)})

    def teachable_skills(self, learner: "Candidate") -> list[str]:
        """Returns the skills that one offers and the other seeks."""
        return [skill for skill in learner.seeks if skill in self.offers]

    def fits(self, other: "Candidate") -> bool:
        """Returns whether any of the two can teach the other anything."""
        return bool(self.teachable_skills(other) or other.teachable_skills(self))


@dataclass(frozen=True)
class Rating:
    """The expected rating of a person, and how many have rated them."""

    average: float
    count: int

    @classmethod
    def of(cls, stats: Stats) -> Self:
        """Returns the rating that a person's totals stand for."""
        return cls(bayesian_rating(stats), int(stats.ratings_count))


@dataclass(frozen=True)
class Match:
    """A score from 0 to 1, and what it is made of: None for a factor that did not count."""

    score: float
    they_teach: list[ListedSkill]
    """The skills that they offer and I seek, as they list them."""
    they_learn: list[ListedSkill]
    """The skills that they seek and I offer, as they list them."""
    rating: Rating | None
    common_hours: float | None
    """The hours of a day in which both are awake."""


def match(me: Candidate, other: Candidate, at: datetime) -> Match:
    """Rates how well another person fits me, on the day of asking.

    The harmonic mean is high only where both directions are: Pizzato et al., "RECON: a reciprocal
    recommender for online dating", RecSys 2010. Whatever the other factors are, the worst fit on
    both sides is better than the best on one.
    """
    they_teach, they_learn = _worth(other, me), _worth(me, other)
    rating, hours = Rating.of(other.stats), _common_hours(me, other, at)

    fit = 2 * they_teach * they_learn / (they_teach + they_learn)
    # Compared with the rating that is expected without any; no hours in common would halve a score.
    better, together = rating.average / PRIOR_RATING, (1 + hours / WAKING_HOURS) / 2
    return Match(
        score=fit * better * together / MAX_RATING,
        they_teach=[other.offers[skill] for skill in other.teachable_skills(me)],
        they_learn=[other.seeks[skill] for skill in me.teachable_skills(other)],
        rating=None if better == 1 else rating,
        common_hours=None if together == 1 else hours,
    )


def _worth(teacher: Candidate, learner: Candidate) -> float:
    """Returns how likely one of the lessons is worth it, at least `FLOOR`.

    Noisy-or: Pearl, "Probabilistic reasoning in intelligent systems", 1988, section 4.3.
    """
    lessons = teacher.teachable_skills(learner)
    none = prod(1 - _quality(teacher.offers[skill], learner.seeks[skill]) for skill in lessons)
    return max(FLOOR, 1 - none)


def _quality(offered: ListedSkill, sought: ListedSkill) -> float:
    ahead = LEVELS.index(offered.level) - LEVELS.index(sought.level)
    return ABOVE if ahead > 0 else SAME if ahead == 0 else BELOW


def _common_hours(me: Candidate, other: Candidate, at: datetime) -> float:
    """Returns how many of the waking hours, 8 to 22, both are awake."""
    apart = (_utc_offset(me, at) - _utc_offset(other, at)) % 24
    # Two days overlap where one ends and the other begins: at one end, at the other, or at both.
    return max(0, WAKING_HOURS - apart) + max(0, WAKING_HOURS - (24 - apart))


def _utc_offset(candidate: Candidate, at: datetime) -> float:
    offset = at.astimezone(zone_named(candidate.time_zone)).utcoffset() or timedelta()
    return offset / timedelta(hours=1)
