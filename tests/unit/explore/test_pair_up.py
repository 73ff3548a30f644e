"""Pairs of an offered and a sought skill: the rows that find partners."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explore.handlers.pair_up import pair_up
from learn_exchange import clock, ids
from learn_exchange.catalogue import canonical
from learn_exchange.events import RankChanged
from learn_exchange.tables.explore import PairedSkills, Pairing
from learn_exchange.tables.store import update
from learn_exchange.tables.users import LEVELS, Profile
from tests.support.meanwhile import write_meanwhile
from tests.support.skills import Levels, put_profile, skills_changed

pytestmark = pytest.mark.usefixtures("aws_in_memory")

ANA, BEN, CLEO = (f"01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d1{number}" for number in range(3))


def hear_of(person_id: str) -> None:
    """Deliver the event that somebody has changed their skills."""
    pair_up(skills_changed(person_id))


def rank(person_id: str, rank: int, day: str = "2026-11-22") -> None:
    """Give somebody a rank, and deliver the event."""
    update(Profile.key(person_id), Profile.rank.set(rank), Profile.ranked_on.set(day))
    pair_up(RankChanged(id=ids.new_id(), at=clock.now(), person_id=person_id))


def who(offer: str, seek: str, level: str | None = None, limit: int = 100) -> list[str]:
    """Returns who offers one skill and seeks another."""
    return [row.person_id for row in Pairing.who(offer=offer, seek=seek, level=level, limit=limit)]


def pairs() -> list[tuple[str, str, str]]:
    """Returns all pairs: person, what they offer, and what they seek."""
    rows = [(row.person_id, row.pk.removeprefix("PAIR#").split("\t")) for row in Pairing.scan()]
    return sorted((person_id, offered, sought) for person_id, (offered, sought) in rows)


def test_exactly_those_are_found_who_offer_the_one_and_seek_the_other() -> None:
    put_profile(ANA, {"Spanish": "expert", "Chess": "beginner"}, {"SQL": "beginner"})
    put_profile(BEN, {"SQL": "expert"}, {"Spanish": "beginner"})
    put_profile(CLEO, {"SQL": "expert", "Spanish": "expert"})
    for person_id in (ANA, BEN, CLEO):
        hear_of(person_id)
    assert who("spanish", "sql") == [ANA]
    assert who("chess", "sql") == [ANA]
    assert who("sql", "spanish") == [BEN]
    assert pairs() == [(ANA, "chess", "sql"), (ANA, "spanish", "sql"), (BEN, "sql", "spanish")]


def test_a_skill_has_one_pair_by_whatever_name() -> None:
    put_profile(ANA, {"JS": "expert"}, {"Español": "beginner"})
    hear_of(ANA)
    assert who("javascript", "spanish") == [ANA]


def test_names_with_signs_are_not_mixed_up() -> None:
    put_profile(ANA, {"a#b": "expert"}, {"c": "beginner"})
    put_profile(BEN, {"a": "expert"}, {"b#c": "beginner"})
    for person_id in (ANA, BEN):
        hear_of(person_id)
    assert who("a#b", "c") == [ANA]
    assert who("a", "b#c") == [BEN]


def test_the_best_come_first_by_level_then_by_rank() -> None:
    people = {ids.new_id(): place for place in (("expert", 7), ("beginner", 9), ("expert", 12))}
    for person_id, (level, _) in people.items():
        put_profile(person_id, {"SQL": level}, {"Go": "beginner"})
        hear_of(person_id)
    for person_id, (_, place) in people.items():
        rank(person_id, place)
    beginner, expert_7, expert_12 = sorted(
        people, key=lambda p: (people[p][0] == "expert", people[p])
    )
    assert who("sql", "go") == [expert_12, expert_7, beginner]
    assert who("sql", "go", "expert") == [expert_12, expert_7]
    assert who("sql", "go", "intermediate") == []
    assert who("sql", "go", "beginner") == [beginner]
    assert who("sql", "go", limit=1) == [expert_12]


def test_six_skills_of_each_side_are_paired_in_the_order_of_the_profile() -> None:
    offers, seeks = ([f"{side}{number}" for number in range(20)] for side in ("offer", "seek"))
    put_profile(ANA, dict.fromkeys(offers, "expert"), dict.fromkeys(seeks, "beginner"))
    hear_of(ANA)
    assert pairs() == sorted((ANA, offered, s) for offered in offers[:6] for s in seeks[:6])
    offers.reverse()
    put_profile(ANA, dict.fromkeys(offers, "expert"), dict.fromkeys(seeks, "beginner"))
    hear_of(ANA)
    assert pairs() == sorted((ANA, offered, s) for offered in offers[:6] for s in seeks[:6])


def test_who_only_offers_or_only_seeks_is_in_no_pair() -> None:
    put_profile(ANA, {"SQL": "expert"})
    put_profile(BEN, seeks={"SQL": "expert"})
    for person_id in (ANA, BEN, ids.new_id()):
        hear_of(person_id)
    assert pairs() == []


def test_names_can_be_long_in_any_script() -> None:
    names = ["s" * 100, "語" * 100, "🎸" * 100, "\U0001d15e" * 100]
    put_profile(ANA, dict.fromkeys(names, "expert"), dict.fromkeys(names, "beginner"))
    hear_of(ANA)
    assert len(pairs()) == 16


def test_a_rank_of_before_does_not_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    put_profile(ANA, {"SQL": "expert"}, {"Go": "beginner"})
    write_meanwhile(monkeypatch, lambda _: rank(ANA, 7))
    hear_of(ANA)
    assert [row.standing for row in Pairing.scan()] == [f"2#000007#{ANA}"]
    rank(ANA, 8, day="2026-11-23")
    assert [row.standing for row in Pairing.scan()] == [f"2#000008#{ANA}"]


def test_an_event_that_comes_late_does_not_bring_back_what_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def change_and_hear(_: int) -> None:
        put_profile(ANA, {"SQL": "expert"}, {"Chess": "beginner"})
        hear_of(ANA)

    put_profile(ANA, {"SQL": "expert"}, {"Go": "beginner"})
    write_meanwhile(monkeypatch, change_and_hear)
    hear_of(ANA)
    assert pairs() == [(ANA, "sql", "chess")]


def test_the_same_skills_are_not_written_again() -> None:
    put_profile(ANA, {"SQL": "expert"}, {"Go": "beginner"})
    hear_of(ANA)
    before = [row.serialize() for row in PairedSkills.scan()]
    hear_of(ANA)
    assert [row.serialize() for row in PairedSkills.scan()] == before


sides = st.dictionaries(
    st.sampled_from(["SQL", "Golang", "Chess", "Bookbinding"]), st.sampled_from(LEVELS), max_size=4
)
people = st.sampled_from([ANA, BEN])
Step = tuple[str, Levels, Levels] | str


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.tuples(people, sides, sides) | people, max_size=12))
def test_whenever_and_however_often_events_come_the_pairs_become_right(steps: list[Step]) -> None:
    expected: dict[str, set[tuple[str, str, str, str]]] = {ANA: set(), BEN: set()}
    for person_id in (ANA, BEN):
        put_profile(person_id)
    for step in steps:
        if isinstance(step, str):
            hear_of(step)
            continue
        person_id, offers, seeks = step
        put_profile(person_id, offers, seeks)
        expected[person_id] = {
            (person_id, canonical(offered), canonical(sought), str(LEVELS.index(level)))
            for offered, level in offers.items()
            for sought in seeks
        }
    for person_id in (ANA, BEN):
        hear_of(person_id)
    rows = [(r.person_id, *r.pk.removeprefix("PAIR#").split("\t"), r.sk[0]) for r in Pairing.scan()]
    assert len(rows) == len(set(rows))
    assert set(rows) == expected[ANA] | expected[BEN]
