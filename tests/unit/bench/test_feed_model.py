"""The model of what feeds cost: it keeps to what it assumes, and its figures agree."""

import pytest

from tests.bench.feed_model import (
    MAX_OF_MEAN,
    PEOPLE,
    crossover,
    day,
    mix,
    pages_worth_pushing,
    power_law,
)


@pytest.mark.parametrize(
    ("people", "mean", "most"),
    [(PEOPLE, 50, PEOPLE - 1), (PEOPLE, 1, MAX_OF_MEAN), (2000, 15, 1999)],
)
def test_a_power_law_gives_everybody_a_share_of_the_whole(
    people: int, mean: float, most: float
) -> None:
    classes = power_law(people, mean, most)
    assert sum(each.people for each in classes) == people
    assert sum(each.people * each.value for each in classes) == pytest.approx(people * mean)
    values = [each.value for each in classes]
    assert values == sorted(values, reverse=True)
    assert 0 < values[-1] < mean < values[0] == most


@pytest.mark.parametrize("pages", [1, 2])
def test_at_the_crossover_both_designs_cost_the_same(pages: int) -> None:
    turn = crossover(pages)
    at, before, after = (day(turn * much, pages) for much in (1, 0.9, 1.1))
    assert at.pulled.dollars == pytest.approx(at.pushed.dollars)
    assert before.pulled.dollars < before.pushed.dollars
    assert after.pulled.dollars > after.pushed.dollars


def test_a_page_more_makes_pushing_worth_it_sooner() -> None:
    assert crossover(2) == pytest.approx(crossover(1) / 2)


def test_a_mix_pulls_for_all_who_read_little_and_costs_no_more_than_pulling() -> None:
    assert mix(0).units == day(0).pulled
    assert mix(0).pushed_to == 0
    for opens in (1, 10):
        assert mix(opens).units.dollars < day(opens).pulled.dollars
    assert 0 < mix(1).pushed_to < mix(10).pushed_to < 1


def test_who_follows_many_is_pushed_to_about_as_soon_as_who_follows_few() -> None:
    assert pages_worth_pushing(2000) == pytest.approx(pages_worth_pushing(50), rel=0.1)
