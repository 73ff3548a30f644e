"""GET /explore/recommend: partners who fit both ways, and tutorials."""

from collections.abc import Callable

import pytest

from auth import signing
from learn_exchange import clock, ids
from learn_exchange.tables.store import update
from learn_exchange.tables.users import Stats
from tests.support.clock import SetClock
from tests.support.gateway import Gateway, Json
from tests.support.people import Person, sign_up
from tests.support.skills import lists


def recommended(person: Person, **query: str) -> Json:
    """Returns the recommendations for somebody."""
    answer = person.get("/explore/recommend", query=query)
    assert answer.status == 200, answer.text
    content: Json = answer.json
    return content


def partners(person: Person, **query: str) -> list[str]:
    """Returns the ids of the people who are recommended to somebody, the best first."""
    return [partner["user"]["id"] for partner in recommended(person, **query)["people"]]


def tutorials(person: Person, **query: str) -> list[str]:
    """Returns the ids of the posts that are recommended to somebody."""
    return [post["id"] for post in recommended(person, **query)["tutorials"]]


def publish(author: Person, *tags: str, post_type: str = "tutorial") -> str:
    """Publish a post; its id."""
    post = {"title": "T", "content": "C", "postType": post_type, "tags": list(tags)}
    answer = author.post("/feed/createPost", post)
    assert answer.status == 201, answer.text
    post_id: str = answer.json["id"]
    return post_id


@pytest.fixture
def seeker(ana: Person) -> Person:
    """Somebody who teaches Spanish and wants to learn SQL and Go."""
    lists(ana, {"Spanish": "expert"}, {"SQL": "beginner", "Go": "beginner"})
    return ana


def test_who_has_no_skills_is_recommended_nobody(ana: Person, ben: Person) -> None:
    lists(ben, {"SQL": "expert"}, {"Go": "beginner"})
    assert recommended(ana) == {"tutorials": [], "people": []}


def test_partners_are_shown_with_how_well_they_fit_and_why(seeker: Person, ben: Person) -> None:
    lists(ben, {"SQL": "expert"}, {"Castellano": "beginner", "Chess": "beginner"})
    update(Stats.key(ben.id), Stats.ratings_count.set(12), Stats.ratings_sum.set(58))
    [partner] = recommended(seeker)["people"]
    assert partner == {
        "user": {
            "id": ben.id,
            "username": ben.username,
            "firstName": "Ben",
            "lastName": "Silva",
            "profileImageUrl": None,
            "profileImageAltText": None,
        },
        "score": partner["score"],
        "reasons": [
            "Teaches SQL (expert), which you seek",
            "Wants to learn Castellano, which you offer",
            "Rated 4.6 by 12 people",
        ],
        "fit": {
            "teaches": [{"skillName": "SQL", "skillLevel": "expert"}],
            "learns": [{"skillName": "Castellano", "skillLevel": "beginner"}],
            "rating": {"average": 4.59, "count": 12},
            "commonHours": None,
        },
        "following": False,
    }
    assert 0.8 < partner["score"] < 0.9
    assert partner["score"] == round(partner["score"], 4)


def test_the_reasons_are_in_the_language_of_the_reader(seeker: Person, ben: Person) -> None:
    lists(ben, {"SQL": "expert"})
    seeker.put("/user/updateProfile", {"language": "es"})
    [partner] = recommended(seeker)["people"]
    assert partner["reasons"] == ["Enseña SQL (nivel experto), que buscas"]


def test_who_fits_both_ways_comes_first_then_who_only_teaches(
    seeker: Person, gateway: Gateway
) -> None:
    only_learns, teaches, teaches_more, both, both_far_away, both_and_more = (
        sign_up(gateway, timeZone=zone)
        for zone in [*["Europe/Lisbon"] * 4, "Asia/Tokyo", "Europe/Lisbon"]
    )
    lists(teaches, {"SQL": "intermediate"})
    lists(teaches_more, {"SQL": "expert", "Golang": "expert"})
    lists(only_learns, seeks={"Spanish": "beginner"})
    lists(both_far_away, {"SQL": "expert"}, {"Spanish": "beginner"})
    lists(both, {"SQL": "expert"}, {"Spanish": "beginner"})
    lists(both_and_more, {"SQL": "expert", "Go": "expert"}, {"Spanish": "beginner"})
    order = [both_and_more, both, both_far_away, teaches_more, teaches]
    assert partners(seeker) == [person.id for person in order]
    assert partners(seeker, limit="2") == [both_and_more.id, both.id]


def test_it_says_whom_one_follows_already(
    seeker: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    cleo = new_person()
    for person in (ben, cleo):
        lists(person, {"SQL": "expert"}, {"Spanish": "beginner"})
    seeker.follow(ben)
    cleo.follow(seeker)
    following = {p["user"]["id"]: p["following"] for p in recommended(seeker)["people"]}
    assert following == {ben.id: True, cleo.id: False}


def test_who_seeks_nothing_is_recommended_those_who_want_to_learn(ana: Person, ben: Person) -> None:
    lists(ana, {"Spanish": "expert"})
    lists(ben, {"SQL": "expert"}, {"Spanish": "beginner"})
    [partner] = recommended(ana)["people"]
    assert partner["reasons"] == ["Wants to learn Spanish, which you offer"]
    assert partners(ana, level="expert") == []


def test_with_a_skill_only_that_one_is_sought(
    seeker: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    cleo = new_person()
    lists(ben, {"SQL": "expert"}, {"Spanish": "beginner"})
    lists(cleo, {"Go": "intermediate", "SQL": "beginner"}, {"Spanish": "beginner"})
    assert partners(seeker, skill="Golang") == [cleo.id]
    assert partners(seeker, skill="sql") == [ben.id, cleo.id]
    assert partners(seeker, skill="sql", level="beginner") == [cleo.id]
    assert partners(seeker, skill="go", level="expert") == []
    assert partners(seeker, level="intermediate") == [cleo.id]
    # Also one that they do not list.
    lists(ben, {"Chess": "expert"}, {"Spanish": "beginner"})
    [partner] = recommended(seeker, skill="Chess")["people"]
    assert partner["reasons"] == [
        "Teaches Chess (expert), which you seek",
        "Wants to learn Spanish, which you offer",
    ]


def test_oneself_blocked_people_and_those_without_time_are_left_out(
    ana: Person, gateway: Gateway
) -> None:
    blocked, blocking, busy, free = (sign_up(gateway) for _ in range(4))
    for person in (ana, blocked, blocking, busy, free):
        lists(person, {"SQL": "expert", "Go": "expert"}, {"SQL": "beginner", "Go": "beginner"})
    ana.block(blocked)
    blocking.block(ana)
    update(Stats.key(busy.id), Stats.exchanges_under_way.set(5))
    assert partners(ana) == [free.id]
    for person in (blocked, blocking):
        assert ana.id not in partners(person)


def test_ten_people_are_recommended_unless_one_asks_for_another_number(
    seeker: Person, new_person: Callable[..., Person]
) -> None:
    for _ in range(12):
        lists(new_person(), {"SQL": "expert"}, {"Spanish": "beginner"})
    assert len(partners(seeker)) == 10
    assert len(partners(seeker, limit="1")) == 1
    assert len(partners(seeker, limit="50")) == 12


def test_tutorials_are_the_newest_on_the_skills_that_one_seeks(
    seeker: Person, ben: Person, time_passes: SetClock
) -> None:
    published = []
    for tags in (["sql"], ["golang", "sql"], ["spanish"], ["SQL"]):
        time_passes.forward(seconds=1)
        published.append(publish(ben, *tags))
    publish(ben, "sql", post_type="general")
    publish(seeker, "sql")
    first, second, _, fourth = published
    assert tutorials(seeker) == [fourth, second, first]
    assert tutorials(seeker, skill="Go") == [second]
    assert tutorials(seeker, skill="Spanish") == [published[2]]
    assert tutorials(seeker, skill="Chess") == []


def test_tutorials_of_blocked_people_and_deleted_ones_are_left_out(
    seeker: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    cleo = new_person()
    publish(ben, "sql")
    deleted, shown = publish(cleo, "sql"), publish(cleo, "sql")
    seeker.block(ben)
    assert cleo.delete(f"/feed/post/{deleted}").status == 204
    assert tutorials(seeker) == [shown]


def test_ten_tutorials_are_recommended_at_most(seeker: Person, ben: Person) -> None:
    published = [publish(ben, "sql") for _ in range(12)]
    assert tutorials(seeker) == sorted(published, reverse=True)[:10]


def test_who_seeks_nothing_is_recommended_tutorials_on_what_trends(
    ana: Person, ben: Person
) -> None:
    lists(ben, {"Chess": "expert"})
    tutorial = publish(ben, "chess")
    publish(ben, "go")
    assert tutorials(ana) == [tutorial]
    lists(ana, seeks={"Go": "beginner"})
    assert tutorials(ana) != [tutorial]


def test_of_many_skills_the_first_six_find_partners(ana: Person, ben: Person) -> None:
    skills = [f"Skill {number}" for number in range(20)]
    lists(ana, dict.fromkeys(skills[:10], "expert"), dict.fromkeys(skills[10:], "beginner"))
    lists(ben, {skills[15]: "expert"}, {skills[5]: "beginner"})
    assert partners(ana) == [ben.id]
    lists(ben, {skills[16]: "expert"}, {skills[6]: "beginner"})
    assert partners(ana) == []


def test_who_is_nobody_here_is_recommended_nothing(gateway: Gateway) -> None:
    token = signing.issue_access_token(ids.new_id(), ids.new_id(), clock.now())
    answer = gateway.get("/explore/recommend", token=token)
    assert (answer.status, answer.problem) == (404, "not-found")
