"""GET /explore/people: who teaches a skill."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth import signing
from learn_exchange import clock, ids
from learn_exchange import cursor as cursors
from learn_exchange.tables.store import update
from learn_exchange.tables.users import Profile, Stats
from tests.support.gateway import Answer, Gateway
from tests.support.people import Person, sign_up
from tests.support.skills import lists

LEVELS = ["beginner", "intermediate", "expert"]


def find(person: Person, skill: str = "SQL", **query: str) -> Answer:
    """Returns the first page of those who teach a skill."""
    return person.get("/explore/people", query={"skill": skill, **query})


def found(person: Person, skill: str = "SQL", limit: int = 100, **query: str) -> list[str]:
    """Returns all who teach a skill, through the pages."""
    people, cursor = [], None
    while True:
        sent = query | ({"cursor": cursor} if cursor else {})
        answer = find(person, skill, limit=str(limit), **sent)
        assert answer.status == 200, answer.text
        people += [item["user"]["id"] for item in answer.json["items"]]
        cursor = answer.json["nextCursor"]
        if cursor is None:
            return people


def teaches(person: Person, level: str = "expert", rank: int = 0, skill: str = "SQL") -> Person:
    """Let somebody teach a skill, at a rank that stays."""
    update(Profile.key(person.id), Profile.rank.set(rank), Profile.ranked_on.set("9999-12-31"))
    lists(person, {skill: level})
    return person


@pytest.fixture
def crowd(gateway: Gateway) -> list[Person]:
    """Six people who teach SQL, the one who is to be found first first."""
    places = [("expert", 900), ("expert", 10), ("intermediate", 700), ("intermediate", 30)]
    places += [("beginner", 999_999), ("beginner", 9)]
    people = [sign_up(gateway, firstName=f"Person {number}") for number in range(len(places))]
    for number in (3, 0, 5, 1, 4, 2):
        teaches(people[number], *places[number])
    return people


def ids_of(people: list[Person]) -> list[str]:
    """Their ids."""
    return [person.id for person in people]


def test_nobody_is_found_where_nobody_teaches_it(ana: Person, ben: Person) -> None:
    lists(ben, {"Go": "expert"}, {"SQL": "expert"})
    answer = find(ana)
    assert (answer.status, answer.json) == (200, {"items": [], "nextCursor": None})


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("İplik eğirme", "iplik eğirme"),
        ("Costura básica", "costura basica"),
        ("Łucznictwo", "lucznictwo"),
        ("Ёлочные игрушки", "ЕЛОЧНЫЕ-ИГРУШКИ"),
        ("Τέχνη της γκραβούρας", "\u03a4\u0395\u03a7\u039d\u0397 ΤΗΣ ΓΚΡΑΒΟΥΡΑΣ"),
        ("Hurdy-Gurdy", "hurdy gurdy"),
    ],
)
def test_a_skill_that_the_catalogue_does_not_have_is_found_however_it_is_typed(
    ana: Person, ben: Person, name: str, typed: str
) -> None:
    lists(ben, {name: "expert"})
    assert found(ana, typed) == [ben.id]
    assert find(ana, typed).json["items"][0]["skill"] == name
    names = [
        item["name"] for item in ana.get("/explore/skills", query={"prefix": typed}).json["items"]
    ]
    assert names == [name]


def test_who_is_found_is_shown_with_the_skill_and_how_well_one_fits(
    ana: Person, ben: Person
) -> None:
    lists(ana, {"Spanish": "expert"}, {"Go": "beginner"})
    lists(ben, {"sql": "intermediate", "Go": "expert"}, {"Español": "beginner"})
    assert find(ana, "SQL").json == {
        "items": [
            {
                "user": {
                    "id": ben.id,
                    "username": ben.username,
                    "firstName": "Ben",
                    "lastName": "Silva",
                    "profileImageUrl": None,
                    "profileImageAltText": None,
                },
                "skill": "sql",
                "skillLevel": "intermediate",
                "score": 0.72,
                "reasons": [
                    "Teaches sql (intermediate), which you seek",
                    "Wants to learn Español, which you offer",
                ],
                "fit": {
                    "teaches": [{"skillName": "sql", "skillLevel": "intermediate"}],
                    "learns": [{"skillName": "Español", "skillLevel": "beginner"}],
                    "rating": None,
                    "commonHours": None,
                },
                "following": False,
            }
        ],
        "nextCursor": None,
    }


def test_it_says_whom_one_follows_already(
    ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    cleo = new_person()
    for person in (ben, cleo):
        lists(person, {"SQL": "expert"})
    ana.follow(ben)
    cleo.follow(ana)
    following = {p["user"]["id"]: p["following"] for p in find(ana, "SQL").json["items"]}
    assert following == {ben.id: True, cleo.id: False}


def test_the_highest_level_comes_first_then_the_highest_rank(
    ana: Person, crowd: list[Person]
) -> None:
    assert found(ana) == ids_of(crowd)


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 6, 7])
@pytest.mark.parametrize("level", [None, *LEVELS])
def test_the_pages_are_the_list_whatever_their_size(
    ana: Person, crowd: list[Person], limit: int, level: str | None
) -> None:
    query = {"level": level} if level else {}
    expected = {None: crowd, "expert": crowd[:2], "intermediate": crowd[2:4], "beginner": crowd[4:]}
    assert found(ana, limit=limit, **query) == ids_of(expected[level])


def test_twenty_are_shown_unless_one_asks_for_another_number(
    ana: Person, new_person: Callable[..., Person]
) -> None:
    for _ in range(21):
        teaches(new_person())
    page = find(ana).json
    assert len(page["items"]) == 20
    assert page["nextCursor"]


@pytest.mark.parametrize(
    "name", ["JavaScript", "javascript", "JS", "js", "java-script", "\uff2a\uff33"]
)
def test_a_skill_is_found_by_any_of_its_names(ana: Person, ben: Person, name: str) -> None:
    lists(ben, {"js": "expert"})
    assert found(ana, name) == [ben.id]


def test_a_skill_that_the_catalogue_does_not_have_is_found_as_well(
    ana: Person, ben: Person
) -> None:
    lists(ben, {"Hurdy-Gurdy": "expert"})
    assert found(ana, " HURDY-GURDY") == [ben.id]


def test_one_does_not_find_oneself(ana: Person, ben: Person) -> None:
    for person in (ana, ben):
        teaches(person)
    assert found(ana) == [ben.id]
    assert found(ben) == [ana.id]


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_blocked_people_do_not_find_each_other_and_the_list_goes_on(
    ana: Person, crowd: list[Person], limit: int
) -> None:
    first, second, *others = crowd
    ana.block(first)
    second.block(ana)
    assert found(ana, limit=limit) == ids_of(others)
    for person in (first, second):
        teaches(ana, "expert")
        assert ana.id not in found(person, limit=limit)
    assert ana.id in found(others[0], limit=limit)


@pytest.mark.parametrize("limit", [1, 100])
def test_who_has_five_exchanges_under_way_is_left_out(
    ana: Person, crowd: list[Person], limit: int
) -> None:
    for person, number in zip(crowd, (5, 4, 6), strict=False):
        update(Stats.key(person.id), Stats.exchanges_under_way.set(number))
    assert found(ana, limit=limit) == ids_of([crowd[1], *crowd[3:]])
    update(Stats.key(crowd[0].id), Stats.exchanges_under_way.set(4))
    assert found(ana, limit=limit) == ids_of([*crowd[:2], *crowd[3:]])


def test_who_no_longer_teaches_it_is_not_found(ana: Person, crowd: list[Person]) -> None:
    lists(crowd[0], {"Go": "expert"})
    lists(crowd[1])
    assert found(ana) == ids_of(crowd[2:])


def test_those_who_were_there_all_along_are_found_once_while_others_come_and_go(
    ana: Person, crowd: list[Person], new_person: Callable[..., Person]
) -> None:
    page = find(ana, limit="2").json
    assert [item["user"]["id"] for item in page["items"]] == ids_of(crowd[:2])
    for person in crowd[1:3]:
        lists(person)
    before, behind = teaches(new_person(), "expert", 800), teaches(new_person(), "beginner", 10)
    rest = found(ana, cursor=page["nextCursor"])
    assert rest == ids_of([crowd[3], crowd[4], behind, crowd[5]])
    assert before.id in found(ana)


def test_a_cursor_is_good_for_its_own_skill_and_level_only(
    ana: Person, crowd: list[Person]
) -> None:
    for person in crowd:
        lists(person, {"SQL": "expert", "Go": "expert"})
    followers = ana.get("/user/me/followers", query={"limit": "1"})
    assert followers.status == 200
    cursor = find(ana, limit="1").json["nextCursor"]
    at_level = find(ana, limit="1", level="expert").json["nextCursor"]
    assert find(ana, " sql ", cursor=cursor).status == 200
    refused = [
        find(ana, "Go", cursor=cursor),
        find(ana, level="expert", cursor=cursor),
        find(ana, cursor=at_level),
        find(ana, level="beginner", cursor=at_level),
        ana.get("/user/me/followers", query={"cursor": cursor}),
    ]
    for answer in refused:
        assert (answer.status, answer.problem) == (400, "malformed-request")


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    level=st.sampled_from([None, *LEVELS]),
    position=st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=700)
    | st.sampled_from([" ", "!", "0", "~", "2#", "2#999999", "#", f"000000#{ids.EXAMPLE}"]),
)
def test_a_cursor_that_was_made_up_reaches_nothing_else(
    ana: Person, ben: Person, level: str | None, position: str
) -> None:
    teaches(ben)
    query = {"level": level} if level else {}
    answer = find(ana, cursor=cursors.encode(f"teachers#sql#{level}", position), **query)
    assert answer.status == 200, answer.text
    assert {item["user"]["id"] for item in answer.json["items"]} <= {ben.id}
    assert answer.json["nextCursor"] is None


def test_how_well_one_fits_depends_on_who_asks(ana: Person, ben: Person, gateway: Gateway) -> None:
    cleo = sign_up(gateway, timeZone="Asia/Tokyo")
    lists(ana, {"Spanish": "expert"})
    lists(ben, {"SQL": "expert"}, {"Spanish": "beginner"})
    [to_ana], [to_cleo] = (find(person).json["items"] for person in (ana, cleo))
    assert to_ana["score"] > to_cleo["score"] > 0
    assert to_cleo["reasons"] == [
        "Teaches SQL (expert), which you seek",
        "5 of your waking hours in common",
    ]


def test_how_well_one_fits_is_told_in_the_language_of_the_reader(
    ana: Person, ben: Person, gateway: Gateway
) -> None:
    cleo = sign_up(gateway, timeZone="Asia/Tokyo", language="es")
    lists(ben, {"SQL": "expert"})
    [found_by_cleo] = find(cleo).json["items"]
    assert found_by_cleo["reasons"] == [
        "Enseña SQL (nivel experto), que buscas",
        "5 de tus horas de vigilia en común",
    ]
    assert found_by_cleo["fit"]["commonHours"] == 5


def test_who_is_nobody_here_finds_nobody(ana: Person, ben: Person, gateway: Gateway) -> None:
    teaches(ben)
    token = signing.issue_access_token(ids.new_id(), ids.new_id(), clock.now())
    answer = gateway.get("/explore/people", query={"skill": "SQL"}, token=token)
    assert (answer.status, answer.problem) == (404, "not-found")
