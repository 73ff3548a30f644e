"""Calendar programs that ask again get the calendar if it has changed, and see what has."""

import re
from collections.abc import Callable

import pytest

from tests.support.clock import StoppedClock
from tests.support.exchanges import act, agreed, in_days, later, proposed
from tests.support.gateway import Answer, Gateway
from tests.support.people import Person

pytestmark = pytest.mark.usefixtures("stopped_clock")

API = "https://api.learn-exchange.example"


@pytest.fixture
def session_id(ana: Person, ben: Person) -> str:
    """A session that Ana has proposed to Ben."""
    return proposed(ana, agreed(ana, ben), in_days(2))


@pytest.fixture
def path(ana: Person, session_id: str) -> str:
    """The path of Ana's calendar."""
    url: str = ana.post("/exchange/calendarToken").json["calendarUrl"]
    return url.removeprefix(API)


def asked(gateway: Gateway, path: str, **headers: str) -> Answer:
    """Returns the answer to a program that sends headers."""
    return gateway.call("GET", path, headers={n.replace("_", "-"): v for n, v in headers.items()})


def changes_of(calendar: str) -> tuple[int, str]:
    """Returns the number of changes of an entry of a calendar, and the time of the last one."""
    [sequence] = re.findall(r"SEQUENCE:(\d+)\r", calendar)
    [changed_at] = re.findall(r"LAST-MODIFIED:(\w+)\r", calendar)
    return int(sequence), changed_at


def test_who_has_it_is_told_so_and_gets_nothing(gateway: Gateway, path: str) -> None:
    first = gateway.get(path)
    etag = first.header("ETag")
    for known in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        again = asked(gateway, path, If_None_Match=known)
        assert (again.status, again.text) == (304, "")
        assert again.header("ETag") == etag
        assert again.header("Vary") == "Accept-Encoding"
        assert again.header("Content-Type") == ""
    for unknown in ("", '"other"', 'W/"other"', etag.strip("W/").strip('"'), f"{etag[:-2]}"):
        assert asked(gateway, path, If_None_Match=unknown).text == first.text


def test_who_has_another_version_gets_it(
    gateway: Gateway, path: str, ben: Person, session_id: str
) -> None:
    before = gateway.get(path).header("ETag")
    assert act(ben, "acceptSession", session_id).status == 200
    after = asked(gateway, path, If_None_Match=before)
    assert after.status == 200
    assert after.header("ETag") != before


def test_nothing_of_an_address_that_was_revoked_is_confirmed(
    gateway: Gateway, path: str, ana: Person
) -> None:
    etag = gateway.get(path).header("ETag")
    ana.delete("/exchange/calendarToken")
    assert asked(gateway, path, If_None_Match=etag).problem == "not-found"


def test_it_is_compressed_for_those_who_can_read_that(gateway: Gateway, path: str) -> None:
    plain = gateway.get(path)
    assert plain.header("Content-Encoding") == ""
    for accepted in ("gzip", "deflate, gzip;q=1.0, *;q=0.5"):
        packed = asked(gateway, path, Accept_Encoding=accepted)
        assert packed.header("Content-Encoding") == "gzip"
        assert (packed.text, packed.header("ETag")) == (plain.text, plain.header("ETag"))
        assert packed.header("Content-Type") == plain.header("Content-Type")


def test_what_changes_the_text_of_an_entry_counts_as_a_change(
    stopped_clock: StoppedClock,
    gateway: Gateway,
    path: str,
    ana: Person,
    ben: Person,
    session_id: str,
) -> None:
    def update(person: Person, **changes: str) -> Callable[[], Answer]:
        return lambda: person.put("/user/updateProfile", changes)

    steps: list[Callable[[], Answer]] = [
        update(ben, firstName="Benedikt"),
        update(ben, lastName="Weber", username="benedikt"),
        update(ana, language="es"),
        lambda: act(ben, "acceptSession", session_id),
        update(ana, language="en", firstName="Anna"),
        lambda: act(ana, "cancelSession", session_id),
    ]
    before = gateway.get(path).text
    for step in steps:
        later(stopped_clock, ana, ben, minutes=1)
        assert step().status == 200
        after = gateway.get(path).text
        assert after != before
        assert changes_of(after)[0] > changes_of(before)[0]
        assert changes_of(after)[1] > changes_of(before)[1]
        before = after


def test_what_changes_nothing_in_it_is_no_change(
    stopped_clock: StoppedClock, gateway: Gateway, path: str, ana: Person, ben: Person
) -> None:
    before = gateway.get(path)
    later(stopped_clock, ana, ben, minutes=1)
    assert ben.put("/user/updateProfile", {"bio": "Hi", "timeZone": "Asia/Tokyo"}).status == 200
    assert gateway.get(path).text == before.text
