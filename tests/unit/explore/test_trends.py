"""Trends: the score of a tag, and the list of the tags that are used most."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explore import trends
from explore.trends import Trending, top

checked = settings(deadline=None, derandomize=True, max_examples=200)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOON.date()
TAGS = ["sql", "spanish", "chess", "go"]


def days_ago(days: int) -> date:
    """Returns the day that was so many days ago."""
    return TODAY - timedelta(days=days)


def trend(tag: str, *counts: int) -> Trending:
    """Returns a tag that was used so often today, yesterday, and so on."""
    return Trending(tag, {days_ago(age): n for age, n in enumerate(counts) if n}, NOON)


@pytest.mark.parametrize(
    ("counts", "score"),
    [
        ((8,), 8),
        ((0, 0, 8), 4),
        ((0, 0, 0, 0, 8), 2),
        ((8, 0, 8, 0, 8, 0, 8), 15),
        ((0,) * 6 + (8,), 1),
        ((0,) * 7 + (8,), 0),
        ((1, 0, 0, 0, 0, 0, 0, 1000), 1),
    ],
)
def test_use_counts_half_as_much_every_two_days_and_nothing_after_seven(
    counts: tuple[int, ...], score: float
) -> None:
    assert trend("sql", *counts).score(TODAY) == pytest.approx(score)


@checked
@given(counts=st.lists(st.integers(0, 1000), min_size=7, max_size=7), more=st.integers(0, 6))
def test_more_use_scores_higher_and_time_never_does(counts: list[int], more: int) -> None:
    score = trend("sql", *counts).score(TODAY)
    used_more = [count + (age == more) for age, count in enumerate(counts)]
    assert trend("sql", *used_more).score(TODAY) > score
    assert trend("sql", *counts).score(TODAY + timedelta(days=1)) <= score


def test_the_tag_with_the_highest_score_comes_first() -> None:
    given_trends = [trend("sql", 0, 0, 9), trend("go", 4), trend("chess", 5), trend("spanish", 4)]
    for in_any_order in permutations(given_trends):
        assert [t.tag for t in top(in_any_order, TODAY)] == ["chess", "sql", "go", "spanish"]


def test_tags_that_were_not_used_for_seven_days_are_gone() -> None:
    old, new = trend("sql", *(0,) * 6, 1), trend("go", 1)
    assert [t.tag for t in top([old, new], TODAY)] == ["go", "sql"]
    assert [t.tag for t in top([old, new], TODAY + timedelta(days=1))] == ["go"]
    assert top([old, new], TODAY + timedelta(days=7)) == []


# After some days, a tag is used by so many, and the list hears of it then or later.
uses = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(TAGS), st.integers(1, 50), st.integers(0, 5)),
    max_size=30,
)


@checked
@given(uses=uses)
def test_the_list_is_what_all_counts_make_however_late_and_often_it_hears_of_them(
    uses: list[tuple[int, str, int, int]],
) -> None:
    counts: dict[str, dict[date, int]] = defaultdict(dict)
    on_their_way: list[tuple[int, Trending]] = []
    kept: list[Trending] = []
    today = TODAY
    for number, (days, tag, people, delay) in enumerate(uses):
        today += timedelta(days=days)
        counts[tag][today] = counts[tag].get(today, 0) + people
        # The consumer reads the tag's counts as they are now, and writes the list a while later.
        on_their_way.append((number + delay, Trending(tag, dict(counts[tag]), NOON)))
        arrived = [read for due, read in on_their_way if due <= number]
        kept = top([*kept, *arrived], today)
    kept = top([*kept, *(read for _, read in on_their_way)], today)
    assert kept == top([Trending(tag, counts[tag], NOON) for tag in counts], today)


@checked
@given(
    tags=st.lists(st.sampled_from("abcdefghij"), max_size=60),
)
def test_a_list_that_is_full_loses_nobody_who_belongs_there(tags: list[str]) -> None:
    counts: dict[str, int] = defaultdict(int)
    kept: list[Trending] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trends, "LIST_LENGTH", 3)
        for tag in tags:
            counts[tag] += 1
            kept = top([*kept, trend(tag, counts[tag])], TODAY)
        assert kept == top([trend(tag, counts[tag]) for tag in counts], TODAY)
        assert len(kept) == min(3, len(counts))
