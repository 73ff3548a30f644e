"""Derived rows of an exchange are the same, whichever way it has come to its state."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pynamodb.expressions.update import Action, AddAction, DeleteAction

from exchange.projections import Projections, apply_projection_diff
from exchange.state_machines import EXCHANGE, SESSION
from learn_exchange import ids
from learn_exchange.meetings import Meeting, proposed_time
from learn_exchange.tables.exchange import (
    BusyHour,
    Exchange,
    PendingPair,
    PendingRequests,
    Score,
    Session,
)
from learn_exchange.tables.store import ConditionFailed, Item, Key, Transaction, put, update
from learn_exchange.tables.users import Stats

ANA, BEN = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11", "01930a5f-1d2c-7a4b-8c3d-6e1f3c9a0b22"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
STEPS = st.integers(0, 10) | st.integers(20, 40)
MAX_SESSIONS = 4

checked = settings(deadline=None, derandomize=True, max_examples=100)


class Rows(Transaction):
    """A table after all that was written to it, without the conditions."""

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[Key[Any], dict[str, Any]] = {}
        self.numbers: Counter[tuple[Key[Any], str]] = Counter()
        self.sets: dict[Key[Any], set[int]] = {}
        self.writes = 0

    def put(self, item: Item, **_: object) -> None:
        """Keep the item."""
        self.writes += 1
        self.items[Key(type(item), item.pk, item.sk)] = deepcopy(item.attribute_values)

    def delete(self, key: Key[Any], **_: object) -> None:
        """Keep it no longer; it must have been there."""
        self.writes += 1
        del self.items[key]

    def update(self, key: Key[Any], *actions: Action, **_: object) -> None:
        """Add to numbers and sets, or take away."""
        self.writes += 1
        for action in actions:
            path, value = action.values
            [(kind, content)] = value.values[0].items()
            if kind == "N" and isinstance(action, AddAction):
                self.numbers[key, str(path)] += int(content)
            elif kind == "NS":
                minutes, some = self.sets.setdefault(key, set()), set(map(int, content))
                if isinstance(action, AddAction):
                    assert not minutes & some
                    minutes |= some
                elif isinstance(action, DeleteAction):
                    assert minutes >= some
                    minutes -= some


class Story:
    """An exchange to which anything happens that the machines allow, in any order."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.sessions: list[Session] = []
        exchange_id = ids.EXAMPLE
        self.exchange = Exchange.key(exchange_id).new(
            id=exchange_id,
            state="pending",
            action="request",
            changed_by=ANA,
            **self._both(),
        )

    @staticmethod
    def _both() -> dict[str, Any]:
        return {
            "initiator_id": ANA,
            "receiver_id": BEN,
            "offered_skill": "Spanish",
            "requested_skill": "SQL",
            "changed_at": NOON,
            "created_at": NOON,
        }

    def go_on(self) -> None:
        """Let something happen."""
        happen: list[Callable[[], None]] = [self._exchange_changes]
        if self.exchange.state == "accepted" and len(self.sessions) < MAX_SESSIONS:
            happen += [self._propose]
        if self.sessions:
            happen += [self._session_changes] * 6 + [self._rate] * 3
        self.draw(st.sampled_from(happen))()

    def _exchange_changes(self) -> None:
        # Mostly it goes on, else there would be no sessions.
        possible = [each for each in EXCHANGE.transitions if each.state == self.exchange.state]
        if possible and (self.exchange.state == "pending" or self.draw(st.booleans())):
            usual = self.draw(st.integers(0, 9))
            transition = possible[0] if usual else self.draw(st.sampled_from(possible))
            self.exchange.state, self.exchange.action = transition.target, transition.action

    def _propose(self) -> None:
        session_id = (
            f"{len(self.sessions):08}-0000-7000-8000-{ids.partition_suffix(ids.EXAMPLE)[5:]}"
        )
        session = Session.key(session_id).new(
            id=session_id,
            exchange_id=self.exchange.id,
            state="proposed",
            action="propose",
            changed_by=ANA,
            proposed_by=ANA,
            time_zone="UTC",
            slots=self._slots(),
            duration_minutes=self.draw(st.integers(15, 240)),
            **self._both(),
        )
        self.sessions.append(session)

    def _slots(self) -> list[Any]:
        seconds = st.integers(0, 6 * 3600).map(lambda s: NOON + timedelta(seconds=s))
        starts = self.draw(st.lists(seconds, min_size=1, max_size=3, unique=True))
        return [proposed_time(start.replace(tzinfo=None)) for start in starts]

    def _session_changes(self) -> None:
        session = self.draw(st.sampled_from(self.sessions))
        possible = [each for each in SESSION.transitions if each.state == session.state]
        if not possible:
            return
        transition = self.draw(st.sampled_from(possible))
        session.state = transition.target
        someone = self.draw(st.sampled_from([ANA, BEN]))
        if transition.action == "reschedule":
            session.slots, session.chosen = self._slots(), None
        elif transition.target == "accepted":
            session.chosen = self.draw(st.integers(0, len(session.slots) - 1))
        elif transition.action == "report":
            session.reported_by = someone
        elif transition.action == "cancel":
            session.late_by = self.draw(st.sampled_from([None, ANA, BEN]))

    def _rate(self) -> None:
        session = self.draw(st.sampled_from(self.sessions))
        if session.state != "completed" or session.ratings_revealed:
            return
        left = {ANA, BEN} - {score.rater_id for score in session.scores}
        rater = self.draw(st.sampled_from([*sorted(left), None]))
        if rater:
            score = self.draw(st.integers(1, 5))
            given = Score(rater_id=rater, rating_id=ids.EXAMPLE, score=score)  # type: ignore[no-untyped-call]
            session.scores = [*session.scores, given]
        session.ratings_revealed = rater is None or len(session.scores) == 2

    def now(self) -> Projections:
        """Returns what follows from how it is now."""
        return Projections.of(self.exchange, self.sessions)


def written(rows: Rows, before: Projections, story: Story) -> Projections:
    """Write what has changed, and answer what follows now."""
    after = story.now()
    apply_projection_diff(rows, before, after, story.exchange, actor_id=ANA, now=NOON)
    return after


@checked
@given(data=st.data())
def test_the_sum_of_all_changes_is_the_whole(data: st.DataObject) -> None:
    story, rows = Story(data.draw), Rows()
    last = written(rows, Projections(), story)
    for _ in range(data.draw(STEPS)):
        story.go_on()
        last = written(rows, deepcopy(last), story)
    whole = Rows()
    apply_projection_diff(whole, Projections(), last, story.exchange, actor_id=ANA, now=NOON)

    def listed(of: Rows) -> dict[Key[Any], dict[str, Any]]:
        return {key: item for key, item in of.items.items() if key.kind is not PendingPair}

    def totals(of: Rows) -> dict[tuple[Key[Any], str], int]:
        return {what: n for what, n in of.numbers.items() if n and what[0].kind is Stats}

    def busy(of: Rows) -> dict[Key[Any], set[int]]:
        return {key: minutes for key, minutes in of.sets.items() if minutes}

    assert listed(rows) == listed(whole)
    assert totals(rows) == totals(whole)
    assert busy(rows) == busy(whole)
    pending = story.exchange.state == "pending"
    assert rows.numbers[PendingRequests.key(ANA), "number"] == pending
    stands = any(key.kind is PendingPair for key in rows.items)
    assert stands == (pending or story.exchange.action == "expire")


@checked
@given(data=st.data())
def test_what_follows_is_what_it_is_to_mean(data: st.DataObject) -> None:
    story = Story(data.draw)
    for _ in range(data.draw(STEPS)):
        story.go_on()
    follows = story.now()
    held = [s for s in story.sessions if s.state not in ("proposed", "canceled")]
    for person, other in ((ANA, BEN), (BEN, ANA)):
        minutes = {
            hour + timedelta(minutes=minute)
            for (whose, hour), some in follows.busy_hours.items()
            if whose == person
            for minute in some
        }
        assert minutes == {
            NOON + timedelta(minutes=minute)
            for minute in range(12 * 60)
            for meeting in map(Meeting.of, held)
            if meeting.starts_at < NOON + timedelta(minutes=minute + 1)
            and NOON + timedelta(minutes=minute) < meeting.ends_at
        }
        totals = follows.totals[person]
        opened = [
            int(score.score)
            for session in story.sessions
            if session.ratings_revealed
            for score in session.scores
            if score.rater_id == other
        ]
        assert (totals["ratings_count"], totals["ratings_sum"]) == (len(opened), sum(opened))
        states = Counter(session.state for session in story.sessions)
        assert totals["sessions_completed"] == states["completed"]
        assert totals["exchanges_under_way"] == (story.exchange.state == "accepted")
        assert totals["exchanges_completed"] == (story.exchange.state == "completed")
    people = Counter(s.partner_of(s.reported_by) for s in story.sessions if s.state == "no_show")
    assert {p: follows.totals[p]["no_shows"] for p in (ANA, BEN)} == {
        p: people[p] for p in (ANA, BEN)
    }
    assert len(follows.entries) == 2 * len(story.sessions)


@checked
@given(data=st.data())
def test_nothing_is_written_where_nothing_has_changed(data: st.DataObject) -> None:
    story, rows = Story(data.draw), Rows()
    for _ in range(data.draw(st.integers(0, 8))):
        story.go_on()
    apply_projection_diff(rows, story.now(), story.now(), story.exchange, actor_id=ANA, now=NOON)
    assert rows.writes == 0


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    taken=st.sets(st.integers(0, 59), max_size=20),
    wanted=st.sets(st.integers(0, 59), min_size=1, max_size=20),
)
def test_an_hour_refuses_exactly_the_minutes_that_are_taken(
    aws_in_memory: None, taken: set[int], wanted: set[int]
) -> None:
    key = BusyHour.key(ANA, NOON)
    put(key.new(minutes=taken or None))

    def take() -> BusyHour:
        return update(key, BusyHour.minutes.add(wanted), condition=BusyHour.is_free(wanted))

    if taken & wanted:
        with pytest.raises(ConditionFailed):
            take()
        assert key.require().minutes == taken
    else:
        assert take().minutes == taken | wanted


def test_an_hour_that_nobody_has_used_or_that_is_free_again_is_free(aws_in_memory: None) -> None:
    key = BusyHour.key(ANA, NOON)
    kind = BusyHour.kind.set(BusyHour)
    for _ in range(2):
        whole = set(range(60))
        update(key, BusyHour.minutes.add(whole), kind, condition=BusyHour.is_free(whole))
        update(key, BusyHour.minutes.delete(whole))
        assert not key.require().minutes
