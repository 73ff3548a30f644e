"""Rating sessions, what ratings amount to, and replying to them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from learn_exchange import ids
from learn_exchange.events import TimerFired
from learn_exchange.tables.exchange import Rating
from learn_exchange.wire import rfc3339
from tests.support.bus import Bus, tell
from tests.support.clock import StoppedClock
from tests.support.exchanges import (
    act,
    agreed,
    completed,
    in_days,
    just_completed,
    later,
    proposed,
    rate,
    scheduled,
)
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.rows import nothing_written, rows_of

pytestmark = pytest.mark.usefixtures("stopped_clock")

BLANK = ["", " ", "\n\t", "\u200b", "\u3164"]


@pytest.fixture
def cleo(new_person: Callable[..., Person]) -> Person:
    """Somebody who takes no part."""
    return new_person(firstName="Cleo")


@pytest.fixture
def session_id(ana: Person, ben: Person) -> str:
    """A session that Ana and Ben have completed just now."""
    return just_completed(ana, ben)


def received(viewer: Person, person_id: str = "me") -> list[Json]:
    """Returns the ratings that someone has got, as the viewer sees them."""
    answer = viewer.get(f"/exchange/ratings/{person_id}")
    assert answer.status == 200, answer.text
    items: list[Json] = answer.json["items"]
    return items


def summary(viewer: Person, person: Person) -> tuple[float | None, int]:
    """Returns the summary of someone's ratings, which their profile and their list have alike."""
    rating = viewer.profile_of(person).json["stats"]["rating"]
    assert viewer.get(f"/exchange/ratings/{person.id}").json["rating"] == rating
    return rating["average"], rating["count"]


def rated(by: Person, session_id: str, score: int = 5, **more: Any) -> Json:
    """Returns a new rating."""
    answer = rate(by, session_id, score, **more)
    assert answer.status == 201, answer.text
    rating: Json = answer.json
    return rating


def reply(by: Person, rating: Json, text: str = "Thank you") -> Any:
    """Reply to a rating."""
    return by.post("/exchange/replyRating", {"ratingId": rating["id"], "reply": text})


def deadline_fires(session_id: str, at: StoppedClock) -> None:
    """Let the timer of a session fire."""
    tell(
        TimerFired(id="1", at=at.now(), kind="exchange-deadline", subject_id=session_id, revision=1)
    )


def test_a_rating_is_answered_with_all_that_was_said(
    stopped_clock: StoppedClock, ana: Person, ben: Person, session_id: str
) -> None:
    assert rated(ana, session_id, 4, feedback="¡Gracias, Ben! 🧑🏽‍🎓\n*Great* <b>help</b>") == {
        "id": rows_of(Rating)[0].id,
        "sessionId": session_id,
        "raterId": ana.id,
        "ratedId": ben.id,
        "score": 4,
        "feedback": "¡Gracias, Ben! 🧑🏽‍🎓\n*Great* <b>help</b>",
        "createdAt": rfc3339(stopped_clock.now()),
        "revealed": False,
        "reply": None,
        "repliedAt": None,
    }


def test_only_who_took_part_can_rate(ana: Person, cleo: Person, session_id: str) -> None:
    exchange_id = ana.get("/exchange/list").json["items"][0]["id"]
    with nothing_written():
        for by, what in ((cleo, session_id), (ana, ids.new_id()), (ana, exchange_id)):
            answer = rate(by, what)
            assert (answer.status, answer.problem) == (404, "not-found")


def marked_by_one(ana: Person, ben: Person, clock: StoppedClock) -> str:
    session_id = begun(ana, ben, clock)
    assert act(ana, "markCompleted", session_id).status == 200
    return session_id


def begun(ana: Person, ben: Person, clock: StoppedClock) -> str:
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(0.01))
    later(clock, ana, ben, hours=1)
    return session_id


def reported(ana: Person, ben: Person, clock: StoppedClock) -> str:
    session_id = begun(ana, ben, clock)
    assert act(ana, "reportNoShow", session_id).status == 200
    return session_id


def contested(ana: Person, ben: Person, clock: StoppedClock) -> str:
    session_id = reported(ana, ben, clock)
    assert act(ben, "contestNoShow", session_id).status == 200
    return session_id


def waiting(ana: Person, ben: Person, _: StoppedClock) -> str:
    return proposed(ana, agreed(ana, ben))


def canceled(ana: Person, ben: Person, clock: StoppedClock) -> str:
    session_id = waiting(ana, ben, clock)
    assert act(ana, "cancelSession", session_id).status == 200
    return session_id


def lapsed(ana: Person, ben: Person, clock: StoppedClock) -> str:
    session_id = waiting(ana, ben, clock)
    later(clock, ana, ben, days=2)
    return session_id


@pytest.mark.parametrize(
    ("make", "current"),
    [
        (waiting, "proposed"),
        (begun, "accepted"),
        (marked_by_one, "accepted"),
        (canceled, "canceled"),
        (lapsed, "canceled"),
        (reported, "no_show"),
        (contested, "no_show"),
    ],
)
def test_only_a_completed_session_can_be_rated(
    stopped_clock: StoppedClock,
    ana: Person,
    ben: Person,
    make: Callable[[Person, Person, StoppedClock], str],
    current: str,
) -> None:
    session_id = make(ana, ben, stopped_clock)
    for by in (ana, ben):
        answer = rate(by, session_id)
        assert (answer.status, answer.problem) == (409, "wrong-state")
        assert answer.json["current"] == current
    assert rows_of(Rating) == []


def test_a_session_can_be_rated_until_14_days_have_passed(
    stopped_clock: StoppedClock, ana: Person, ben: Person, session_id: str
) -> None:
    later(stopped_clock, ana, ben, days=14, milliseconds=-1)
    assert rated(ana, session_id)["revealed"] is False
    stopped_clock.forward(milliseconds=1)
    answer = rate(ben, session_id)
    assert (answer.status, answer.problem) == (409, "wrong-time")
    assert [rating.rater_id for rating in rows_of(Rating)] == [ana.id]


def test_a_session_that_both_have_marked_just_now_can_be_rated(
    stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    session_id = completed(ana, ben, agreed(ana, ben), stopped_clock)
    rated(ana, session_id)
    assert rated(ben, session_id)["revealed"] is True


def test_the_days_to_rate_begin_where_completion_was_assumed(
    stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(1))
    later(stopped_clock, ana, ben, days=4, minutes=15, milliseconds=-251)
    assert rate(ana, session_id).problem == "wrong-state"
    stopped_clock.forward(milliseconds=1)
    assert rate(ana, session_id).status == 201
    later(stopped_clock, ana, ben, days=14, milliseconds=-1)
    with nothing_written():
        assert rate(ana, session_id).problem == "already-rated"
    stopped_clock.forward(milliseconds=1)
    assert rate(ben, session_id).problem == "wrong-time"


def test_each_of_the_two_rates_once(ana: Person, ben: Person, session_id: str) -> None:
    rated(ana, session_id, 5)
    for by, other in ((ana, ben), (ben, ana)):
        if by is ben:
            rated(ben, session_id, 4)
        with nothing_written():
            for score in (5, 1):
                answer = rate(by, session_id, score)
                assert (answer.status, answer.problem) == (409, "already-rated")
        assert summary(by, other)[1] == (1 if by is ben else 0)


def test_the_same_key_gives_the_same_rating(ana: Person, ben: Person, session_id: str) -> None:
    key = {"Idempotency-Key": "once"}
    body = {"sessionId": session_id, "score": 3, "feedback": "Fine"}
    first = ana.post("/exchange/rate", body, headers=key)
    with nothing_written():
        again = ana.post("/exchange/rate", body, headers=key)
        other = ana.post("/exchange/rate", body | {"score": 4}, headers=key)
    assert (first.status, again.status) == (201, 201)
    assert again.json == first.json
    assert (other.status, other.problem) == (409, "idempotency-key-reused")
    rated(ben, session_id)
    assert ana.post("/exchange/rate", body, headers=key).json == first.json | {"revealed": True}


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        *[({"score": score}, "/score") for score in (0, 6, -1, 10**20, "5", 4.5, 5.0, True, None)],
        *[({"feedback": text}, "/feedback") for text in (*BLANK, "a" * 2001, 5, ["a"])],
        *[({"sessionId": some}, "/sessionId") for some in ("", "me", "1", None)],
    ],
    ids=lambda case: str(case)[:40],
)
def test_what_is_no_rating_is_refused(ana: Person, changes: Json, pointer: str) -> None:
    with nothing_written():
        answer = ana.post("/exchange/rate", {"sessionId": ids.new_id(), "score": 5} | changes)
    assert answer.status == 422
    assert answer.pointers == [pointer]


@pytest.mark.parametrize("missing", ["sessionId", "score"])
def test_a_rating_needs_a_session_and_a_score(ana: Person, missing: str) -> None:
    body = {"sessionId": ids.new_id(), "score": 5}
    del body[missing]
    assert ana.post("/exchange/rate", body).pointers == [f"/{missing}"]


@pytest.mark.parametrize("feedback", ["a" * 2000, "🧑🏽‍🎓 مرحبا", "  \n a \x07", None])
def test_feedback_is_given_as_it_was_sent(
    ana: Person, ben: Person, session_id: str, feedback: str | None
) -> None:
    assert rated(ana, session_id, feedback=feedback)["feedback"] == feedback
    rated(ben, session_id)
    assert received(ben)[0]["feedback"] == feedback


def test_a_sealed_rating_is_seen_by_its_rater_only(
    ana: Person, ben: Person, cleo: Person, session_id: str
) -> None:
    rating = rated(ana, session_id, 2, feedback="Late")
    [own] = received(ana, ben.id)
    rater = own.pop("rater")
    assert own == rating
    assert (rater["id"], rater["firstName"]) == (ana.id, "Ana")
    assert received(ben) == received(cleo, ben.id) == []
    for viewer in (ana, ben, cleo):
        assert summary(viewer, ben) == (None, 0)


def test_who_has_rated_sees_it_with_the_session(ana: Person, ben: Person, session_id: str) -> None:
    rated(ana, session_id)
    for person, expected in ((ana, True), (ben, False)):
        [exchange] = person.get("/exchange/list").json["items"]
        assert [session["ratedByMe"] for session in exchange["sessions"]] == [expected]


def test_the_second_rating_opens_both(
    stopped_clock: StoppedClock, ana: Person, ben: Person, cleo: Person, session_id: str
) -> None:
    rated(ana, session_id, 5, feedback="Good")
    later(stopped_clock, ana, ben, cleo, days=1)
    assert rated(ben, session_id, 1, feedback="Bad")["revealed"] is True
    for viewer in (ana, ben, cleo):
        [of_ben], [of_ana] = received(viewer, ben.id), received(viewer, ana.id)
        assert (of_ben["score"], of_ben["feedback"], of_ben["revealed"]) == (5, "Good", True)
        assert (of_ana["score"], of_ana["feedback"], of_ana["revealed"]) == (1, "Bad", True)
        assert summary(viewer, ben) == (4.17, 1)
        assert summary(viewer, ana) == (3.5, 1)


def test_one_alone_is_opened_by_the_deadline_though_no_timer_has_fired(
    stopped_clock: StoppedClock, ana: Person, ben: Person, cleo: Person, session_id: str
) -> None:
    rating = rated(ana, session_id, 2, feedback="Late")
    later(stopped_clock, ana, ben, cleo, days=14, milliseconds=-1)
    assert received(ben) == received(cleo, ben.id) == []
    assert received(ana, ben.id)[0]["revealed"] is False
    stopped_clock.forward(milliseconds=1)
    for viewer in (ana, ben, cleo):
        [opened] = received(viewer, ben.id)
        opened.pop("rater")
        assert opened == rating | {"revealed": True}


def test_what_the_deadline_opens_counts_once_however_often_the_timer_fires(
    bus: Bus, stopped_clock: StoppedClock, ana: Person, ben: Person, session_id: str
) -> None:
    rated(ana, session_id, 2)
    later(stopped_clock, ana, ben, days=14)
    before = received(ben)
    for _ in range(2):
        deadline_fires(session_id, stopped_clock)
        assert summary(ana, ben) == (3.67, 1)
        assert summary(ben, ana) == (None, 0)
    assert received(ben) == before


def test_a_timer_that_fires_early_opens_nothing(
    bus: Bus, stopped_clock: StoppedClock, ana: Person, ben: Person, session_id: str
) -> None:
    rated(ana, session_id, 2)
    later(stopped_clock, ana, ben, days=14, milliseconds=-1)
    with nothing_written():
        deadline_fires(session_id, stopped_clock)
    assert received(ben) == []


@pytest.fixture
def raters(
    stopped_clock: StoppedClock, ana: Person, new_person: Callable[..., Person]
) -> list[Person]:
    """Three who have rated Ana, with 5, 4 and 3, one after the other; she has rated them too."""
    people = [new_person(firstName=name) for name in ("Dan", "Eva", "Fay")]
    for person, score in zip(people, (5, 4, 3), strict=True):
        session_id = just_completed(ana, person, over_for=score * timedelta(hours=1))
        rated(ana, session_id)
        rated(person, session_id, score)
        stopped_clock.forward(seconds=1)
    return people


def test_the_latest_rating_comes_first_on_every_page(
    ana: Person, cleo: Person, raters: list[Person]
) -> None:
    whole = received(cleo, ana.id)
    assert [item["score"] for item in whole] == [3, 4, 5]
    assert [item["raterId"] for item in whole] == [person.id for person in reversed(raters)]
    for limit in (1, 2, 3):
        pages = [*cleo.pages(f"/exchange/ratings/{ana.id}", limit)]
        assert [item for page in pages for item in page["items"]] == whole
        assert [len(page["items"]) for page in pages[:-1]] == [limit] * (len(pages) - 1)
        assert all(page["rating"] == {"average": 4.0, "count": 3} for page in pages)


def test_those_by_people_hidden_from_the_viewer_are_left_out_and_count(
    ana: Person, cleo: Person, raters: list[Person]
) -> None:
    cleo.block(raters[1])
    raters[2].block(cleo)
    pages = [*cleo.pages(f"/exchange/ratings/{ana.id}", 1)]
    assert [[item["raterId"] for item in page["items"]] for page in pages] == [
        [],
        [],
        [raters[0].id],
    ]
    assert summary(cleo, ana) == (4.0, 3)
    assert len(received(ana)) == 3


def test_people_hidden_from_each_other_do_not_see_each_others_ratings(
    ana: Person, ben: Person, session_id: str
) -> None:
    ana.block(ben)
    for viewer, other in ((ana, ben), (ben, ana)):
        answer = viewer.get(f"/exchange/ratings/{other.id}")
        assert (answer.status, answer.problem) == (404, "not-found")


def test_someone_who_is_not_there_has_no_ratings(ana: Person) -> None:
    for person_id in (ids.new_id(), ids.EXAMPLE):
        answer = ana.get(f"/exchange/ratings/{person_id}")
        assert (answer.status, answer.problem) == (404, "not-found")


def test_a_sealed_rating_does_not_show_by_the_length_of_a_page(
    ana: Person, ben: Person, session_id: str
) -> None:
    rated(ana, session_id)
    answer = ben.get("/exchange/ratings/me", query={"limit": "1"})
    assert (answer.json["items"], answer.json["nextCursor"]) == ([], None)


def test_a_cursor_is_good_for_the_ratings_of_one_person_only(
    ana: Person, cleo: Person, raters: list[Person]
) -> None:
    cursor = cleo.get(f"/exchange/ratings/{ana.id}", query={"limit": "1"}).json["nextCursor"]
    for path in (f"/exchange/ratings/{raters[0].id}", "/exchange/list", "/exchange/schedule"):
        answer = cleo.get(path, query={"cursor": cursor})
        assert (answer.status, answer.problem) == (400, "malformed-request"), path


@pytest.mark.parametrize("limit", ["0", "101", "-1", "a", ""])
def test_a_page_has_1_to_100_ratings(ana: Person, limit: str) -> None:
    answer = ana.get("/exchange/ratings/me", query={"limit": limit})
    assert (answer.status, answer.pointers) == (422, ["/query/limit"])


def test_a_reply_is_read_with_the_rating(
    stopped_clock: StoppedClock, ana: Person, ben: Person, cleo: Person, session_id: str
) -> None:
    rating = rated(ana, session_id, 2)
    rated(ben, session_id)
    later(stopped_clock, ana, ben, cleo, hours=1)
    answer = reply(ben, rating, "Désolé 🙏\nNext time")
    assert answer.status == 200, answer.text
    assert answer.json["reply"] == "Désolé 🙏\nNext time"
    assert answer.json["repliedAt"] > answer.json["createdAt"]
    for viewer in (ana, ben, cleo):
        [item] = received(viewer, ben.id)
        item.pop("rater")
        assert item == answer.json


def test_one_replies_once(ana: Person, ben: Person, session_id: str) -> None:
    rating = rated(ana, session_id)
    rated(ben, session_id)
    assert reply(ben, rating).status == 200
    with nothing_written():
        answer = reply(ben, rating, "Or rather")
    assert (answer.status, answer.problem) == (409, "already-replied")


def test_only_who_was_rated_replies_and_only_when_it_can_be_seen(
    stopped_clock: StoppedClock, ana: Person, ben: Person, cleo: Person, session_id: str
) -> None:
    rating = rated(ana, session_id)
    with nothing_written():
        for by in (ana, ben, cleo):
            answer = reply(by, rating)
            assert (answer.status, answer.problem) == (404, "not-found")
    later(stopped_clock, ana, ben, cleo, days=14, milliseconds=-1)
    assert reply(ben, rating).status == 404
    stopped_clock.forward(milliseconds=1)
    with nothing_written():
        assert [reply(by, rating).status for by in (ana, cleo)] == [404, 404]
        assert reply(ben, rating | {"id": ids.new_id()}).status == 404
    assert reply(ben, rating).status == 200


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        *[({"reply": text}, "/reply") for text in (*BLANK, "a" * 2001, None, 5)],
        *[({"ratingId": some}, "/ratingId") for some in ("", "me", None)],
    ],
    ids=lambda case: str(case)[:40],
)
def test_what_is_no_reply_is_refused(ana: Person, changes: Json, pointer: str) -> None:
    with nothing_written():
        body = {"ratingId": ids.new_id(), "reply": "Thanks"} | changes
        answer = ana.post("/exchange/replyRating", body)
    assert answer.status == 422
    assert answer.pointers == [pointer]
