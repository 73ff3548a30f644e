"""Requests and answers of the explore endpoints; posts are in `learn_exchange.posts`."""

from typing import Annotated

from pydantic import Field

from learn_exchange.http import QueryInteger, QueryParameter
from learn_exchange.people import SkillLevel, SkillName, UserCard
from learn_exchange.posts import PostView
from learn_exchange.wire import Timestamp, Wire

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
        description="What the score is made of, in plain words.",
        examples=[["Teaches SQL (expert), which you seek", "Rated 4.8 by 12 people"]],
    ),
]


class TrendingTag(Wire):
    """A tag that trends."""

    tag_name: str
    daily_count: int = Field(description="How many people have used it today, in UTC.")
    last_updated_at: Timestamp


class TrendingTags(Wire):
    """The tags that trend most, the first one most."""

    items: list[TrendingTag]


class SkillView(Wire):
    """A skill that can be offered and sought."""

    name: str
    category: str | None = Field(description="Null for a skill that is not in the catalogue.")
    aliases: list[str]
    people: int = Field(description="How many people offer or seek it.")


class SkillViews(Wire):
    """Skills by name."""

    items: list[SkillView]


class Teacher(Wire):
    """Someone who offers a skill."""

    user: UserCard
    skill: str
    skill_level: SkillLevel
    score: Score
    reasons: Reasons
    following: bool


class Partner(Wire):
    """Someone to exchange skills with."""

    user: UserCard
    score: Score
    reasons: Reasons
    following: bool


class Recommendations(Wire):
    """Tutorials to read, and people to exchange skills with, the best first."""

    tutorials: list[PostView]
    people: list[Partner]
