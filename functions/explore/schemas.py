"""Requests and answers of the explore endpoints; posts are in `learn_exchange.posts`."""

from typing import Annotated, Self

from pydantic import Field

from explore.matching import Match, Rating
from learn_exchange.http import QueryInteger, QueryParameter
from learn_exchange.people import SkillLevel, SkillName, UserCard
from learn_exchange.posts import PostView
from learn_exchange.tables.users import ListedSkill
from learn_exchange.wire import ApiModel, Timestamp

SkillParameter = Annotated[
    SkillName, QueryParameter(description="A skill, by any of its names: `js` is JavaScript.")
]
LevelParameter = Annotated[
    SkillLevel | None,
    QueryParameter(description="The level at which the skill is offered; any if left out."),
]
PrefixParameter = Annotated[
    str, QueryParameter(max_length=100, description="How a name begins, in any case and accent.")
]
PeopleLimit = Annotated[
    QueryInteger, QueryParameter(ge=1, le=50, description="How many people to answer at most.")
]

Score = Annotated[
    float, Field(ge=0, le=1, description="How well you fit each other.", examples=[0.72])
]
Reasons = Annotated[
    list[str],
    Field(
        description="What the score is made of, in plain words of the language of your profile. To "
        "say it otherwise, see `fit`.",
        examples=[["Teaches SQL (expert), which you seek", "Rated 4.8 by 12 people"]],
    ),
]


class TrendingTag(ApiModel):
    """A tag that trends."""

    tag_name: str
    daily_count: int = Field(description="How many people have used it today, in UTC.")
    last_updated_at: Timestamp


class TrendingTags(ApiModel):
    """The tags that trend most, the first one most."""

    items: list[TrendingTag]


class SkillView(ApiModel):
    """A skill that can be offered and sought."""

    name: str
    category: str | None = Field(description="Null for a skill that is not in the catalogue.")
    aliases: list[str]
    people: int = Field(description="How many people offer or seek it.")


class SkillViews(ApiModel):
    """Skills by name."""

    items: list[SkillView]


class FittingSkill(ApiModel):
    """A skill that one of the two could teach the other, as the person shown lists it."""

    skill_name: str
    skill_level: SkillLevel

    @classmethod
    def of(cls, skill: ListedSkill) -> Self:
        """Returns a skill that a profile lists."""
        return cls(skill_name=skill.name, skill_level=skill.level)


class ExpectedRating(ApiModel):
    """The rating that is expected of a person, and of how many ratings it is made."""

    average: float
    count: int

    @classmethod
    def of(cls, rating: Rating) -> Self:
        """Returns the rating of a match."""
        return cls(average=round(rating.average, 2), count=rating.count)


class Fit(ApiModel):
    """The parts of a score."""

    teaches: list[FittingSkill] = Field(description="What they offer and you seek.")
    learns: list[FittingSkill] = Field(description="What they seek and you offer.")
    rating: ExpectedRating | None = Field(
        description="Null where it is that of somebody without ratings."
    )
    common_hours: float | None = Field(
        description="In how many hours of a day both of you are awake; null where it is all of "
        "your waking hours."
    )

    @classmethod
    def of(cls, match: Match) -> Self:
        """Returns the parts of the score of a match."""
        return cls(
            teaches=[FittingSkill.of(skill) for skill in match.they_teach],
            learns=[FittingSkill.of(skill) for skill in match.they_learn],
            rating=match.rating and ExpectedRating.of(match.rating),
            common_hours=match.common_hours,
        )


class Teacher(ApiModel):
    """Someone who offers a skill."""

    user: UserCard
    skill: str
    skill_level: SkillLevel
    score: Score
    reasons: Reasons
    fit: Fit
    following: bool


class Partner(ApiModel):
    """Someone to exchange skills with."""

    user: UserCard
    score: Score
    reasons: Reasons
    fit: Fit
    following: bool


class Recommendations(ApiModel):
    """Tutorials to read, and people to exchange skills with, the best first."""

    tutorials: list[PostView]
    people: list[Partner]
