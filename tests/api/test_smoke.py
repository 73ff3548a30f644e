from tests.support.clock import SetClock
from tests.support.counting import counted_calls
from tests.support.people import Person


def test_somebody_reads_their_own_profile(ana: Person, ben: Person, time_passes: SetClock) -> None:
    with counted_calls() as calls:
        print(ana.get("/user/me").json)
    assert calls.round_trips == 1
    with counted_calls() as calls:
        assert ana.post("/user/follow", {"userId": ben.id}).status == 200
    print(calls.operations, calls.round_trips)
    time_passes.forward(minutes=16)
    assert ana.get("/user/me").problem == "not-signed-in"
