"""Scores of how well two people fit, and the reasons that are given."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from explore.matching import FLOOR, Candidate, Match, match
from explore.reasons import in_words
from learn_exchange.catalogue import canonical
from learn_exchange.languages import LANGUAGES
from learn_exchange.tables.users import LEVELS, ListedSkill, Profile, Stats

checked = settings(deadline=None, derandomize=True, max_examples=200)

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
# Of each pair of these, the time is different.
ZONES = ["UTC", "Europe/Berlin", "Asia/Kolkata", "Asia/Tokyo", "America/New_York", "Pacific/Apia"]
SKILLS = ["SQL", "Spanish", "Go", "Chess"]

Levels = Mapping[str, str]


def party(
    offers: Levels | None = None,
    seeks: Levels | None = None,
    *,
    zone: str = "UTC",
    ratings: tuple[int, ...] = (),
) -> Candidate:
    """Someone who offers and seeks skills at levels, and has been rated."""
    skills = [
        ListedSkill.of(name, level, offering=offering)
        for side, offering in ((offers, True), (seeks, False))
        for name, level in (side or {}).items()
    ]
    stats = Stats(ratings_count=len(ratings), ratings_sum=sum(ratings))
    return Candidate.of(Profile(skills=skills, time_zone=zone), stats)


levels = st.sampled_from(LEVELS)
sides = st.dictionaries(st.sampled_from(SKILLS), levels, max_size=4)
ratings = st.lists(st.integers(1, 5), max_size=30).map(tuple)
parties = st.builds(party, sides, sides, zone=st.sampled_from(ZONES), ratings=ratings)

ME = party({"Spanish": "expert"}, {"SQL": "beginner"})
TEACHER = {"SQL": "expert"}
LEARNER = {"Spanish": "beginner"}


def fit(other: Candidate, me: Candidate = ME) -> Match:
    """Returns how well someone fits me."""
    return match(me, other, AT)


@checked
@given(me=parties, other=parties)
def test_a_score_is_between_0_and_1(me: Candidate, other: Candidate) -> None:
    assert 0 < fit(other, me).score < 1


@checked
@given(
    offers=sides,
    seeks=sides,
    mine=sides,
    sought=sides,
    zones=st.tuples(*[st.sampled_from(ZONES)] * 2),
)
def test_both_directions_count_alike(
    offers: Levels, seeks: Levels, mine: Levels, sought: Levels, zones: tuple[str, str]
) -> None:
    me, other = party(mine, sought, zone=zones[0]), party(offers, seeks, zone=zones[1])
    assert fit(other, me).score == pytest.approx(fit(me, other).score)


@pytest.mark.parametrize("offered", [False, True], ids=["they teach", "they learn"])
def test_the_better_the_teacher_the_better_the_fit(offered: bool) -> None:  # noqa: FBT001
    scores = []
    for level in LEVELS:
        teacher = party({"SQL": level}, {"Spanish": "intermediate"})
        learner = party({"Spanish": "intermediate"}, {"SQL": "intermediate"})
        scores.append(fit(learner, teacher).score if offered else fit(teacher, learner).score)
    assert scores == sorted(set(scores))


@checked
@given(me=parties, other=parties, skill=st.sampled_from(SKILLS))
def test_a_higher_level_never_fits_worse(me: Candidate, other: Candidate, skill: str) -> None:
    assume(canonical(skill) in other.offers)
    scores = []
    for level in LEVELS:
        other.offers[canonical(skill)].level = level
        scores.append(fit(other, me).score)
    assert scores == sorted(scores)


@checked
@given(me=parties, other=parties, skill=st.sampled_from(SKILLS), level=levels)
def test_more_in_common_never_fits_worse(
    me: Candidate, other: Candidate, skill: str, level: str
) -> None:
    assume(canonical(skill) not in other.offers)
    offers = {**other.offers, canonical(skill): ListedSkill.of(skill, level, offering=True)}
    more = Candidate(offers, other.seeks, other.time_zone, other.stats)
    assert fit(more, me).score >= fit(other, me).score


@checked
@given(given_ratings=st.lists(st.integers(1, 5), min_size=1, max_size=30), data=st.data())
def test_a_better_rating_fits_better(given_ratings: list[int], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(given_ratings) - 1))
    assume(given_ratings[number] < 5)
    better = list(given_ratings)
    better[number] += 1
    one, other = (party(TEACHER, LEARNER, ratings=tuple(r)) for r in (given_ratings, better))
    assert fit(one).score < fit(other).score


def test_many_good_ratings_say_more_than_one() -> None:
    scores = [fit(party(TEACHER, LEARNER, ratings=(5,) * n)).score for n in (0, 1, 12, 100)]
    assert scores == sorted(set(scores))


@pytest.mark.parametrize("given_ratings", [(), (4,), (3, 5), (4,) * 50], ids=str)
def test_without_ratings_one_fits_as_with_ordinary_ones(given_ratings: tuple[int, ...]) -> None:
    other = fit(party(TEACHER, LEARNER, ratings=given_ratings))
    assert other.score == fit(party(TEACHER, LEARNER)).score
    assert other.rating is None


some = st.dictionaries(st.sampled_from(SKILLS), levels, min_size=1)
everything = st.fixed_dictionaries(dict.fromkeys(SKILLS, levels))
zones = st.sampled_from(ZONES)


@checked
@given(
    me=st.builds(party, everything, everything, zone=zones),
    both_ways=st.builds(party, some, some, zone=zones, ratings=ratings),
    one_way=st.builds(party, some, st.just({}), zone=zones, ratings=ratings)
    | st.builds(party, st.just({}), some, zone=zones, ratings=ratings),
)
def test_whoever_fits_both_ways_comes_before_whoever_fits_one_way(
    me: Candidate, both_ways: Candidate, one_way: Candidate
) -> None:
    assert fit(both_ways, me).score > fit(one_way, me).score


def test_the_worst_fit_both_ways_is_better_than_the_best_one_way() -> None:
    me = party({"Spanish": "beginner"}, dict.fromkeys(SKILLS, "expert"))
    worst = party(
        {"SQL": "beginner"}, {"Spanish": "expert"}, zone="Asia/Kamchatka", ratings=(1,) * 1000
    )
    best = party(dict.fromkeys(SKILLS, "expert"), ratings=(5,) * 1000)
    assert fit(worst, me).score > fit(best, me).score > FLOOR


@checked
@given(me=parties, other=parties)
def test_the_reasons_are_exactly_the_factors_that_counted(me: Candidate, other: Candidate) -> None:
    found = fit(other, me)
    assert {(s.name, s.level) for s in found.they_teach} == {
        (skill.name, skill.level) for key, skill in other.offers.items() if key in me.seeks
    }
    assert {s.name for s in found.they_learn} == {
        skill.name for key, skill in other.seeks.items() if key in me.offers
    }
    count, total = other.stats.ratings_count, other.stats.ratings_sum
    assert (found.rating is not None) == (total != 4 * count)
    assert (found.common_hours is not None) == (me.time_zone != other.time_zone)
    reasons = in_words(found, "en")
    factors = [*found.they_teach, *found.they_learn, found.rating, found.common_hours]
    assert len(reasons) == len(set(reasons)) == sum(factor is not None for factor in factors)


REASONS = {
    "en": [
        "Teaches sql (expert), which you seek",
        "Teaches Golang (intermediate), which you seek",
        "Wants to learn Español, which you offer",
        "Rated 4.6 by 12 people",
        "11 of your waking hours in common",
    ],
    "es": [
        "Enseña sql (nivel experto), que buscas",
        "Enseña Golang (nivel intermedio), que buscas",
        "Quiere aprender Español, que ofreces",
        "Valoración de 4,6 por 12 personas",
        "11 de tus horas de vigilia en común",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_in_plain_words_of_the_reader(language: str) -> None:
    me = party({"Spanish": "expert"}, {"SQL": "beginner", "Go": "beginner"}, zone="Europe/Lisbon")
    other = party(
        {"sql": "expert", "Golang": "intermediate"},
        {"Español": "beginner"},
        zone="America/Sao_Paulo",
        ratings=(5,) * 10 + (4,) * 2,
    )
    assert in_words(fit(other, me), language) == REASONS[language]


@pytest.mark.parametrize(
    ("language", "reason"),
    [("en", "Rated 4.2 by 1 person"), ("es", "Valoración de 4,2 por 1 persona")],
)
def test_one_rating_is_of_one_person(language: str, reason: str) -> None:
    assert reason in in_words(fit(party(TEACHER, ratings=(5,))), language)


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "8.25 of your waking hours in common"),
        ("es", "8,25 de tus horas de vigilia en común"),
    ],
)
def test_parts_of_hours_are_written_as_the_language_writes_them(language: str, reason: str) -> None:
    assert in_words(match(party(), party(zone="Asia/Kathmandu"), AT), language) == [reason]


def test_marks_in_the_name_of_a_skill_reorder_nothing_around_it() -> None:
    name = "SQL\u202e"
    other, me = party({name: "expert"}), party(seeks={name: "beginner"})
    [reason] = in_words(fit(other, me), "en")
    assert reason == "Teaches SQL (expert), which you seek"


@pytest.mark.parametrize(
    ("mine", "theirs", "at", "hours"),
    [
        ("Europe/Lisbon", "Europe/London", AT, None),
        ("Europe/Lisbon", "Europe/Berlin", AT, 13),
        ("Europe/Berlin", "Europe/Lisbon", AT, 13),
        ("Europe/Lisbon", "Asia/Kolkata", AT, 8.5),
        ("UTC", "Asia/Kathmandu", AT, 8.25),
        ("Europe/Lisbon", "Asia/Tokyo", AT, 5),
        ("UTC", "Pacific/Auckland", AT, 4),
        ("Pacific/Kiritimati", "Pacific/Pago_Pago", AT, 13),
        # Summer time does not begin on the same day everywhere.
        ("Europe/Berlin", "America/New_York", datetime(2026, 3, 1, tzinfo=UTC), 8),
        ("Europe/Berlin", "America/New_York", datetime(2026, 3, 15, tzinfo=UTC), 9),
        ("Europe/Berlin", "America/New_York", datetime(2026, 4, 1, tzinfo=UTC), 8),
    ],
)
def test_the_waking_hours_in_common(
    mine: str, theirs: str, at: datetime, hours: float | None
) -> None:
    assert match(party(zone=mine), party(zone=theirs), at).common_hours == hours


def test_half_the_hours_in_common_cost_a_quarter_of_the_score() -> None:
    there = fit(party(TEACHER, LEARNER, zone="Asia/Bangkok"))
    assert there.common_hours == 7
    assert there.score == pytest.approx(fit(party(TEACHER, LEARNER)).score * 0.75)


def test_who_seeks_one_skill_is_taken_as_their_profile_says_or_as_a_beginner() -> None:
    seeker = party(seeks={"SQL": "expert", "Go": "beginner"})
    assert {key: skill.level for key, skill in seeker.seeking("sql").seeks.items()} == {
        "sql": "expert"
    }
    assert {key: skill.level for key, skill in seeker.seeking("JS").seeks.items()} == {
        "javascript": "beginner"
    }
