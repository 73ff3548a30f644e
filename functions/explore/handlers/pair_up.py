"""Keeps, for each pair of skills, who offers the one and seeks the other (docs/adr/0012).

Idempotent: of what someone's pairings were made is kept, and moved in one transaction with them.
"""

from explore.derived import refresh_projection
from explore.matching import Candidate
from learn_exchange.event_handler import consumer
from learn_exchange.events import RankChanged, SkillsChanged
from learn_exchange.tables.explore import PairedSkills
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import ListedSkill, Profile


def pair_up(event: SkillsChanged | RankChanged) -> None:
    """Pair the skills that the person offers now with those that they seek, at their rank."""
    refresh_projection(event.person_id, PairedSkills.key(event.person_id), _pair_anew)


def paired(profile: Profile) -> PairedSkills:
    """Returns the skills of a profile by which the person is found as a partner."""
    person = Candidate.of(profile)
    levels = {skill: person.offers[skill].level for skill in person.first_offers}
    return PairedSkills.key(profile.id).new(
        offers=[ListedSkill.of(skill, levels[skill], offering=True) for skill in levels],
        seeks=person.first_seeks,
        rank=profile.rank,
    )


def _pair_anew(write: Transaction, before: PairedSkills, profile: Profile) -> PairedSkills:
    after = paired(profile)
    write.replace(before.pairings(), after.pairings())
    return after


handler = consumer(pair_up)
