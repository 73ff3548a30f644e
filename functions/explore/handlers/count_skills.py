"""Counts how many people list each skill, and so keeps the skills that the catalogue does not have.

Idempotent: for whom what is counted is kept, and moved in one transaction with the counts.
"""

from explore.derived import refresh_projection
from learn_exchange.catalogue import canonical
from learn_exchange.event_handler import consumer
from learn_exchange.events import SkillsChanged
from learn_exchange.tables.explore import CountedSkills, KnownSkill
from learn_exchange.tables.store import Transaction, get_many
from learn_exchange.tables.users import Profile


def count_skills(event: SkillsChanged) -> None:
    """Count the person for the skills that they offer or seek now, and for no others."""
    refresh_projection(event.person_id, CountedSkills.key(event.person_id), _count_anew)


def _count_anew(write: Transaction, before: CountedSkills, profile: Profile) -> CountedSkills:
    names = {canonical(listed.name): listed.name for listed in reversed(profile.skills)}
    counted = set(before.skills)
    for skill in names.keys() - counted:
        write.update(
            KnownSkill.key(skill),
            KnownSkill.people.add(1),
            KnownSkill.kind.set(KnownSkill),
            KnownSkill.skill.set(skill),
            KnownSkill.name.set(KnownSkill.name | names[skill]),
        )
    dropped = counted - names.keys()
    known = get_many(map(KnownSkill.key, dropped), consistent=True)
    for key in map(KnownSkill.key, dropped):
        row = known[key]
        if row and row.people > 1:
            write.update(key, KnownSkill.people.add(-1), condition=KnownSkill.people > 1)
        else:
            nobody_else = KnownSkill.pk.does_not_exist() | (KnownSkill.people == 1)
            write.delete(key, condition=nobody_else)
    return CountedSkills.key(profile.id).new(skills=sorted(names))


handler = consumer(count_skills)
