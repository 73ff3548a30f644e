"""A model of what feeds ask of DynamoDB in a day, for a million people.

*Pulled* is this system's design, *pushed* the other one, both as `feed_costs` has them; a mix of
both pushes to the readers for whom that is cheaper, and lets the others pull. Follows, followers,
posts and opens are power laws, independent of each other. Nothing is drawn by lot: people of about
the same rank are a class, and sums over classes give what is to be expected.
"""

import math
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from feed.timeline import SETTLED_FOLLOWS
from learn_exchange.tables.users import MAX_FOLLOWS
from tests.bench import feed_costs as costs
from tests.bench.units import READ_BYTES, Units, item_size, write_units

PEOPLE = 1_000_000
# How many have k followers goes with k^-2.1, as with links to pages of the web:
# https://doi.org/10.1126/science.286.5439.509
EXPONENT = 2.1
SLOPE = 1 / (EXPONENT - 1)
FOLLOWS = 50
POSTS = 1
# Nobody follows more, and nobody posts or opens more often, above the mean.
MAX_OF_MEAN = MAX_FOLLOWS / FOLLOWS

PAGE = 20
SKILLS = 3
KEPT_DAYS = 30
# https://aws.amazon.com/dynamodb/pricing/on-demand/, us-east-1. Each row has 100 bytes of overhead:
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
DOLLARS_A_GB_MONTH = 0.25
STORAGE_OVERHEAD = 100


class Class(NamedTuple):
    """People of about the same rank, and what each of them has: follows, posts, opens."""

    people: int
    value: float


@dataclass(frozen=True)
class Day:
    """The costs of all feeds in a day: of both designs, and what one or the other adds."""

    alike: Units
    pulled: Units
    pushed: Units


@dataclass(frozen=True)
class Mix:
    """The costs that a mix of both designs adds, and the share of readers to whom it pushes."""

    units: Units
    pushed_to: float


def power_law(people: int, mean: float, most: float) -> list[Class]:
    """Returns classes of people by their rank: `scale / rank ** SLOPE`, up to a most.

    From rank 20 on, a class has the ranks from its first to 5 % above it.
    """
    sums = _sums_by_rank()

    def total(capped: int) -> float:
        return most * (capped + math.pow(capped, SLOPE) * (sums[people] - sums[capped]))

    capped = bisect_left(range(people), people * mean, key=total)
    scale = (people * mean - most * capped) / (sums[people] - sums[capped])
    classes, rank = [Class(capped, most)], capped
    while rank < people:
        last = min(people, max(rank + 1, int(rank * 1.05)))
        classes.append(Class(last - rank, scale * (sums[last] - sums[rank]) / (last - rank)))
        rank = last
    return classes


@cache
def _sums_by_rank() -> list[float]:
    return list(accumulate((math.pow(rank, -SLOPE) for rank in range(1, PEOPLE + 1)), initial=0.0))


@cache
def _spread() -> list[Class]:
    """Returns how anything is spread over people that has a mean of 1."""
    return power_law(PEOPLE, 1, MAX_OF_MEAN)


def day(opens: float, pages: int = 1) -> Day:
    """Returns a day on which people open their feeds so often, and read so many pages each time."""
    posts = PEOPLE * POSTS
    alike, pulled, pushed = costs.publish() * posts, costs.head() * posts, Units()
    for authors, followers in power_law(PEOPLE, FOLLOWS, PEOPLE - 1):
        pushed += costs.push(followers) * (authors * POSTS)
    for readers, relative_follows in _spread():
        follows, times = FOLLOWS * relative_follows, readers * opens
        alike += _alike(follows, pages) * times
        pulled += costs.pull(follows) * (times * pages)
        pushed += costs.take(PAGE + 1) * (times * pages)
    return Day(alike, pulled, pushed)


def mix(opens: float, pages: int = 1) -> Mix:
    """Returns the same day with posts pushed to those alone who read enough pages."""
    units, pushed_to = costs.head() * (PEOPLE * POSTS), 0.0
    for readers, relative_follows in _spread():
        follows = FOLLOWS * relative_follows
        threshold = pages_worth_pushing(follows)
        for people, relative_opens in _spread():
            share, read = people / PEOPLE, opens * relative_opens * pages
            if read > threshold:
                units += (_rows(follows) + costs.take(PAGE + 1) * read) * (readers * share)
                pushed_to += readers / PEOPLE * share
            else:
                units += costs.pull(follows) * (readers * share * read)
    return Mix(units, pushed_to)


def crossover(pages: int = 1) -> float:
    """Returns the opens a day from which on pushing to everybody is cheaper than pulling."""
    none, one = day(0, pages), day(1, pages)
    written = none.pushed.dollars - none.pulled.dollars
    saved = (one.pulled.dollars - none.pulled.dollars) - (one.pushed.dollars - none.pushed.dollars)
    return written / saved


def pages_worth_pushing(follows: float) -> float:
    """Returns the pages a day from which pushing to a reader with so many follows is cheaper."""
    return _rows(follows).dollars / (costs.pull(follows).dollars - costs.take(PAGE + 1).dollars)


def inbox_gigabytes() -> float:
    """Returns what the rows of all inboxes fill, as long as they are kept."""
    rows = PEOPLE * POSTS * (FOLLOWS + 1) * KEPT_DAYS
    return rows * (item_size(costs.INBOX) + STORAGE_OVERHEAD) / 1e9


def _rows(follows: float) -> Units:
    """Returns the rows that one reader gets in a day.

    Only followers who are pushed to are looked up.
    """
    row = Units(item_size(costs.FOLLOW) / READ_BYTES * 0.5, write_units(costs.INBOX))
    return row * ((follows + 1) * POSTS)


def _alike(follows: float, pages: int) -> Units:
    """Returns the costs of opening a feed in every design. A page always has enough posts."""
    # Each author posts as a Poisson process; a page covers the time in which all post a page full.
    time = PAGE / (follows + 1)
    on_page = sum(people / PEOPLE * (1 - math.exp(-posts * time)) for people, posts in _spread())
    units = costs.greet() + costs.show(PAGE, follows * on_page, own=on_page) * pages
    if follows < SETTLED_FOLLOWS:
        units += costs.suggest([2 * PAGE] * SKILLS, [2 * PAGE] * 2)
    return units
