"""The demo people, their posts, chats and exchanges, as the files beside this one tell them."""

import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter
from pydantic.alias_generators import to_camel

from local.demo.canvas import randomness
from local.demo.pictures import Picture

_PEOPLE: Final = Path(__file__).parent / "people.json"
_POSTS: Final = Path(__file__).parent / "posts"
_CHATS: Final = Path(__file__).parent / "chats.json"
_EXCHANGES: Final = Path(__file__).parent / "exchanges.json"


class _Row(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", frozen=True)


class Skill(_Row):
    """A skill that a demo person offers or seeks."""

    skill_name: str
    skill_level: Literal["beginner", "intermediate", "expert"]
    is_offering: bool


class Person(_Row):
    """A demo person; `follows` are usernames."""

    username: str
    first_name: str
    last_name: str
    time_zone: str
    language: Literal["en", "es"] = "en"
    bio: str
    has_picture: bool = True
    skills: list[Skill]
    follows: list[str]

    @property
    def email(self) -> str:
        """The address that the person signs in with; its domain is reserved and has no mail."""
        return f"{self.username.lower()}@demo.learn-exchange.example"

    @property
    def picture_alt_text(self) -> str:
        """The alternative text of the picture."""
        return f"A pattern of plain shapes and colours that stands for {self.first_name}."

    def skill_names(self, *, offering: bool) -> list[str]:
        """Returns the skills that the person offers, or those that they seek."""
        return [skill.skill_name for skill in self.skills if skill.is_offering == offering]


class Comment(_Row):
    """A comment below a post."""

    author: str
    content: str


class Post(_Row):
    """A demo post with what it leads to; people are named by username."""

    author: str
    title: str
    post_type: Literal["tutorial", "achievement", "general"]
    tags: list[str]
    pictures: list[Picture] = []
    content: list[str]
    comments: list[Comment]
    likes: list[str]

    @property
    def text(self) -> str:
        """The content as one text; the files have it line by line."""
        return "\n".join(self.content)


def _since_midnight(moment: str) -> timedelta:
    """Reads `-3 17:30`, half past five three days ago, as the time since today's midnight.

    Raises:
        ValueError: it is not written in this way.
    """
    match = re.fullmatch(r"([+-]\d+) (\d\d):(\d\d)", moment)
    if match is None:
        raise ValueError("must be a day and a time, such as -3 17:30")
    day, hour, minute = map(int, match.groups())
    return timedelta(days=day, hours=hour, minutes=minute)


Moment = Annotated[timedelta, BeforeValidator(_since_midnight)]
"""A moment in UTC, by the midnight with which the day of seeding begins."""


class Step(_Row):
    """A step of an exchange: an endpoint, and the body that it was sent.

    Sessions are known by their place among those of the exchange, from 0 on.
    """

    at: Moment
    by: Literal["initiator", "receiver"]
    does: Literal[
        "accept",
        "decline",
        "cancel",
        "createSession",
        "acceptSession",
        "rescheduleSession",
        "cancelSession",
        "markCompleted",
        "reportNoShow",
        "contestNoShow",
        "rate",
        "replyRating",
    ]
    session: int | None = None
    reason: str | None = None
    slots: list[Moment] | None = None
    duration_minutes: int | None = None
    time_zone: str | None = None
    location_details: str | None = None
    slot: int | None = None
    score: int | None = None
    feedback: str | None = None
    reply: str | None = None


class Exchange(_Row):
    """A demo exchange, from its request on; people are named by username."""

    at: Moment
    initiator: str
    receiver: str
    offered: str
    requested: str
    message: str | None = None
    steps: list[Step] = []


class Chat(_Row):
    """A conversation of two demo people; they are named by username."""

    between: tuple[str, str]
    messages: list[tuple[str, str]]
    """The speakers, and their words."""


def people() -> list[Person]:
    """Returns all demo people."""
    return TypeAdapter(list[Person]).validate_json(_PEOPLE.read_bytes())


def posts() -> list[Post]:
    """Returns all demo posts, theme by theme."""
    read = TypeAdapter(list[Post]).validate_json
    return [post for path in sorted(_POSTS.glob("*.json")) for post in read(path.read_bytes())]


def chats() -> list[Chat]:
    """Returns all demo conversations."""
    return TypeAdapter(list[Chat]).validate_json(_CHATS.read_bytes())


def exchanges() -> list[Exchange]:
    """Returns all demo exchanges."""
    return TypeAdapter(list[Exchange]).validate_json(_EXCHANGES.read_bytes())


def rounds(written: Sequence[Post]) -> list[list[Post]]:
    """Returns the posts in the order of publishing: in each round everyone has one at most.

    Each person's posts stay in their order, and are spread over the whole time.
    """
    by_author: dict[str, list[Post]] = {}
    for post in sorted(written, key=lambda post: post.author):
        by_author.setdefault(post.author, []).append(post)
    result: list[list[Post]] = [[] for _ in range(max(map(len, by_author.values())))]
    for own in by_author.values():
        for place, post in enumerate(own):
            result[int((place + 0.5) / len(own) * len(result))].append(post)
    for number, together in enumerate(result):
        randomness(number).shuffle(together)
    return result
