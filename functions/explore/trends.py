"""Trends: the number of people who use a tag each day, and the list of the top tags."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from learn_exchange.catalogue import canonical
from learn_exchange.concurrency import run_all
from learn_exchange.tables.explore import TagUse, TopList, TopTag, Trend
from learn_exchange.tables.store import (
    ConditionFailed,
    Transaction,
    get_many,
    put,
    retry_on_conflict,
)

WINDOW = timedelta(days=7)
HALF_LIFE = timedelta(days=2)
LIST_LENGTH = 100
# Longer than a use can be late and still count.
USES_KEPT = timedelta(days=9)


@dataclass(frozen=True)
class Trending:
    """A tag as it was first written, and how many people have used it on which day."""

    tag: str
    daily_counts: Mapping[date, int]
    last_updated_at: datetime

    def score(self, today: date) -> float:
        """Returns the rank of the tag: its uses of the last seven days, halved every two days.

        Exponential decay: Cormode et al., "Forward decay: a practical time decay model for
        streaming systems", ICDE 2009.
        """
        return sum(
            self.daily_counts[day] / 2 ** ((today - day) / HALF_LIFE)
            for day in sorted(self.daily_counts)
            if today - day < WINDOW
        )

    def joined(self, other: "Trending") -> "Trending":
        """Returns the tag by what both know of it, which may be of different times.

        Counts only grow, so of two counts of one day the higher is the later one.
        """
        days = {*self.daily_counts, *other.daily_counts}
        counts = {
            day: max(self.daily_counts.get(day, 0), other.daily_counts.get(day, 0)) for day in days
        }
        latest = max(self.last_updated_at, other.last_updated_at)
        return Trending(self.tag, counts, latest)

    def within_window(self, today: date) -> "Trending":
        """Returns the tag without the days that no longer count."""
        counts = {day: n for day, n in self.daily_counts.items() if today - day < WINDOW}
        return Trending(self.tag, counts, self.last_updated_at)


def top(trends: Iterable[Trending], today: date) -> list[Trending]:
    """Returns the tags that trend most, the first one most, each as it was written first."""
    by_key: dict[str, Trending] = {}
    for trend in trends:
        key = canonical(trend.tag)
        by_key[key] = by_key.get(key, trend).joined(trend)
    return _most_used(by_key.values(), today)


def top_of(found: TopList | None, now: datetime) -> list[Trending]:
    """Returns the tags that trend most now, by the list as it was found: it has each tag once."""
    return _most_used(_listed(found), now.date()) if found else []


def _most_used(trends: Iterable[Trending], today: date) -> list[Trending]:
    current = (trend.within_window(today) for trend in trends)
    used = [trend for trend in current if trend.daily_counts]
    return sorted(used, key=lambda trend: (-trend.score(today), trend.tag))[:LIST_LENGTH]


def count(tags: Sequence[str], person_id: str, *, at: datetime, now: datetime) -> None:
    """Count that someone has used tags, however written, once for each tag and day.

    Idempotent: who is counted is written in the transaction that counts.

    Raises:
        Unavailable: too many others write the same items.
    """
    if now.date() - at.date() < WINDOW:
        run_all(partial(_count_once, tag, at.date(), person_id, now) for tag in tags)


def _count_once(tag: str, day: date, person_id: str, now: datetime) -> None:
    key = canonical(tag)
    write = Transaction()
    write.put(
        TagUse.key(key, day, person_id).new(expires_at=now + USES_KEPT),
        condition=TagUse.pk.does_not_exist(),
    )
    write.update(
        Trend.key(key, day),
        Trend.daily_count.add(1),
        Trend.kind.set(Trend),
        Trend.tag_name.set(Trend.tag_name | tag),
        Trend.last_updated_at.set(now),
    )
    with suppress(ConditionFailed):  # They have been counted.
        write.commit()


@retry_on_conflict
def bring_list_up_to_date(tags: Iterable[str], now: datetime) -> None:
    """Have the top list know how much these tags are used.

    Idempotent: the list is made of the counts themselves, whatever was or was not written to it
    before.

    Raises:
        Unavailable: too many others write the list.
    """
    today = now.date()
    days = [today - timedelta(days=age) for age in range(WINDOW.days)]
    keys = dict.fromkeys(map(canonical, tags))
    counts = [Trend.key(key, day) for day in reversed(days) for key in keys]
    found = get_many((TopList.key(), *counts), consistent=True)
    before = found[TopList.key()] or TopList.key().new()
    listed = _listed(before)
    counted = [_counted(row) for key in counts if (row := found[key])]
    current = top((*listed, *counted), today)
    if current == listed:
        return
    rows = [TopTag.of(t.tag, t.daily_counts, t.last_updated_at) for t in current]
    after = TopList.key().new(tags=rows, version=before.version + 1)
    unchanged = TopList.pk.does_not_exist() | (TopList.version == before.version)
    put(after, condition=unchanged)


def _listed(found: TopList) -> list[Trending]:
    return [Trending(row.tag_name, row.by_day, row.last_updated_at) for row in found.tags]


def _counted(row: Trend) -> Trending:
    return Trending(row.tag_name, {row.day: int(row.daily_count)}, row.last_updated_at)
