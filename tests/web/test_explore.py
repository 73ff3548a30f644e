"""To find people: by a skill and a level, or among those who fit; and what to do from there."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.exchanges import requested
from tests.support.people import Person
from tests.support.screens import heading, press
from tests.support.system import eventually
from tests.support.visits import PHONE, Complaints, Visits, failing, problem, says

SKILL = "What do you want to learn?"


def offers(person: Person, skill: str, level: str = "expert", *, seeks: str = "SQL") -> None:
    """Let somebody teach a skill and seek another one, and be found by it."""
    skills = [
        {"skillName": skill, "skillLevel": level, "isOffering": True},
        {"skillName": seeks, "skillLevel": "beginner", "isOffering": False},
    ]
    answer = person.put("/user/skills", {"skills": skills})
    assert answer.status == 200, answer.text
    query = {"skill": skill, "limit": "100"}

    def found() -> bool:
        people = person.gateway.get("/explore/people", token=person.access_token, query=query)
        return bool(person.profile_of(person).json["skills"]) and people.status == 200

    eventually(found)


def search(page: Page, text: str) -> None:
    """Look for who teaches a skill."""
    page.get_by_role("combobox", name=SKILL).fill(text)
    page.keyboard.press("Enter")


@pytest.fixture
def skill(new_person: Callable[..., Person]) -> str:
    """A skill that nobody else teaches."""
    return f"Origami of {new_person().username}"


def test_a_newcomer_finds_somebody_by_a_skill_follows_and_proposes(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person, skill: str
) -> None:
    complaints.allow(409)
    offers(ben, skill)
    offers(ana, "SQL", seeks=skill)
    page = visits.page(ana, "/explore")
    found = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Ben Silva"))

    def is_found() -> bool:
        page.reload()
        search(page, skill)
        expect(heading(page, "Explore")).to_be_attached()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        return found.count() > 0

    eventually(is_found)
    expect(page.get_by_role("heading", name=says(f"Who teaches {skill}"))).to_be_visible()
    found.get_by_role("button", name=says("Follow Ben")).click()
    expect(found.get_by_role("button", name=says("Following Ben"))).to_be_visible()

    found.get_by_role("button", name="Propose an exchange").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("radio", name=skill)).to_be_checked()
    dialog.get_by_role("textbox").fill("Shall we begin with a crane?")
    dialog.get_by_role("button", name="Send the request").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text(says("Ben has your request."))).to_be_visible()

    found.get_by_role("button", name="Propose an exchange").click()
    dialog.get_by_role("button", name="Send the request").click()
    dialog.get_by_role("link", name="Open that request").click()
    expect(page.get_by_text("Shall we begin with a crane?").first).to_be_visible()

    other = visits.page(ben)
    expect(other.get_by_text(says("Ana asks for an exchange"))).to_be_visible()
    other.goto(f"/user/{ana.id}")
    expect(other.get_by_text("Follows you")).to_be_visible()


def test_a_skill_is_found_by_any_of_its_names_as_one_types(visits: Visits, ana: Person) -> None:
    page = visits.page(ana, "/explore")
    box = page.get_by_role("combobox", name=SKILL)
    for typed, name in (("españ", "Spanish"), ("ECMAS", "JavaScript")):
        box.fill(typed)
        page.get_by_role("option", name=name).first.click()
        expect(page).to_have_url(re.compile(f"skill={name}"))
        expect(box).to_have_value(name)
    page.go_back()
    expect(box).to_have_value("Spanish")
    box.fill("")
    expect(page.get_by_role("heading", name="Could teach you")).to_be_visible()


def test_where_nobody_teaches_it_at_this_level_one_is_led_on(
    visits: Visits, ana: Person, skill: str
) -> None:
    page = visits.page(ana, f"/explore?skill={skill}&level=expert", size=PHONE)
    expect(page.get_by_role("heading", name=says(f"Nobody teaches {skill} yet"))).to_be_visible()
    page.get_by_role("link", name="Any level").click()
    expect(page).not_to_have_url(re.compile("level"))
    expect(page.get_by_role("combobox", name="Level")).to_have_value("")


def test_who_is_asked_already_leads_to_that_request(
    visits: Visits, complaints: Complaints, ana: Person, ben: Person
) -> None:
    complaints.allow(409)
    offers(ben, "Spanish")
    offers(ana, "SQL", seeks="Spanish")
    exchange_id = requested(ana, ben, "SQL", "Spanish")
    page = visits.page(ana, f"/user/{ben.id}")
    page.get_by_role("button", name="Propose").click()
    press(page, "Send the request")
    page.get_by_role("link", name="Open that request").click()
    expect(page).to_have_url(re.compile(f"/exchange/{exchange_id}$"))


def test_a_list_of_people_that_fails_comes_when_asked_again(
    visits: Visits, complaints: Complaints, ana: Person
) -> None:
    complaints.allow(503)
    page = visits.device(ana).new_page()
    with failing(page, "/explore/people?*", problem("unavailable", 503)):
        page.goto("/explore?skill=Spanish")
        expect(page.get_by_role("alert")).to_contain_text("The people did not load")
    press(page, "Try again")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_message_opens_the_conversation(visits: Visits, ana: Person, ben: Person) -> None:
    page = visits.page(ana, f"/user/{ben.id}")
    press(page, "Message")
    expect(page).to_have_url(re.compile("/chat/"))
    expect(page.get_by_role("textbox", name=says("Message to Ben"))).to_be_visible()


def test_a_tag_of_the_landing_page_leads_to_who_teaches_it(visits: Visits, ana: Person) -> None:
    page = visits.device().new_page()
    page.route(
        "**/api/explore/trending?*",
        lambda route: route.fulfill(json={"items": [{"tagName": "spanish", "dailyCount": 3}]}),
    )
    page.goto("/")
    expect(page.get_by_role("link", name="#spanish")).to_have_attribute(
        "href", "/explore?skill=spanish"
    )
