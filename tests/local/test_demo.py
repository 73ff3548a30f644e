"""The demo people, and how they get into the system."""

import json
import re
import threading
from collections.abc import Iterator
from typing import Any
from zoneinfo import available_timezones

import httpx
import pytest

from local.environment import LocalError
from local.seed import PASSWORD, Person, demo_logins, people, seed

API = "http://api.test/_aws/execute-api/1ea12e00"
PEOPLE = people()


def offered(person: Person) -> set[str]:
    """What the person teaches."""
    return set(person.skill_names(offering=True))


def sought(person: Person) -> set[str]:
    """What the person wants to learn."""
    return set(person.skill_names(offering=False))


def match(one: Person, other: Person) -> bool:
    """Whether each of the two seeks something that the other offers."""
    return bool(offered(one) & sought(other) and offered(other) & sought(one))


@pytest.fixture(params=PEOPLE, ids=lambda person: person.username)
def person(request: pytest.FixtureRequest) -> Person:
    """Each of the demo people."""
    one: Person = request.param
    return one


def test_there_are_enough_and_each_is_someone_else() -> None:
    assert len(PEOPLE) >= 40
    for name in ("username", "bio", "email"):
        assert len({getattr(person, name).lower() for person in PEOPLE}) == len(PEOPLE), name
    assert len({person.time_zone for person in PEOPLE}) >= 30


def test_a_person_keeps_the_rules_of_the_api(person: Person) -> None:
    assert re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?", person.username)
    assert 3 <= len(person.username) <= 50
    assert 1 <= len(person.first_name) <= 50
    assert 1 <= len(person.last_name) <= 50
    assert 1 <= len(person.bio) <= 2000
    assert person.time_zone in available_timezones()
    assert all(1 <= len(skill.skill_name) <= 100 for skill in person.skills)


def test_a_person_has_something_to_exchange(person: Person) -> None:
    assert 2 <= len(offered(person)) <= 5
    assert 1 <= len(sought(person)) <= 3
    assert len(person.skills) == len(offered(person)) + len(sought(person))


def test_a_person_follows_some_of_the_others(person: Person) -> None:
    assert 5 <= len(person.follows) <= 15
    assert len(set(person.follows)) == len(person.follows)
    assert person.username not in person.follows
    assert set(person.follows) <= {other.username for other in PEOPLE}


def test_most_people_find_a_match() -> None:
    matched = [one for one in PEOPLE if any(match(one, other) for other in PEOPLE)]
    assert len(matched) >= len(PEOPLE) / 2


def test_a_skill_is_spelled_in_one_way() -> None:
    names = {skill.skill_name for person in PEOPLE for skill in person.skills}
    assert len({name.casefold() for name in names}) == len(names)


def test_the_logins_shown_are_of_people_who_match() -> None:
    by_email = {person.email: person for person in PEOPLE}
    logins = demo_logins()
    shown = [by_email[login.email] for login in logins]
    assert len(shown) == 4
    assert match(shown[0], shown[1])
    assert match(shown[2], shown[3])
    assert all(login.password == PASSWORD for login in logins)
    assert logins[0].name == "Ana Morales"
    assert logins[0].offers == "Spanish, Mexican cooking, Salsa dancing"
    assert logins[0].seeks == "SQL, Python"


class Api(httpx.BaseTransport):
    """As much of the API as seeding calls, kept in memory."""

    def __init__(self) -> None:
        self.users: dict[str, dict[str, Any]] = {}
        self.follows: set[tuple[str, str]] = set()
        self.calls: list[str] = []
        self.refuse: Iterator[httpx.Response] = iter(())
        self.refused_route = ""
        self._lock = threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer as the API does, or as the test wants it refused."""
        path = request.url.path.removeprefix(httpx.URL(API).path)
        route = f"{request.method} {path}"
        with self._lock:
            self.calls.append(route)
            if route == self.refused_route and (answer := next(self.refuse, None)):
                return answer
            return self._answer(route, json.loads(request.content), request.headers)

    def _answer(self, route: str, body: dict[str, Any], headers: httpx.Headers) -> httpx.Response:
        token = headers.get("authorization", "").removeprefix("Bearer token of ")
        match route:
            case "POST /auth/signup":
                if body["email"] in self.users:
                    return httpx.Response(409, json={"type": "email-taken"})
                user = {"id": f"id of {body['username']}", "skills": [], "bio": "", **body}
                self.users[body["email"]] = user
                return httpx.Response(201, json=self._signed_in(user))
            case "POST /auth/login":
                user = self.users[body["email"]]
                if user["password"] != body["password"]:
                    return httpx.Response(401, json={"type": "wrong-credentials"})
                return httpx.Response(200, json=self._signed_in(user))
            case "POST /user/follow":
                self.follows.add((self.users[token]["id"], body["userId"]))
            case "PUT /user/updateProfile" | "PUT /user/skills":
                self.users[token] |= body
            case _:
                return httpx.Response(404, json={"type": "no-such-route"})
        return httpx.Response(200, json={})

    @staticmethod
    def _signed_in(user: dict[str, Any]) -> dict[str, Any]:
        return {"accessToken": f"token of {user['email']}", "user": user}


@pytest.fixture
def api() -> Api:
    """An API of which nobody has made use."""
    return Api()


def assert_everyone_is_there(api: Api) -> None:
    """All people with their skills, bios and follows, and nobody else."""
    assert len(api.users) == len(PEOPLE)
    for person in PEOPLE:
        user = api.users[person.email]
        whole = person.model_dump(by_alias=True, exclude={"follows"})
        assert whole.items() <= user.items()
    ids = {person.username: api.users[person.email]["id"] for person in PEOPLE}
    wanted = {(ids[one.username], ids[other]) for one in PEOPLE for other in one.follows}
    assert api.follows == wanted


def test_seeding_puts_everyone_in(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    assert seed(API, api) == demo_logins()
    assert_everyone_is_there(api)
    assert capsys.readouterr().out.splitlines() == [
        f"  {len(PEOPLE)} of {len(PEOPLE)} people signed up",
        f"  {len(PEOPLE)} of {len(PEOPLE)} people have a profile",
    ]


def test_seeding_again_leaves_people_as_they_are(api: Api) -> None:
    seed(API, api)
    ana = api.users[PEOPLE[0].email]
    ana["bio"] = "Edited since."
    api.follows.clear()
    api.calls.clear()
    seed(API, api)
    assert set(api.calls) == {"POST /auth/signup", "POST /auth/login"}
    assert ana["bio"] == "Edited since."


def test_seeding_that_was_cut_off_is_completed(api: Api) -> None:
    api.refused_route, api.refuse = "PUT /user/skills", iter([httpx.Response(500)] * 20)
    with pytest.raises(LocalError, match="PUT /user/skills answered 500"):
        seed(API, api)
    api.refuse = iter(())
    seed(API, api)
    assert_everyone_is_there(api)


def test_it_comes_back_when_asked_to(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("local.seed.time.sleep", waits.append)
    busy = httpx.Response(503, headers={"Retry-After": "2"})
    api.refused_route, api.refuse = "POST /user/follow", iter([busy] * 3)
    seed(API, api)
    assert waits == [2.0] * 3
    assert_everyone_is_there(api)


def test_an_unexpected_answer_is_a_clear_error(api: Api) -> None:
    api.users[PEOPLE[0].email] = {"password": "another one"}
    with pytest.raises(LocalError, match=r"POST /auth/login answered 401: .*wrong-credentials"):
        seed(API, api)


def test_no_answer_is_a_clear_error() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(LocalError, match="POST /auth/signup got no answer"):
        seed(API, httpx.MockTransport(refuse))
