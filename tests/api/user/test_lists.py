"""GET /user/{id}/followers, GET /user/{id}/following and GET /user/blocked."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn_exchange import clock, ids
from learn_exchange import cursor as cursors
from tests.support.clock import SetClock
from tests.support.gateway import Gateway
from tests.support.people import Person, sign_up

LISTS = ["followers", "following", "blocked"]


@pytest.fixture
def crowd(gateway: Gateway, ana: Person, time_passes: SetClock) -> list[Person]:
    """Five people, who have joined one after the other."""
    people = []
    for number in range(5):
        time_passes.forward(seconds=1)
        people.append(sign_up(gateway, firstName=f"Person {number}"))
    return people


def enlist(ana: Person, person: Person, list_name: str) -> None:
    """Let a person stand in one of Ana's lists."""
    answer = {
        "followers": lambda: person.follow(ana),
        "following": lambda: ana.follow(person),
        "blocked": lambda: ana.block(person),
    }[list_name]()
    assert answer.status == 200


def strike_off(ana: Person, person: Person, list_name: str) -> None:
    """Let a person stand in one of Ana's lists no more."""
    answer = {
        "followers": lambda: person.unfollow(ana),
        "following": lambda: ana.unfollow(person),
        "blocked": lambda: ana.unblock(person),
    }[list_name]()
    assert answer.status == 200


def path_of(list_name: str) -> str:
    """Returns where Ana reads one of her lists."""
    return "/user/blocked" if list_name == "blocked" else f"/user/me/{list_name}"


@pytest.mark.parametrize("list_name", LISTS)
def test_a_list_of_nobody_is_one_empty_page(ana: Person, list_name: str) -> None:
    answer = ana.get(path_of(list_name))
    assert (answer.status, answer.json) == (200, {"items": [], "nextCursor": None})


@pytest.mark.parametrize("list_name", LISTS)
def test_a_list_shows_cards(ana: Person, ben: Person, list_name: str) -> None:
    enlist(ana, ben, list_name)
    [card] = ana.get(path_of(list_name)).json["items"]
    assert card == {
        "id": ben.id,
        "username": ben.username,
        "firstName": "Ben",
        "lastName": "Silva",
        "profileImageUrl": None,
        "profileImageAltText": None,
    }


@pytest.mark.parametrize("list_name", LISTS)
@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6, 100])
def test_the_pages_are_the_list_whatever_their_size(
    ana: Person, crowd: list[Person], list_name: str, limit: int
) -> None:
    for person in crowd:
        enlist(ana, person, list_name)
    pages = [*ana.pages(path_of(list_name), limit)]
    assert all(len(page["items"]) == limit for page in pages[:-1])
    assert 1 <= len(pages[-1]["items"]) <= limit
    ids = [item["id"] for page in pages for item in page["items"]]
    in_order = [person.id for person in crowd]
    assert ids == (in_order[::-1] if list_name == "followers" else in_order)


@pytest.mark.parametrize("list_name", LISTS)
def test_a_page_has_twenty_people_unless_one_asks_for_another_number(
    ana: Person, new_person: Callable[..., Person], list_name: str
) -> None:
    for _ in range(21):
        enlist(ana, new_person(), list_name)
    page = ana.get(path_of(list_name)).json
    assert len(page["items"]) == 20
    assert page["nextCursor"]


def test_followers_come_in_the_order_in_which_they_followed(
    ana: Person, crowd: list[Person], time_passes: SetClock
) -> None:
    order = [crowd[number] for number in (3, 0, 4, 1, 2)]
    for person in order:
        time_passes.forward(seconds=1)
        person.follow(ana)
    assert ana.listed("/user/me/followers", 2) == [person.id for person in order[::-1]]


def test_following_comes_in_the_order_in_which_people_joined(
    ana: Person, crowd: list[Person]
) -> None:
    for number in (3, 0, 4, 1, 2):
        ana.follow(crowd[number])
    assert ana.listed("/user/me/following", 2) == [person.id for person in crowd]


def test_people_who_followed_within_one_millisecond_are_all_listed(
    ana: Person, crowd: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.system_time()
    with monkeypatch.context() as patched:
        patched.setattr(clock, "system_time", lambda: now)
        for person in crowd:
            person.follow(ana)
    assert sorted(ana.listed("/user/me/followers", 1)) == sorted(p.id for p in crowd)


@pytest.mark.parametrize("list_name", LISTS)
def test_a_cursor_outlives_whom_it_stands_at_and_who_comes_meanwhile(
    ana: Person, crowd: list[Person], time_passes: SetClock, list_name: str
) -> None:
    first, second, *_ = people = crowd if list_name != "followers" else crowd[::-1]
    newcomer = people.pop()
    for person in reversed(people) if list_name == "followers" else people:
        time_passes.forward(seconds=1)
        enlist(ana, person, list_name)
    pages = ana.pages(path_of(list_name), 2)
    assert [item["id"] for item in next(pages)["items"]] == [first.id, second.id]
    strike_off(ana, first, list_name)
    strike_off(ana, second, list_name)
    time_passes.forward(seconds=1)
    enlist(ana, newcomer, list_name)
    rest = [item["id"] for page in pages for item in page["items"]]
    # Followers who come meanwhile stand before the cursor, the others behind it.
    expected = people[2:] if list_name == "followers" else [*people[2:], newcomer]
    assert rest == [person.id for person in expected]


@pytest.mark.parametrize("list_name", ["followers", "following"])
def test_hidden_people_are_left_out_and_the_list_goes_on_behind_them(
    ana: Person, crowd: list[Person], list_name: str
) -> None:
    looking, *others = crowd
    for person in others:
        enlist(ana, person, list_name)
    hidden, hiding = others[1], others[2]
    looking.block(hidden)
    hiding.block(looking)
    path = f"/user/{ana.id}/{list_name}"
    pages = [*looking.pages(path, 1)]
    assert sorted(len(page["items"]) for page in pages) == [0, 0, 1, 1]
    assert set(looking.listed(path)) == {others[0].id, others[3].id}
    assert len(ana.listed(path)) == 4


@pytest.mark.parametrize("list_name", LISTS)
def test_a_cursor_is_good_for_its_own_list_only(
    ana: Person, ben: Person, crowd: list[Person], list_name: str
) -> None:
    for person in crowd[:2]:
        enlist(ana, person, list_name)
        enlist(ben, person, "following")
    cursor = ana.get(path_of(list_name), query={"limit": "1"}).json["nextCursor"]
    assert ana.get(path_of(list_name), query={"cursor": cursor}).status == 200
    others = {path_of(name) for name in LISTS} - {path_of(list_name)}
    for path in (*others, f"/user/{ben.id}/followers", f"/user/{ben.id}/following"):
        answer = ana.get(path, query={"cursor": cursor})
        assert (answer.status, answer.problem) == (400, "malformed-request"), path
    answer = ben.get("/user/blocked", query={"cursor": cursor})
    assert (answer.status, answer.problem) == (400, "malformed-request")


def test_a_list_reads_on_for_everyone_who_may_see_it(
    ana: Person, ben: Person, crowd: list[Person]
) -> None:
    for person in crowd:
        person.follow(ana)
    cursor = ana.get("/user/me/followers", query={"limit": "2"}).json["nextCursor"]
    path = f"/user/{ana.id}/followers"
    assert len(ben.get(path, query={"cursor": cursor}).json["items"]) == 3


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    list_name=st.sampled_from(LISTS),
    position=st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=700)
    | st.sampled_from(["0", "~", "PROFILE", "FOLLOW#", "2026", ids.EXAMPLE, f"{ids.EXAMPLE}#"]),
)
def test_a_cursor_that_was_made_up_reaches_nothing_else(
    ana: Person, ben: Person, list_name: str, position: str
) -> None:
    enlist(ana, ben, list_name)
    cursor = cursors.encode(f"{list_name}#{ana.id}", position)
    answer = ana.get(path_of(list_name), query={"cursor": cursor})
    assert answer.status == 200, answer.text
    assert answer.json["nextCursor"] is None
    assert {item["id"] for item in answer.json["items"]} <= {ben.id}
    strike_off(ana, ben, list_name)


@pytest.mark.parametrize("list_name", ["followers", "following"])
def test_who_does_not_exist_has_no_lists(ana: Person, list_name: str) -> None:
    answer = ana.get(f"/user/{ids.new_id()}/{list_name}")
    assert (answer.status, answer.problem) == (404, "not-found")
