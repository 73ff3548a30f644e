"""POST /exchange/createSession, sent more than once: one proposal, whatever comes of the clicks."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.exchanges import act, agreed, in_days, propose, proposed
from tests.support.gateway import Answer
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person
from tests.support.rows import nothing_written

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def exchange_id(ana: Person, ben: Person) -> str:
    """An exchange that both have agreed to."""
    return agreed(ana, ben)


def sessions_of(person: Person, exchange_id: str) -> list[str]:
    """Returns the ids of the sessions of an exchange."""
    return [session["id"] for session in person.get(f"/exchange/{exchange_id}").json["sessions"]]


def assert_pending(answer: Answer, exchange_id: str) -> None:
    """Check that an answer leads to the proposal that was kept."""
    assert (answer.status, answer.problem) == (409, "already-pending"), answer.text
    assert answer.json["exchangeId"] == exchange_id
    assert answer.json["link"] == f"/exchange/{exchange_id}"


@pytest.mark.parametrize("times", [(2,), (2, 3), (5, 4, 3, 2, 1)])
def test_the_same_proposal_is_kept_once(
    ana: Person, exchange_id: str, times: tuple[int, ...]
) -> None:
    first = proposed(ana, exchange_id, *map(in_days, times))
    for again in (times, times[::-1]):
        with nothing_written():
            assert_pending(propose(ana, exchange_id, *map(in_days, again)), exchange_id)
    # The same instants, as a clock elsewhere shows them.
    assert_pending(
        propose(ana, exchange_id, *map(in_days, times), timeZone="Asia/Tokyo"), exchange_id
    )
    assert sessions_of(ana, exchange_id) == [first]


def test_of_four_at_the_same_time_one_is_kept(
    monkeypatch: pytest.MonkeyPatch, ana: Person, exchange_id: str
) -> None:
    others: list[Answer] = []
    with monkeypatch.context() as meanwhile:
        write_meanwhile(meanwhile, lambda _: others.append(propose(ana, exchange_id)), times=3)
        others.append(propose(ana, exchange_id))
    answers = sorted(others, key=lambda answer: answer.status)
    assert [answer.status for answer in answers] == [201, 409, 409, 409]
    for answer in answers[1:]:
        assert_pending(answer, exchange_id)
    assert sessions_of(ana, exchange_id) == [answers[0].json["id"]]


CHANGES: list[dict[str, Any]] = [
    {"durationMinutes": 30},
    {"locationDetails": "https://meet.example/other"},
    {"locationDetails": ""},
]


@pytest.mark.parametrize("changes", CHANGES, ids=str)
def test_another_proposal_is_one(ana: Person, exchange_id: str, changes: dict[str, Any]) -> None:
    proposed(ana, exchange_id)
    assert propose(ana, exchange_id, **changes).status == 201
    assert propose(ana, exchange_id, in_days(4)).status == 201
    assert propose(ana, exchange_id, in_days(2), in_days(4)).status == 201


def test_the_other_may_propose_the_same(ana: Person, ben: Person, exchange_id: str) -> None:
    assert proposed(ana, exchange_id) != proposed(ben, exchange_id)


@pytest.mark.parametrize(
    "answer",
    [
        lambda _, ben, session_id: act(ben, "acceptSession", session_id),
        lambda _, ben, session_id: act(ben, "cancelSession", session_id),
        lambda ana, _, session_id: act(ana, "cancelSession", session_id),
        lambda ana, _, session_id: ana.patch(
            "/exchange/rescheduleSession", {"sessionId": session_id, "scheduledTime": in_days(5)}
        ),
    ],
    ids=["accepted", "refused", "taken back", "moved"],
)
def test_once_it_was_answered_the_same_can_be_proposed_again(
    ana: Person, ben: Person, exchange_id: str, answer: Callable[[Person, Person, str], Answer]
) -> None:
    assert answer(ana, ben, proposed(ana, exchange_id)).status == 200
    assert propose(ana, exchange_id).status == 201
