"""Counting who uses a tag, in the table and in the top list."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explore import trends
from learn_exchange import ids
from learn_exchange.problems import Unavailable
from learn_exchange.tables.explore import TagUse, TopList, Trend
from learn_exchange.tables.store import ConditionFailed, put

pytestmark = pytest.mark.usefixtures("aws_in_memory")

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOON.date()
TAGS = ["sql", "spanish", "chess", "go"]
ANA, BEN, CLEO = (f"01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d1{number}" for number in range(3))


def listed() -> dict[str, dict[date, int]]:
    """Returns the tags of the top list, the first one first, with their counts."""
    found = TopList.key().get()
    return {row.tag_name: row.by_day for row in found.tags} if found else {}


def version() -> int:
    """Returns how often the top list was written."""
    found = TopList.key().get()
    return int(found.version) if found else 0


def use(person_id: str, *tags: str, at: datetime = NOON, now: datetime | None = None) -> None:
    """Let somebody use tags, which is counted at once unless `now` says when."""
    trends.count(tags, person_id, at=at, now=now or at)
    trends.bring_list_up_to_date(tags, now or at)


def write_list_meanwhile(monkeypatch: pytest.MonkeyPatch, write: Callable[[], None]) -> None:
    """Call `write` just before the list is written next."""
    waiting = [write]

    def put_too_late(*args: object, **conditions: object) -> None:
        if waiting:
            waiting.pop()()
        put(*args, **conditions)  # type: ignore[arg-type]

    monkeypatch.setattr(trends, "put", put_too_late)


def test_each_person_counts_once_for_each_tag_and_day() -> None:
    for _ in range(3):
        use(ANA, "sql", "go")
        use(BEN, "sql")
    assert listed() == {"sql": {TODAY: 2}, "go": {TODAY: 1}}
    assert {(row.tag_name, row.day, row.daily_count) for row in Trend.scan()} == {
        ("sql", TODAY, 2),
        ("go", TODAY, 1),
    }


def test_the_next_day_everybody_counts_anew() -> None:
    tomorrow = NOON + timedelta(days=1)
    for at in (NOON, tomorrow):
        use(ANA, "sql", at=at)
    assert listed() == {"sql": {TODAY: 1, tomorrow.date(): 1}}


def test_a_use_counts_for_the_day_on_which_it_was() -> None:
    last_moment = datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)
    use(ANA, "sql", at=last_moment, now=last_moment + timedelta(days=3))
    assert listed() == {"sql": {TODAY: 1}}


def test_what_is_a_week_late_no_longer_counts() -> None:
    use(ANA, "sql", now=NOON + timedelta(days=7))
    assert listed() == {}
    assert [*Trend.scan()] == []
    use(ANA, "sql", now=NOON + timedelta(days=6))
    assert listed() == {"sql": {TODAY: 1}}


def test_who_was_counted_is_remembered_until_it_no_longer_matters() -> None:
    use(ANA, "sql")
    [row] = TagUse.scan()
    assert row.expires_at - NOON > trends.WINDOW


def test_nothing_is_written_where_nothing_was_used() -> None:
    use(ANA)
    assert version() == 0


def test_the_list_is_not_written_again_for_what_it_has() -> None:
    for _ in range(3):
        use(ANA, "sql")
    assert version() == 1


def test_when_a_tag_was_used_last_is_told() -> None:
    later = NOON + timedelta(hours=2)
    use(ANA, "sql")
    use(BEN, "sql", at=later)
    use(BEN, "sql", at=later + timedelta(hours=1))
    found = TopList.key().get()
    assert [trend.last_updated_at for trend in trends.top_of(found, later)] == [later]


def test_of_two_who_count_at_once_both_are_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    write_list_meanwhile(monkeypatch, lambda: use(BEN, "sql", "chess"))
    use(ANA, "sql", "go")
    assert listed() == {"sql": {TODAY: 2}, "chess": {TODAY: 1}, "go": {TODAY: 1}}


def test_who_counts_behind_midnight_does_not_undo_who_counted_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tomorrow = NOON + timedelta(days=1)
    write_list_meanwhile(monkeypatch, lambda: use(BEN, "sql", at=tomorrow))
    use(ANA, "sql")
    assert listed() == {"sql": {TODAY: 1, tomorrow.date(): 1}}
    use(CLEO, "sql")
    assert listed() == {"sql": {TODAY: 2, tomorrow.date(): 1}}


def test_what_was_counted_and_not_listed_is_listed_when_the_event_comes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise ConnectionError

    with monkeypatch.context() as outage:
        write_list_meanwhile(outage, fail)
        with pytest.raises(ConnectionError):
            use(ANA, "sql")
    assert listed() == {}
    use(ANA, "sql")
    assert listed() == {"sql": {TODAY: 1}}


def test_where_others_always_come_first_the_event_comes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConditionFailed(None)

    monkeypatch.setattr("learn_exchange.tables.store.retries.back_off", lambda _: None)
    monkeypatch.setattr(trends, "put", refuse)
    with pytest.raises(Unavailable):
        use(ANA, "sql")


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    deliveries=st.lists(
        st.tuples(
            st.sampled_from([ANA, BEN, CLEO]),
            st.lists(st.sampled_from(TAGS), min_size=1, max_size=3, unique=True),
            st.integers(0, 8),
        ),
        max_size=12,
    )
)
def test_whatever_is_delivered_in_whatever_order_each_use_counts_once(
    deliveries: list[tuple[str, list[str], int]],
) -> None:
    # The tags of an example are its own: the table is that of all of them.
    example, used = ids.new_id(), set()
    for person_id, tags, age in [*deliveries, *reversed(deliveries)]:
        own = [f"{example} {tag}" for tag in tags]
        use(person_id, *own, at=NOON - timedelta(days=age), now=NOON)
        if age < trends.WINDOW.days:
            used |= {(tag, TODAY - timedelta(days=age), person_id) for tag in own}
    counts: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for tag, day, _ in used:
        counts[tag][day] += 1
    found = {tag: days for tag, days in listed().items() if tag.startswith(example)}
    assert found == counts
