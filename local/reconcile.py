"""`make reconcile`: count again what is counted, and correct what is wrong.

Every total is written in one transaction with what it counts, so there is nothing to correct unless
somebody has changed tables by hand, or a backup was restored in parts. It can run at any time: a
total that changes while it is being counted is counted anew, and only one that is still what was
read is corrected.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from pynamodb.attributes import NumberAttribute

from infra.tables import TABLES
from learn_exchange.tables.feed import Comment, Counts, Like, Post
from learn_exchange.tables.store import ConditionFailed, Item, Key, update
from learn_exchange.tables.users import Follow, Stats
from local.environment import LocalError
from local.stage import STAGE, credentials_for, prefix

_THREADS: Final = 8
_ATTEMPTS: Final = 10


@dataclass(frozen=True)
class Total:
    """A number that a row keeps, and how to count it from the rows that it stands for."""

    attribute: NumberAttribute
    count: Callable[[Any], int]


def _after(row: Item, prefix: str) -> str:
    return str(row.pk).removeprefix(prefix)


def _likes(counts: Counts) -> int:
    of_comment = str(counts.sk).removeprefix("COUNTS").removeprefix("#")
    likes = Like.sk.startswith(f"LIKE#{of_comment or 'POST'}#")
    return Like.count(counts.pk, likes, consistent_read=True)


def _comments(counts: Counts) -> int:
    if counts.sk != "COUNTS":
        return 0
    comments, standing = Comment.sk.startswith("COMMENT#"), Comment.deleted_at.does_not_exist()
    return Comment.count(counts.pk, comments, standing, consistent_read=True)


TOTALS: Final[dict[type[Item], tuple[Total, ...]]] = {
    Stats: (
        Total(
            Stats.followers_count,
            lambda stats: Follow.count(_after(stats, "PERSON#"), index_name="followers"),
        ),
        Total(
            Stats.following_count,
            lambda stats: Follow.count(
                stats.pk, Follow.sk.startswith("FOLLOW#"), consistent_read=True
            ),
        ),
        Total(
            Stats.posts_count,
            lambda stats: Post.count(_after(stats, "PERSON#"), index_name="author"),
        ),
    ),
    Counts: (Total(Counts.likes, _likes), Total(Counts.comments, _comments)),
}


@dataclass(frozen=True)
class Correction:
    """A total that was wrong."""

    key: Key[Any]
    attribute: str
    stood: int
    counted: int

    def __str__(self) -> str:
        name = f"{self.key.pk} {self.key.sk} {self.attribute}"
        return f"{name}: {self.stood} stood there, {self.counted} were counted"


def reconcile() -> tuple[int, list[Correction]]:
    """Count everything again; returns how many totals there are, and what was corrected."""
    with ThreadPoolExecutor(_THREADS) as threads:
        rows = chain.from_iterable(kind.scan() for kind in TOTALS)
        results = list(threads.map(lambda row: list(_reconcile_row(row)), rows))
    totals = sum(map(len, results))
    return totals, [correction for result in results for correction in result if correction]


def _reconcile_row(row: Item) -> Iterator[Correction | None]:
    key: Key[Any] = Key(type(row), row.pk, row.sk)
    for total in TOTALS[type(row)]:
        yield _reconcile_total(key, total)


def _reconcile_total(key: Key[Any], total: Total) -> Correction | None:
    name = total.attribute.attr_name
    for _ in range(_ATTEMPTS):
        before = key.get()
        if before is None:
            return None
        counted, stood = total.count(before), int(getattr(before, name))
        if counted == stood:
            return None
        try:
            update(key, total.attribute.set(counted), when=total.attribute == stood)
        except ConditionFailed:
            continue  # It has changed while it was counted.
        return Correction(key, name, stood, counted)
    raise LocalError(f"{key.pk} {key.sk} {name} changes all the time: try again later.")


def main() -> None:
    """Reconcile `STAGE`, and say what was corrected."""
    stage = os.environ.get("STAGE") or STAGE
    try:
        with credentials_for(stage):
            for name in TABLES:
                os.environ[f"{name.upper()}_TABLE"] = f"{prefix(stage)}{name}"
            totals, corrections = reconcile()
    except LocalError as error:
        raise SystemExit(str(error)) from None
    for correction in corrections:
        print(correction)
    print(f"{totals} totals counted, {len(corrections)} corrected")


if __name__ == "__main__":
    main()
