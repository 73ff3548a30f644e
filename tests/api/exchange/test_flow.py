"""From a request to ratings that both can read."""

from tests.support.clock import SetClock
from tests.support.exchanges import act, agreed, in_days, later, propose, rate
from tests.support.people import Person


def test_two_people_agree_meet_and_rate_each_other(
    ana: Person, ben: Person, time_passes: SetClock
) -> None:
    exchange_id = agreed(ana, ben)
    session = propose(ana, exchange_id, in_days(1), in_days(2)).json
    assert session["status"] == "proposed"
    accepted = act(ben, "acceptSession", session["id"], slot=1).json
    assert accepted["status"] == "accepted"
    assert accepted["scheduledTime"] == session["slots"][1]["scheduledTime"]

    [scheduled] = ana.get("/exchange/schedule").json["items"]
    assert scheduled["id"] == session["id"]
    assert scheduled["receiver"]["id"] == ben.id

    later(time_passes, ana, ben, days=2, hours=1)
    assert act(ana, "markCompleted", session["id"]).json["completedBy"] == [ana.id]
    assert act(ben, "markCompleted", session["id"]).json["isCompleted"] is True
    exchange = ana.get(f"/exchange/{exchange_id}").json
    assert exchange["status"] == "completed"

    assert rate(ana, session["id"], 5, feedback="¡Gracias!").json["revealed"] is False
    assert ana.get(f"/exchange/ratings/{ben.id}").json["items"][0]["revealed"] is False
    assert ben.get("/exchange/ratings/me").json["items"] == []
    assert rate(ben, session["id"], 4).json["revealed"] is True
    [received] = ben.get("/exchange/ratings/me").json["items"]
    assert (received["score"], received["feedback"]) == (5, "¡Gracias!")

    stats = ana.get(f"/user/{ben.id}").json["stats"]
    assert stats["exchangesCompleted"] == 1
    assert stats["rating"] == {"average": 4.17, "count": 1}
    assert stats["reliability"]["sessionsCompleted"] == 1
