"""A call that names the revision that was seen acts on that, and on nothing newer."""

import pytest

from tests.support.clock import SetClock
from tests.support.exchanges import act, agreed, in_days, later, proposed, requested, scheduled
from tests.support.people import Person


def test_nobody_agrees_to_times_that_they_have_not_seen(ana: Person, ben: Person) -> None:
    session_id = proposed(ana, agreed(ana, ben), in_days(2))
    seen = ben.get("/exchange/schedule").json["items"][0]["revision"]
    act(ana, "rescheduleSession", session_id, scheduledTime=in_days(5))

    refused = act(ben, "acceptSession", session_id, revision=seen)
    assert (refused.status, refused.problem) == (409, "changed-since")
    assert refused.json["current"] == "proposed"
    [shown] = ben.get("/exchange/schedule").json["items"]
    assert act(ben, "acceptSession", session_id, revision=shown["revision"]).status == 200


@pytest.mark.parametrize("action", ["accept", "decline", "cancel"])
def test_a_request_that_was_answered_is_not_as_it_was_seen(
    ana: Person, ben: Person, action: str
) -> None:
    exchange_id = requested(ana, ben)
    caller = ana if action == "cancel" else ben
    body = {"exchangeId": exchange_id, "revision": 2}
    assert caller.patch(f"/exchange/{action}", body).problem == "changed-since"
    done = caller.patch(f"/exchange/{action}", body | {"revision": 1})
    assert (done.status, done.json["revision"]) == (200, 2)


@pytest.mark.parametrize(
    "action",
    [
        "acceptSession",
        "cancelSession",
        "contestNoShow",
        "markCompleted",
        "reportNoShow",
        "rescheduleSession",
    ],
)
def test_a_session_is_not_as_it_was_seen(ana: Person, ben: Person, action: str) -> None:
    session_id = scheduled(ana, ben, agreed(ana, ben))
    times = {"scheduledTime": in_days(4)} if action == "rescheduleSession" else {}
    refused = act(ben, action, session_id, revision=1, **times)
    assert (refused.problem, refused.json["current"]) == ("changed-since", "accepted")


@pytest.mark.parametrize("revision", ["1", 0, -1, 1.5, True, [], 10**30])
def test_a_revision_is_a_number_from_one_on(ana: Person, ben: Person, revision: object) -> None:
    session_id = proposed(ana, agreed(ana, ben))
    refused = act(ben, "acceptSession", session_id, revision=revision)
    expected = (409, "changed-since") if revision == 10**30 else (422, "invalid")
    assert (refused.status, refused.problem) == expected


def test_moving_a_session_late_and_letting_it_lapse_counts_as_canceling_it_late(
    ana: Person, ben: Person, time_passes: SetClock
) -> None:
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(0.25))
    act(ana, "rescheduleSession", session_id, scheduledTime=in_days(0.5))
    later(time_passes, ana, ben, days=1)
    [exchange] = ben.get("/exchange/list").json["items"]
    [session] = exchange["sessions"]
    assert (session["cancelReason"], session["lateCancellation"]) == ("lapsed", True)
