"""People as clients see them: cards, profiles, and who is hidden from whom."""

import unicodedata
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StrictBool

from learn_exchange.blocks import Blocks
from learn_exchange.catalogue import skill_key
from learn_exchange.ids import Id
from learn_exchange.languages import Language, language_of
from learn_exchange.naming import (
    REORDERING,
    no_link,
    no_page,
    no_page_but_of_skills,
    not_ours,
    not_reserved,
    unhidden,
)
from learn_exchange.renditions import THUMBNAIL, rendition_url
from learn_exchange.tables.store import BatchResult, Key, get_many
from learn_exchange.tables.users import Block, ListedSkill, Profile, Stats
from learn_exchange.wire import ApiModel, Timestamp

# Letters and symbols by their category, though there is nothing of them to see.
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# Some characters stand for up to 18 others, and a DynamoDB sort key takes 1,024 bytes.
MAX_SKILL_KEY_LENGTH = 200
# The ratings that everybody starts with: their mean, and how many they are.
PRIOR_RATING = 4.0
PRIOR_WEIGHT = 5


def without_nul(text: str) -> str:
    """Returns the text as it is, if nothing that reads it takes a NUL for its end.

    Raises:
        ValueError: it has one.
    """
    if "\0" in text:
        raise ValueError("must not have the character NUL")
    return text


def visible(text: str) -> str:
    """Returns the text as it is, if there is anything in it to see, and no NUL.

    Raises:
        ValueError: it has only spaces, control, combining or zero-width characters; or a NUL.
    """
    without_nul(text)
    if all(unicodedata.category(c)[0] in "CMZ" or c in FILLERS for c in text):
        raise ValueError("must have at least one visible character")
    return text


def one_line(text: str) -> str:
    """Returns the text as it is, if it is one line: such text ends up in mails and notifications.

    Raises:
        ValueError: it has line breaks or other control characters, or marks that reorder it.
    """
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in text):
        raise ValueError("must not have line breaks or control characters")
    if not REORDERING.isdisjoint(text):
        raise ValueError("must not have marks that reorder text")
    return text


def _comparable(skill_name: str) -> str:
    if len(skill_key(skill_name)) > MAX_SKILL_KEY_LENGTH:
        raise ValueError("has too many characters that stand for several others")
    return skill_name


def _zone(name: str) -> str:
    if name not in _zones():
        raise ValueError("is not an IANA time zone")
    return name


@cache
def _zones() -> frozenset[str]:
    # Not `zoneinfo`, which also finds what only this machine has, such as `localtime`.
    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())


Name = Annotated[
    str,
    Field(
        min_length=1,
        max_length=50,
        description="Without addresses of web pages, `@`, the name of this site, and marks that "
        "nobody sees.",
        examples=["Ana"],
    ),
    AfterValidator(visible),
    AfterValidator(one_line),
    AfterValidator(unhidden),
    AfterValidator(no_page),
    AfterValidator(no_link),
    AfterValidator(not_ours),
]
Handle = Annotated[
    str,
    Field(
        min_length=3,
        max_length=50,
        pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$",
        description="Letters, digits, and `_ . -` inside. Unique whatever the case, and whichever "
        "of these signs. Neither reserved (`admin`, `support`) nor like the address of a web page.",
        examples=["ana.silva"],
    ),
    AfterValidator(not_reserved),
    AfterValidator(no_page),
    AfterValidator(not_ours),
]
Bio = Annotated[
    str, Field(max_length=2000, description="Markdown source."), AfterValidator(without_nul)
]
AltText = Annotated[
    str,
    Field(
        min_length=1,
        max_length=1000,
        description="What the file shows, for those who cannot see it.",
        examples=["A hand on the neck of a guitar: the chord of G."],
    ),
    AfterValidator(visible),
]
TimeZone = Annotated[
    str,
    Field(max_length=64, description="An IANA time zone.", examples=["Europe/Lisbon"]),
    AfterValidator(_zone),
]
SkillName = Annotated[
    str,
    Field(min_length=1, max_length=100, examples=["Spanish"]),
    AfterValidator(visible),
    AfterValidator(one_line),
    AfterValidator(unhidden),
    AfterValidator(no_page_but_of_skills),
    AfterValidator(_comparable),
]
SkillLevel = Literal["beginner", "intermediate", "expert"]
Badge = Literal[
    "first_exchange", "ten_sessions", "five_skills_taught", "polyglot", "dependable", "top_rated"
]


class UserCard(ApiModel):
    """A person in brief, as they appear beside what they do."""

    id: Id
    username: str
    first_name: str
    last_name: str
    profile_image_url: str | None = Field(
        default=None, description="Null until the person has a picture."
    )
    profile_image_alt_text: str | None = Field(
        default=None,
        description="What the picture shows, in the person's words; null if they have not said.",
    )

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """Returns the card of a profile."""
        return cls(
            id=profile.id,
            username=profile.username,
            first_name=profile.first_name,
            last_name=profile.last_name,
            profile_image_url=profile.picture_folder
            and rendition_url(profile.picture_folder, THUMBNAIL),
            profile_image_alt_text=profile.picture_alt_text,
        )


class SkillEntry(ApiModel):
    """A skill that a person offers or seeks."""

    skill_name: SkillName
    skill_level: SkillLevel
    is_offering: StrictBool

    @classmethod
    def of(cls, skill: ListedSkill) -> Self:
        """Returns the entry of a skill that a profile lists."""
        return cls(skill_name=skill.name, skill_level=skill.level, is_offering=skill.offering)


class RatingSummary(ApiModel):
    """The ratings of exchanges with this person."""

    average: float | None = Field(
        description="1 to 5; null without ratings. A Bayesian mean: few ratings stay near 4."
    )
    count: int

    @classmethod
    def of(cls, stats: Stats) -> Self:
        """Returns the ratings that a person's totals stand for."""
        count = int(stats.ratings_count)
        return cls(average=round(bayesian_rating(stats), 2) if count else None, count=count)


class Reliability(ApiModel):
    """Counts of how sessions with this person went, without a verdict."""

    sessions_completed: int
    late_cancellations: int = Field(description="Canceled less than 12 hours before the start.")
    no_shows: int = Field(description="Reported by the other, and not contested.")


class StatsView(ApiModel):
    """A person's totals. They are the same for everyone who looks."""

    followers: int
    following: int
    posts: int
    exchanges_completed: int
    rating: RatingSummary
    reliability: Reliability

    @classmethod
    def of(cls, stats: Stats | None) -> Self:
        """Returns the totals of a person; of a new one all zero."""
        stats = stats or Stats()
        return cls(
            followers=int(stats.followers_count),
            following=int(stats.following_count),
            posts=int(stats.posts_count),
            exchanges_completed=int(stats.exchanges_completed),
            rating=RatingSummary.of(stats),
            reliability=Reliability(
                sessions_completed=int(stats.sessions_completed),
                late_cancellations=int(stats.late_cancellations),
                no_shows=int(stats.no_shows),
            ),
        )


def bayesian_rating(stats: Stats) -> float:
    """Returns the expected rating of a person: 1 to 5, and `PRIOR_RATING` without ratings.

    The Bayesian average: five ratings that everybody starts with keep one good rating from
    counting for more than many. After https://en.wikipedia.org/wiki/Bayesian_average
    """
    return float(
        (PRIOR_WEIGHT * PRIOR_RATING + stats.ratings_sum) / (PRIOR_WEIGHT + stats.ratings_count)
    )


class Relationship(ApiModel):
    """The caller's relationship to a person."""

    following: bool = Field(default=False, description="The caller follows this person.")
    followed_by: bool = Field(default=False, description="This person follows the caller.")
    blocked: bool = Field(default=False, description="The caller has blocked this person.")


class PublicProfile(UserCard):
    """A person's profile."""

    bio: str
    created_at: Timestamp
    time_zone: str
    skills: list[SkillEntry]
    stats: StatsView
    badges: list[Badge]
    relationship: Relationship


class OwnProfile(PublicProfile):
    """The caller's own profile, with what only they may see."""

    email: str
    email_verified: bool
    language: Language = Field(description="Of all that is written to you; nobody else sees it.")
    show_presence: bool = Field(
        description="Whether the people you chat with see when you are online."
    )


def public_profile(profile: Profile, stats: Stats | None, relation: Relationship) -> PublicProfile:
    """Returns a person's profile as another person sees it."""
    return PublicProfile(**_profile_fields(profile, stats, relation))


def own_profile(profile: Profile, stats: Stats | None) -> OwnProfile:
    """Returns a person's profile as they see it themselves."""
    return OwnProfile(
        **_profile_fields(profile, stats, Relationship()),
        email=profile.email,
        email_verified=profile.email_verified,
        language=language_of(profile),
        show_presence=profile.show_presence,
    )


def _profile_fields(
    profile: Profile, stats: Stats | None, relation: Relationship
) -> dict[str, object]:
    return {
        **UserCard.of(profile).model_dump(),
        "bio": profile.bio,
        "created_at": profile.created_at,
        "time_zone": profile.time_zone,
        "skills": [SkillEntry.of(skill) for skill in profile.skills],
        "stats": StatsView.of(stats),
        "badges": list(profile.badges),
        "relationship": relation,
    }


def hidden(found: BatchResult, one: str, other: str) -> bool:
    """Returns whether two people are hidden from each other, from a read of `Block.between`."""
    return any(key in found for key in Block.between(one, other))


def cards(people: Collection[str], blocks: Blocks) -> list[UserCard]:
    """Returns the cards of people in the order given, without those hidden from the viewer.

    One round trip: one key a person, or three where blocks are looked up by their keys.
    """
    keys: list[Key[Any]] = [*map(Profile.key, people), *blocks.keys(people)]
    found = get_many(keys) if keys else BatchResult({})
    profiles = [found[Profile.key(p)] for p in people if not blocks.hide(p, found)]
    return [UserCard.of(profile) for profile in profiles if profile is not None]
