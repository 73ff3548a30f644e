"""Skills that people list, and the rows that follow from them."""

from collections.abc import Mapping

from learn_exchange import clock, ids
from learn_exchange.events import SkillsChanged
from learn_exchange.tables.store import put
from learn_exchange.tables.users import ListedSkill, Profile
from tests.support.bus import tell
from tests.support.people import Person

Levels = Mapping[str, str]


def lists(person: Person, offers: Levels | None = None, seeks: Levels | None = None) -> None:
    """Let a person offer and seek skills, each at a level, and all consumers hear of it."""
    skills = [
        {"skillName": skill.name, "skillLevel": skill.level, "isOffering": skill.offering}
        for skill in listed(offers, seeks)
    ]
    answer = person.put("/user/skills", {"skills": skills})
    assert answer.status == 200, answer.text
    tell(skills_changed(person.id))


def listed(offers: Levels | None = None, seeks: Levels | None = None) -> list[ListedSkill]:
    """Skills as a profile lists them."""
    return [
        ListedSkill.of(name, level, offering=offering)
        for side, offering in ((offers, True), (seeks, False))
        for name, level in (side or {}).items()
    ]


def put_profile(
    person_id: str, offers: Levels | None = None, seeks: Levels | None = None, **more: object
) -> Profile:
    """Write the profile of someone who has not signed up; again, they have changed their skills."""
    key = Profile.key(person_id)
    before = key.get()
    attributes = {
        "id": person_id,
        "email": f"{person_id}@example.com",
        "username": person_id,
        "first_name": "Ana",
        "last_name": "Silva",
        "created_at": clock.now(),
        "skills": listed(offers, seeks),
        "skills_version": before.skills_version + 1 if before else 1,
        **more,
    }
    profile = key.new(**attributes)
    put(profile)
    return profile


def skills_changed(person_id: str) -> SkillsChanged:
    """Returns the event that someone has changed their skills."""
    return SkillsChanged(id=ids.new_id(), at=clock.now(), actor_id=person_id, person_id=person_id)
