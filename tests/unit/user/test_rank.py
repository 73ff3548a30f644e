"""The order of people with the same skill and level."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn_exchange import clock, ids
from learn_exchange.events import (
    CommentPosted,
    DomainEvent,
    ExchangeCompleted,
    PostPublished,
    RatingRevealed,
)
from learn_exchange.problems import Unavailable
from learn_exchange.tables.store import put, update
from learn_exchange.tables.users import Profile, Skill, Stats
from tests.support.clock import SetClock
from tests.support.gateway import Json
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person
from tests.support.skills import skills_changed
from user.handlers.rank import HIGHEST_RANK, rank, rank_of

TODAY = date(2026, 11, 22)
SQL_AND_GO: Json = {
    "skills": [
        {"skillName": "SQL", "skillLevel": "expert", "isOffering": True},
        {"skillName": "Go", "skillLevel": "beginner", "isOffering": False},
    ]
}

checked = settings(deadline=None, derandomize=True, max_examples=200)
totals = st.fixed_dictionaries(
    {
        "posts_count": st.integers(0, 10**6),
        "exchanges_completed": st.integers(0, 10**5),
        "ratings_count": st.integers(0, 10**5),
    }
)
averages = st.floats(1, 5)
days = st.dates(date(2026, 1, 1), date(2126, 1, 1))


def stats(totals: dict[str, int], average: float) -> Stats:
    """Totals with an average rating."""
    attributes: Json = {**totals, "ratings_sum": round(totals["ratings_count"] * average)}
    return Stats(**attributes)


def standings(person: Person) -> dict[str, str]:
    """Returns where somebody stands with each skill."""
    return {row.name: row.standing or "" for row in Skill.scan() if row.person_id == person.id}


def profile_of(person: Person) -> Profile:
    """Somebody's profile as it is stored."""
    return Profile.key(person.id).require()


def active(person: Person) -> None:
    """Tell that somebody has done something."""
    rank(skills_changed(person.id))


@checked
@given(totals=totals, average=averages, day=days)
def test_a_rank_has_six_digits(totals: dict[str, int], average: float, day: date) -> None:
    assert 0 <= rank_of(stats(totals, average), day) <= HIGHEST_RANK == 999_999


@checked
@given(
    totals=totals, average=averages, more=st.sampled_from(["posts_count", "exchanges_completed"])
)
def test_who_does_more_does_not_rank_lower(
    totals: dict[str, int], average: float, more: str
) -> None:
    lower = rank_of(stats(totals, average), TODAY)
    assert rank_of(stats(totals | {more: totals[more] + 10}, average), TODAY) >= lower


@checked
@given(totals=totals, two=st.tuples(averages, averages).map(sorted))
def test_who_is_rated_better_does_not_rank_lower(totals: dict[str, int], two: list[float]) -> None:
    worse, better = (rank_of(stats(totals, average), TODAY) for average in two)
    assert worse <= better


def test_who_was_active_later_ranks_higher() -> None:
    months = [TODAY, date(2026, 12, 1), date(2027, 1, 31), date(2028, 1, 1)]
    ranks = [rank_of(Stats(), month) for month in months]
    assert ranks == sorted(set(ranks))
    assert rank_of(Stats(), date(2026, 11, 1)) == rank_of(Stats(), TODAY)


def test_merit_halves_in_three_months() -> None:
    ordinary, twice_as_good = Stats(), Stats(posts_count=2)
    assert rank_of(ordinary, date(2027, 2, 22)) == rank_of(twice_as_good, TODAY)


def test_an_exchange_counts_as_much_as_five_posts() -> None:
    assert rank_of(Stats(exchanges_completed=1), TODAY) == rank_of(Stats(posts_count=5), TODAY)


def test_the_rank_stands_in_the_profile_and_with_every_skill(ana: Person) -> None:
    ana.put("/user/skills", SQL_AND_GO)
    active(ana)
    profile = profile_of(ana)
    assert profile.rank == rank_of(Stats(), clock.now().date()) > 0
    assert profile.ranked_on == str(clock.now().date())
    assert standings(ana) == {
        "SQL": f"2#{profile.rank:06}#{ana.id}",
        "Go": f"0#{profile.rank:06}#{ana.id}",
    }


def test_new_skills_stand_at_the_rank_that_one_has(ana: Person) -> None:
    active(ana)
    ana.put("/user/skills", SQL_AND_GO)
    rank_now = profile_of(ana).rank
    assert rank_now > 0
    assert set(standings(ana).values()) == {
        f"2#{rank_now:06}#{ana.id}",
        f"0#{rank_now:06}#{ana.id}",
    }


def test_all_that_makes_one_active_ranks_one(ana: Person) -> None:
    happened = {"id": "1", "at": clock.now(), "post_id": ids.new_id(), "author_id": ana.id}
    events: list[DomainEvent] = [
        PostPublished(**happened),
        CommentPosted(**happened, comment_id=ids.new_id()),
        skills_changed(ana.id),
    ]
    for event in events:
        update(Profile.key(ana.id), Profile.rank.set(0), Profile.ranked_on.remove())
        rank(event)  # type: ignore[arg-type]
        assert profile_of(ana).rank > 0


def test_a_completed_exchange_ranks_both_and_a_rating_who_has_got_it(
    ana: Person, ben: Person
) -> None:
    what = {"id": "1", "at": clock.now(), "exchange_id": ids.new_id(), "revision": 3}
    both = {"initiator_id": ana.id, "receiver_id": ben.id}
    rank(ExchangeCompleted(**what, **both))
    assert profile_of(ana).rank > 0
    assert profile_of(ben).rank > 0
    for person in (ana, ben):
        update(Profile.key(person.id), Profile.rank.set(0), Profile.ranked_on.remove())
    session = {"session_id": ids.new_id(), "rating_id": ids.new_id()}
    rank(RatingRevealed(**what, **both, **session, actor_id=ana.id, rated_id=ben.id))
    assert profile_of(ana).rank == 0
    assert profile_of(ben).rank > 0


def test_one_is_ranked_once_a_day(ana: Person, time_passes: SetClock) -> None:
    active(ana)
    first = profile_of(ana).rank
    update(Stats.key(ana.id), Stats.posts_count.set(100))
    active(ana)
    assert profile_of(ana).rank == first
    time_passes.forward(days=1)
    active(ana)
    assert profile_of(ana).rank > first


def test_a_rank_that_stays_the_same_is_not_written(ana: Person, time_passes: SetClock) -> None:
    active(ana)
    profile = profile_of(ana)
    update(Profile.key(ana.id), Profile.ranked_on.set("2026-01-01"))
    active(ana)
    assert profile_of(ana).ranked_on == "2026-01-01"
    assert profile_of(ana).rank == profile.rank


def test_somebody_whom_nobody_knows_has_no_rank(aws_in_memory: None) -> None:
    rank(skills_changed(ids.new_id()))
    assert [*Profile.scan()] == []


def test_skills_that_change_meanwhile_get_the_rank_too(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_meanwhile(monkeypatch, lambda _: ana.put("/user/skills", SQL_AND_GO))
    active(ana)
    rank_now = profile_of(ana).rank
    assert rank_now > 0
    assert sorted(standings(ana)) == ["Go", "SQL"]
    assert {standing[2:8] for standing in standings(ana).values()} == {f"{rank_now:06}"}


def test_a_rank_that_comes_while_skills_change_is_the_rank_of_the_new_ones(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.put("/user/skills", {"skills": SQL_AND_GO["skills"][:1]})
    write_meanwhile(monkeypatch, lambda _: active(ana))
    assert ana.put("/user/skills", SQL_AND_GO).status == 200
    rank_now = profile_of(ana).rank
    assert rank_now > 0
    assert sorted(standings(ana)) == ["Go", "SQL"]
    assert {standing[2:8] for standing in standings(ana).values()} == {f"{rank_now:06}"}


def test_where_the_skills_keep_changing_the_event_comes_again(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(number: int) -> None:
        put(profile_with(ana, skills_version=number))

    monkeypatch.setattr("learn_exchange.tables.store.retries.back_off", lambda _: None)
    write_meanwhile(monkeypatch, change, times=100)
    with pytest.raises(Unavailable):
        active(ana)


def profile_with(person: Person, **changes: object) -> Profile:
    """Somebody's profile with some attributes changed."""
    profile = profile_of(person)
    for name, value in changes.items():
        setattr(profile, name, value)
    return profile
