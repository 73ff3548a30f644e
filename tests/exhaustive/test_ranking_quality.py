"""People who could exchange skills find each other, among five thousand made-up ones."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from statistics import mean

import pytest

from explore import recommendations
from explore.handlers.pair_up import paired
from explore.matching import WAKING_HOURS, Candidate, _common_hours, _worth
from learn_exchange import catalogue
from learn_exchange.blocks import Blocks
from learn_exchange.people import bayesian_rating
from learn_exchange.tables import explore, feed, users
from learn_exchange.tables.store import BatchResult, Item, Key
from learn_exchange.tables.users import LEVELS, Profile, Skill, Stats
from tests.support.skills import listed
from user.handlers.rank import rank_of

SEED = 20261122
PEOPLE = 5000
ASKED = 300
TOP = 10
SHOWN = 50
AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
ZONES = {
    "Europe/Lisbon": 3,
    "Europe/Berlin": 5,
    "America/New_York": 4,
    "America/Los_Angeles": 3,
    "America/Sao_Paulo": 2,
    "Asia/Kolkata": 4,
    "Asia/Tokyo": 1,
    "Australia/Sydney": 1,
}


class Shelf:
    """Rows in memory, found as `query` and `get_many` find them in the tables."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str, str], Item] = {}
        self.partitions: dict[tuple[str | None, str], dict[str, Item]] = defaultdict(dict)

    def put(self, item: Item) -> None:
        """Put a row in."""
        self.items[item.Meta.table, item.pk, item.sk] = item
        self.partitions[None, item.pk][item.sk] = item
        if isinstance(item, Skill):
            self.partitions["skills", item.side_and_skill or ""][item.standing or ""] = item

    def query(
        self,
        _: type[Item],
        pk: str,
        *,
        between: tuple[str, str],
        index: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        **_sort_key: object,
    ) -> Iterator[Item]:
        """Rows of a partition in the order of their sort key."""
        partition = self.partitions.get((index, pk), {})
        first, last = between
        keys = sorted((key for key in partition if first <= key <= last), reverse=newest_first)
        return (partition[key] for key in islice(keys, limit))

    def get_many(self, keys: Iterable[Key[Item]]) -> BatchResult:
        """Rows by their keys."""
        places = ((key.kind.Meta.table, key.pk, key.sk) for key in keys)
        return BatchResult({place: self.items[place] for place in places if place in self.items})


class Community:
    """People, and who of them offers and seeks what."""

    def __init__(self) -> None:
        self.parties: dict[str, Candidate] = {}
        self.offering: dict[str, set[str]] = defaultdict(set)
        self.seeking: dict[str, set[str]] = defaultdict(set)

    def add(self, person_id: str, party: Candidate) -> None:
        """Somebody joins."""
        self.parties[person_id] = party
        for skill in party.offers:
            self.offering[skill].add(person_id)
        for skill in party.seeks:
            self.seeking[skill].add(person_id)

    def teachers(self, person_id: str) -> set[str]:
        """Returns who offers what someone seeks."""
        found = (self.offering[skill] for skill in self.parties[person_id].seeks)
        return set().union(*found) - {person_id}

    def mutual_partners(self, person_id: str) -> set[str]:
        """Returns who offers what someone seeks, and seeks what they offer."""
        learners = (self.seeking[skill] for skill in self.parties[person_id].offers)
        return self.teachers(person_id) & set().union(*learners)

    def by_one_sided_fit(self, person_id: str) -> list[str]:
        """Everyone who offers what someone seeks, by how well they would teach it."""
        me = self.parties[person_id]

        def fit(other: Candidate) -> float:
            hours = WAKING_HOURS + _common_hours(me, other, AT)
            return _worth(other, me) * bayesian_rating(other.stats) * hours

        scores = {other: fit(self.parties[other]) for other in self.teachers(person_id)}
        return sorted(scores, key=lambda other: (-scores[other], other))


@pytest.fixture
def community(environment: None, monkeypatch: pytest.MonkeyPatch) -> Community:
    """Five thousand people, whose skills are as popular as the power law has it (Zipf)."""
    chance = random.Random(SEED)  # noqa: S311
    skills = [skill.name for skill in catalogue.skills()]
    chance.shuffle(skills)
    popularity = [1 / place for place in range(1, len(skills) + 1)]
    shelf, people = Shelf(), Community()

    def some(most: int) -> dict[str, str]:
        names = chance.choices(skills, popularity, k=chance.randint(1, most))
        return {name: chance.choice(LEVELS) for name in names}

    for number in range(PEOPLE):
        person_id = f"01930a5e-7c1b-7d3e-9a44-{number:012}"
        ratings = chance.choices([0, 1, 3, 10, 40], [5, 3, 2, 2, 1])[0]
        stats = Stats.key(person_id).new(
            posts_count=chance.randint(0, 30),
            exchanges_completed=ratings,
            ratings_count=ratings,
            ratings_sum=sum(chance.choices(range(1, 6), [1, 1, 2, 5, 8], k=ratings)),
        )
        offers = some(5)
        seeks = {name: level for name, level in some(4).items() if name not in offers}
        profile = Profile.key(person_id).new(
            id=person_id,
            username=f"person{number}",
            first_name="Ana",
            last_name="Silva",
            time_zone=chance.choices([*ZONES], [*ZONES.values()])[0],
            skills=listed(offers, seeks),
            rank=rank_of(stats, AT.date()),
        )
        rows = Skill.rows_of(person_id, profile.skills, rank=int(profile.rank))
        for item in (profile, stats, *rows.values(), *paired(profile).pairings().values()):
            shelf.put(item)
        people.add(person_id, Candidate.of(profile, stats))
    for tables in (explore, feed, users):
        monkeypatch.setattr(tables, "query", shelf.query)
    monkeypatch.setattr(recommendations, "get_many", shelf.get_many)
    monkeypatch.setattr(recommendations, "blocks_of", lambda person: Blocks(person, frozenset()))
    return people


def first_place(ranking: list[str], wanted: set[str]) -> int:
    """Returns the place of the first who is wanted, from 1; one behind the last if nobody is."""
    places = (place for place, person in enumerate(ranking, 1) if person in wanted)
    return next(places, len(ranking) + 1)


def test_who_could_exchange_skills_find_each_other(community: Community) -> None:
    asked = random.Random(SEED).sample(sorted(community.parties), ASKED)  # noqa: S311
    reciprocal, one_sided = [], []
    for person_id in asked:
        mutual = community.mutual_partners(person_id)
        if not mutual:
            continue
        recommended = recommendations.recommend(person_id, AT, skill=None, level=None, limit=SHOWN)
        reciprocal.append(first_place([partner.user.id for partner in recommended.people], mutual))
        one_sided.append(first_place(community.by_one_sided_fit(person_id), mutual))

    found, found_one_sided = (
        sum(place <= TOP for place in places) / len(places) for places in (reciprocal, one_sided)
    )
    print(
        f"\n{len(reciprocal)} of {ASKED} people have a mutual partner among {PEOPLE}; in their top "
        f"{TOP} stands one for {found:.1%} (by one-sided fit {found_one_sided:.1%}), the first at "
        f"place {mean(reciprocal):.2f} on average (by one-sided fit {mean(one_sided):.2f})"
    )
    assert len(reciprocal) > ASKED / 2
    assert found >= 0.95
    for place, other_place in zip(reciprocal, one_sided, strict=True):
        assert place <= TOP or other_place > TOP
    assert mean(reciprocal) <= mean(one_sided)
