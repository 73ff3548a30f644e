"""Requests and answers of the user endpoints; profiles are in `learn_exchange.people`."""

from typing import Annotated

from pydantic import AfterValidator, Field, StrictBool

from learn_exchange.ids import Id
from learn_exchange.languages import DEFAULT, Language
from learn_exchange.people import AltText, Bio, Handle, Name, SkillEntry, TimeZone
from learn_exchange.tables.users import side_and_skill
from learn_exchange.wire import ApiModel, InputModel

MAX_SKILLS = 40


class ProfileChanges(InputModel):
    """The fields to change; those left out stay as they are."""

    # The defaults are never used, and being made they are not in the schema: there a field can be
    # left out, but only the bio, the picture and its alternative text can be null.
    username: Handle = Field(default_factory=str)
    first_name: Name = Field(default_factory=str)
    last_name: Name = Field(default_factory=str)
    bio: Bio | None = Field(default_factory=str)
    time_zone: TimeZone = Field(default_factory=str)
    language: Language = Field(
        default_factory=lambda: DEFAULT, description="Of all that is written to you."
    )
    profile_image_id: Id | None = Field(
        default_factory=str, description="An upload of yours that is `ready`: a picture."
    )
    profile_image_alt_text: AltText | None = Field(
        default_factory=str, description="What the picture shows, for those who cannot see it."
    )
    show_presence: StrictBool = Field(
        default_factory=bool, description="Let the people you chat with see when you are online."
    )


class PersonReference(InputModel):
    """The person meant."""

    user_id: Id


class NewSkill(SkillEntry, InputModel):
    """A skill to offer or seek."""

    is_offering: StrictBool = True


def _each_once_per_side(skills: list[NewSkill]) -> list[NewSkill]:
    seen: set[str] = set()
    for skill in skills:
        place = side_and_skill(skill.skill_name, offering=skill.is_offering)
        if place in seen:
            raise ValueError("has a skill twice on one side")
        seen.add(place)
    return skills


class NewSkills(InputModel):
    """All skills to offer and seek from now on. One skill can be on both sides."""

    skills: Annotated[
        list[NewSkill], Field(max_length=MAX_SKILLS), AfterValidator(_each_once_per_side)
    ]


class SkillList(ApiModel):
    """All skills that a person offers and seeks."""

    skills: list[SkillEntry]
