"""The `explore` table: what trends, which skills people list, and who could exchange what.

| item          | pk                     | sk            |
|---------------|------------------------|---------------|
| Trend         | DAY#2026-11-22         | TAG#tag       |
| TagUse        | TAG#tag#DAY#2026-11-22 | PERSON#id     |
| TopList       | TRENDING               | TOP           |
| KnownSkill    | SKILLS#initial         | start#skill   |
| Pairing       | PAIR#offered⇥sought    | level#rank#id |
| CountedSkills | PERSON#id              | SKILLS        |
| PairedSkills  | PERSON#id              | PAIRS         |

Skills and tags stand here by their key in the catalogue. All of it is derived from other tables, by
way of events.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from pynamodb.attributes import (
    DiscriminatorAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from learn_exchange.catalogue import bare
from learn_exchange.cursor import range_after
from learn_exchange.tables.deserializing import ListOf
from learn_exchange.tables.store import Item, Key, by_key, query
from learn_exchange.tables.users import ListedSkill, standing, standings

# Of a name's beginning, so that it fits into a sort key together with the name.
START_LENGTH = 50


class ExploreItem(Item):
    """Base of all kinds of item in this table."""

    class Meta:
        table = "explore"

    kind = DiscriminatorAttribute()


class Trend(ExploreItem, discriminator="Trend"):
    """The number of people who have used a tag on one day, in UTC."""

    tag_name = UnicodeAttribute()
    daily_count = NumberAttribute(default=0)
    last_updated_at = UTCDateTimeAttribute()

    @staticmethod
    def key(tag: str, day: date) -> Key["Trend"]:
        """Returns the key of the count of a tag on a day."""
        return Key(Trend, f"DAY#{day}", f"TAG#{tag}")

    @property
    def day(self) -> date:
        """The day."""
        return date.fromisoformat(self.pk.removeprefix("DAY#"))


class TagUse(ExploreItem, discriminator="TagUse"):
    """Someone has used a tag on a day, and is counted."""

    expires_at = TTLAttribute()

    @staticmethod
    def key(tag: str, day: date, person_id: str) -> Key["TagUse"]:
        """Returns the key of the record that someone is counted."""
        return Key(TagUse, f"TAG#{tag}#DAY#{day}", f"PERSON#{person_id}")


class TopTag(MapAttribute[str, Any]):
    """A tag of the top list, and how many people have used it on each of the last days."""

    tag_name = UnicodeAttribute()
    daily_counts: MapAttribute[str, int] = MapAttribute()  # type: ignore[no-untyped-call]
    last_updated_at = UTCDateTimeAttribute()

    @staticmethod
    def of(tag: str, daily_counts: Mapping[date, int], last_updated_at: datetime) -> "TopTag":
        """Returns a tag with its counts by day."""
        return TopTag(  # type: ignore[no-untyped-call]
            tag_name=tag,
            daily_counts={str(day): count for day, count in daily_counts.items()},
            last_updated_at=last_updated_at,
        )

    @property
    def by_day(self) -> dict[date, int]:
        """The counts by day."""
        counts = self.daily_counts.attribute_values
        return {date.fromisoformat(day): int(count) for day, count in counts.items()}


class TopList(ExploreItem, discriminator="TopList"):
    """The tags that trend most, the first one most: one item, so that it is read in one call."""

    tags = ListOf(of=TopTag, default=list)
    version = NumberAttribute(default=0)

    @staticmethod
    def key() -> Key["TopList"]:
        """Returns the key of the list."""
        return Key(TopList, "TRENDING", "TOP")


class KnownSkill(ExploreItem, discriminator="KnownSkill"):
    """A skill that people list, by the name that it was first given."""

    skill = UnicodeAttribute()
    name = UnicodeAttribute()
    people = NumberAttribute(default=0)

    @staticmethod
    def key(skill: str) -> Key["KnownSkill"]:
        """Returns the key of a skill."""
        start = bare(skill)[:START_LENGTH]
        return Key(KnownSkill, f"SKILLS#{start[:1]}", f"{start}#{skill}")

    @staticmethod
    def beginning_with(prefix: str, limit: int) -> Iterator["KnownSkill"]:
        """Returns the skills whose name begins so in any case; the prefix is not empty."""
        start = bare(prefix)[:START_LENGTH]
        between = range_after(start, None)
        return query(KnownSkill, f"SKILLS#{start[:1]}", between=between, limit=limit)


class Pairing(ExploreItem, discriminator="Pairing"):
    """Someone offers one skill and seeks another."""

    person_id = UnicodeAttribute()

    @staticmethod
    def of(person_id: str, *, offer: str, seek: str, level: str, rank: int) -> "Pairing":
        """Returns the row of a pair of someone's skills; the level is that of the one offered."""
        key = Key(Pairing, _pair(offer, seek), standing(level, rank, person_id))
        return key.new(person_id=person_id)

    @property
    def standing(self) -> str:
        """The position of the person among those with the same pair."""
        return self.sk

    @staticmethod
    def who(*, offer: str, seek: str, level: str | None, limit: int) -> list["Pairing"]:
        """Lists people who offer one skill and seek another, the best at the offered one first."""
        pair, between = _pair(offer, seek), standings(level, before=None)
        return list(query(Pairing, pair, between=between, newest_first=True, limit=limit))


def _pair(offer: str, seek: str) -> str:
    # A skill's key has no tab.
    return f"PAIR#{offer}\t{seek}"


class Derived(ExploreItem):
    """The rows last written for someone's profile, and the state that the profile was in."""

    as_of = UnicodeAttribute(default="")


class CountedSkills(Derived, discriminator="CountedSkills"):
    """The skills for which someone is counted."""

    skills: ListAttribute[str] = ListAttribute(default=list)

    @staticmethod
    def key(person_id: str) -> Key["CountedSkills"]:
        """Returns the key of the record of the skills that someone is counted for."""
        return Key(CountedSkills, f"PERSON#{person_id}", "SKILLS")


class PairedSkills(Derived, discriminator="PairedSkills"):
    """The skills offered and sought, and the rank, that someone's pairings were made of."""

    offers = ListOf(of=ListedSkill, default=list)
    seeks: ListAttribute[str] = ListAttribute(default=list)
    rank = NumberAttribute(default=0)

    @staticmethod
    def key(person_id: str) -> Key["PairedSkills"]:
        """Returns the key of the record of the skills that someone's pairings were made of."""
        return Key(PairedSkills, f"PERSON#{person_id}", "PAIRS")

    def pairings(self) -> dict[Key[Pairing], Pairing]:
        """Returns the rows of all pairs of a skill offered and one sought, by where they are."""
        person_id, rank = self.pk.removeprefix("PERSON#"), int(self.rank)
        return by_key(
            Pairing.of(person_id, offer=offered.name, seek=sought, level=offered.level, rank=rank)
            for offered in self.offers
            for sought in self.seeks
        )
