"""What the user endpoints take and answer; profiles and cards are in `learn_exchange.people`."""

from typing import Self

from pydantic import Field, model_validator

from learn_exchange.ids import Id
from learn_exchange.people import Bio, Handle, Name, SkillEntry, TimeZone
from learn_exchange.tables.users import side_and_skill
from learn_exchange.wire import Wire

MOST_SKILLS = 40


class ProfileChanges(Wire):
    """The fields to change; those left out stay as they are."""

    username: Handle | None = None
    first_name: Name | None = None
    last_name: Name | None = None
    bio: Bio | None = None
    time_zone: TimeZone | None = None

    @model_validator(mode="after")
    def _null_only_clears_the_bio(self) -> Self:
        for field in self.model_fields_set - {"bio"}:
            if getattr(self, field) is None:
                raise ValueError(f"{field} cannot be null")
        return self


class PersonReference(Wire):
    """The person meant."""

    user_id: Id


class SkillList(Wire):
    """All skills that a person offers and seeks. One skill can be on both sides."""

    skills: list[SkillEntry] = Field(max_length=MOST_SKILLS)

    @model_validator(mode="after")
    def _each_once_per_side(self) -> Self:
        seen: set[str] = set()
        for skill in self.skills:
            place = side_and_skill(skill.skill_name, offering=skill.is_offering)
            if place in seen:
                raise ValueError(f"{skill.skill_name!r} is listed twice on one side")
            seen.add(place)
        return self
