"""GET /user/me, GET /user/{id} and PUT /user/updateProfile."""

import json
from collections.abc import Callable

import pytest

from infra.routes import ROUTES, Route
from learn_exchange.ids import new_id
from learn_exchange.tables.store import delete, update
from learn_exchange.tables.users import Profile, Stats, Username
from tests.support.clock import SetClock
from tests.support.gateway import Gateway
from tests.support.meanwhile import write_meanwhile
from tests.support.people import Person, new_person_body, sign_up

CARD = {
    "id",
    "username",
    "firstName",
    "lastName",
    "profileImageUrl",
    "profileImageAltText",
}
PUBLIC = CARD | {
    "bio",
    "createdAt",
    "timeZone",
    "skills",
    "stats",
    "badges",
    "relationship",
}
NEW_TOTALS = {
    "followers": 0,
    "following": 0,
    "posts": 0,
    "exchangesCompleted": 0,
    "rating": {"average": None, "count": 0},
    "reliability": {"sessionsCompleted": 0, "lateCancellations": 0, "noShows": 0},
}
STRANGERS = {"following": False, "followedBy": False, "blocked": False}


def usernames_taken() -> dict[str, str]:
    """Returns who has which username, as the table keeps them unique."""
    rows = [row for row in Username.scan() if row.expires_at is None]
    return {row.pk.removeprefix("USERNAME#"): row.person_id for row in rows}


def test_ones_own_profile_has_what_only_oneself_may_see(ana: Person) -> None:
    answer = ana.get("/user/me")
    assert answer.status == 200
    profile = answer.json
    assert profile.keys() == PUBLIC | {"email", "emailVerified", "language", "showPresence"}
    assert profile["email"] == ana.email
    assert profile["emailVerified"] is False
    assert profile["stats"] == NEW_TOTALS
    assert profile["relationship"] == STRANGERS
    assert (profile["bio"], profile["skills"], profile["badges"]) == ("", [], [])
    assert profile["createdAt"].endswith("Z")


def test_ones_own_profile_by_id_is_what_others_see_of_it(ana: Person, ben: Person) -> None:
    by_id = ana.get(f"/user/{ana.id}").json
    assert by_id.keys() == PUBLIC
    assert by_id == ben.profile_of(ana).json
    assert ana.get("/user/me").json.items() > by_id.items()


def test_the_profile_of_a_person_is_read_by_an_id(ana: Person) -> None:
    answer = ana.get("/user/nobody")
    assert answer.status == 422
    assert answer.pointers == ["/path/id"]


def test_ids_are_read_whatever_their_case(ana: Person, ben: Person) -> None:
    assert ana.get(f"/user/{ben.id.upper()}").json == ana.profile_of(ben).json


def test_anothers_profile_tells_nothing_private(ana: Person, ben: Person) -> None:
    answer = ana.profile_of(ben)
    assert answer.status == 200
    assert answer.json.keys() == PUBLIC
    assert answer.json["id"] == ben.id
    assert answer.json["firstName"] == "Ben"
    assert answer.json["relationship"] == STRANGERS
    assert "email" not in answer.text.lower()
    assert "@" not in answer.text


def test_a_profile_shows_the_totals_and_the_mean_rating(ana: Person, ben: Person) -> None:
    update(
        Stats.key(ben.id),
        Stats.posts_count.set(12),
        Stats.exchanges_completed.set(4),
        Stats.ratings_count.set(3),
        Stats.ratings_sum.set(14),
    )
    totals = ana.profile_of(ben).json["stats"]
    assert totals == {
        **NEW_TOTALS,
        "posts": 12,
        "exchangesCompleted": 4,
        "rating": {"average": 4.25, "count": 3},
    }


def test_a_profile_tells_how_the_caller_stands_to_the_person(ana: Person, ben: Person) -> None:
    ana.follow(ben)
    assert ana.profile_of(ben).json["relationship"] == {**STRANGERS, "following": True}
    assert ben.profile_of(ana).json["relationship"] == {**STRANGERS, "followedBy": True}


def test_nobody_has_an_id_that_was_never_given(ana: Person) -> None:
    answer = ana.get(f"/user/{new_id()}")
    assert (answer.status, answer.problem) == (404, "not-found")


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if route.function.startswith("user.")],
    ids=lambda route: route.endpoint,
)
def test_nothing_about_people_is_told_to_who_is_not_signed_in(
    gateway: Gateway, route: Route
) -> None:
    method, path = route.method, route.path.replace("{id}", new_id())
    assert gateway.call(method, path).status == 401
    refused = gateway.call(method, path, token="not.a.token")
    assert (refused.status, refused.problem) == (401, "not-signed-in")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "ana.silva-2"),
        ("firstName", "Ana María"),
        ("lastName", "O'Brien-Łukasz"),
        ("firstName", "محمد"),
        ("firstName", "أنا"),
        ("lastName", "𠮷野"),
        ("lastName", "क्\u200dष"),
        ("firstName", " Ana "),
        ("bio", "I teach **Spanish**\n\n<script>alert(1)</script>"),
        ("bio", "\x07\r\n\t"),
        ("bio", "👩🏽‍🏫" * 400),
        ("bio", "a" * 2000),
        ("timeZone", "America/Argentina/Buenos_Aires"),
        ("timeZone", "Asia/Kolkata"),
        ("timeZone", "Asia/Calcutta"),
        ("timeZone", "Etc/GMT+12"),
        ("timeZone", "UTC"),
    ],
)
def test_one_field_is_changed_and_kept_as_sent(ana: Person, field: str, value: str) -> None:
    before = ana.get("/user/me").json
    answer = ana.put("/user/updateProfile", {field: value})
    assert answer.status == 200, answer.text
    assert answer.json == {**before, field: value}
    assert ana.get("/user/me").json == answer.json


def test_all_fields_are_changed_at_once(ana: Person) -> None:
    before = ana.get("/user/me").json
    changes = {
        "username": "another.name",
        "firstName": "Other",
        "lastName": "Name",
        "bio": "New here",
        "timeZone": "Asia/Tokyo",
    }
    assert ana.put("/user/updateProfile", changes).json == {**before, **changes}
    assert ana.get("/user/me").json == {**before, **changes}


def test_changing_nothing_answers_the_profile_as_it_is(ana: Person) -> None:
    answer = ana.put("/user/updateProfile", {})
    assert answer.status == 200
    assert answer.json == ana.get("/user/me").json


def test_what_is_not_ones_own_to_change_stays(ana: Person) -> None:
    before = ana.get("/user/me").json
    sent = {"id": new_id(), "email": "other@example.com", "emailVerified": True, "badges": ["x"]}
    assert ana.put("/user/updateProfile", sent).pointers == [f"/{name}" for name in sent]
    assert ana.get("/user/me").json == before


@pytest.mark.parametrize("nothing", [None, ""])
def test_the_bio_can_be_cleared(ana: Person, nothing: str | None) -> None:
    ana.put("/user/updateProfile", {"bio": "Something"})
    assert ana.put("/user/updateProfile", {"bio": nothing}).json["bio"] == ""
    assert ana.get("/user/me").json["bio"] == ""


@pytest.mark.parametrize("field", ["username", "firstName", "lastName", "timeZone"])
def test_no_other_field_can_be_null(ana: Person, field: str) -> None:
    before = ana.get("/user/me").json
    answer = ana.put("/user/updateProfile", {field: None, "bio": "not written either"})
    assert (answer.status, answer.problem) == (422, "invalid")
    assert [error["pointer"] for error in answer.json["errors"]] == [f"/{field}"]
    assert ana.get("/user/me").json == before


def test_a_username_that_was_given_up_rests_for_30_days(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    ana.put("/user/updateProfile", {"username": "renamed"})
    assert usernames_taken() == {"renamed": ana.id}
    body = new_person_body(username=ana.username)
    time_passes.forward(days=29)
    assert gateway.post("/auth/signup", body).problem == "username-taken"

    time_passes.forward(days=1, seconds=1)
    newcomer = sign_up(gateway, username=ana.username)
    assert usernames_taken() == {"renamed": ana.id, ana.username: newcomer.id}


def test_ones_username_can_be_written_in_another_case(ana: Person) -> None:
    other_case = ana.username.upper()
    assert ana.put("/user/updateProfile", {"username": other_case}).json["username"] == other_case
    assert usernames_taken() == {ana.username: ana.id}
    again = ana.put("/user/updateProfile", {"username": other_case})
    assert again.status == 200


@pytest.mark.parametrize("written", [str.lower, str.upper, str.capitalize])
def test_a_taken_username_is_refused_in_any_case_and_nothing_else_is_changed(
    ana: Person, ben: Person, written: Callable[[str], str]
) -> None:
    before = ana.get("/user/me").json
    answer = ana.put("/user/updateProfile", {"username": written(ben.username), "bio": "Hi"})
    assert (answer.status, answer.problem) == (409, "username-taken")
    assert ana.get("/user/me").json == before
    assert usernames_taken() == {ana.username: ana.id, ben.username: ben.id}


def test_two_people_swap_their_usernames_when_both_have_rested(
    ana: Person, ben: Person, time_passes: SetClock
) -> None:
    ana.put("/user/updateProfile", {"username": "in-between"})
    ben.put("/user/updateProfile", {"username": "in-between-too"})
    assert ana.put("/user/updateProfile", {"username": ben.username}).problem == "username-taken"
    time_passes.forward(days=31)
    for person, username in [(ana, ben.username), (ben, ana.username)]:
        person.refresh()
        assert person.put("/user/updateProfile", {"username": username}).status == 200
    assert usernames_taken() == {ana.username: ben.id, ben.username: ana.id}
    assert ana.profile_of(ben).json["username"] == ana.username


def test_of_two_renames_at_once_the_later_wins_and_no_name_stays_taken(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(_: int) -> None:
        ana.put("/user/updateProfile", {"username": "from-the-phone"})

    write_meanwhile(monkeypatch, rename)
    answer = ana.put("/user/updateProfile", {"username": "from-the-laptop", "bio": "Hi"})
    assert answer.status == 200
    assert answer.json == ana.get("/user/me").json
    assert (answer.json["username"], answer.json["bio"]) == ("from-the-laptop", "Hi")
    assert usernames_taken() == {"fromthelaptop": ana.id}


def test_who_keeps_renaming_meanwhile_is_asked_to_come_back(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(number: int) -> None:
        update(Profile.key(ana.id), Profile.username.set(f"changing{number}"))

    write_meanwhile(monkeypatch, rename, times=100)
    answer = ana.put("/user/updateProfile", {"username": "never"})
    assert (answer.status, answer.problem) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "1"
    assert "never" not in usernames_taken()


def test_a_person_who_is_no_longer_there_cannot_change_anything(ana: Person) -> None:
    delete(Profile.key(ana.id))
    for changes in ({}, {"bio": "x"}, {"username": "somebody"}):
        answer = ana.put("/user/updateProfile", changes)
        assert (answer.status, answer.problem) == (404, "not-found"), json.dumps(changes)
    assert ana.put("/user/skills", {"skills": []}).problem == "not-found"
    assert ana.get("/user/me").problem == "not-found"
    assert [*Profile.scan()] == []
