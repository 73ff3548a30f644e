"""Reading and changing profiles."""

from pynamodb.expressions.update import Action

from learn_exchange.identity import Identity
from learn_exchange.people import (
    OwnProfile,
    PublicProfile,
    SkillEntry,
    hidden,
    own_profile,
    public_profile,
)
from learn_exchange.problems import NotFound, Unavailable, UsernameTaken
from learn_exchange.tables.store import (
    ConditionFailed,
    Transaction,
    get_many,
    side_by_side,
    update,
)
from learn_exchange.tables.users import ListedSkill, Profile, Skill, Stats, Username
from user.relation import relationship, standing_keys
from user.schemas import ProfileChanges, SkillList

ATTEMPTS = 5


def seen_by(viewer: Identity, person_id: str) -> PublicProfile:
    """A person's profile as the viewer sees it; their own with what is private. One round trip.

    Raises:
        NotFound: there is no such person, or one of the two has blocked the other.
    """
    keys = (Profile.key(person_id), Stats.key(person_id), *standing_keys(viewer.id, person_id))
    found = get_many(keys, consistent=True)
    profile, stats = found[Profile.key(person_id)], found[Stats.key(person_id)]
    if profile is None or hidden(found, viewer.id, person_id):
        raise NotFound
    if person_id == viewer.id:
        return own_profile(profile, stats)
    return public_profile(profile, stats, relationship(found, viewer.id, person_id))


def change(person_id: str, changes: ProfileChanges) -> OwnProfile:
    """Change the fields given, and return the profile as it is then. Two round trips at most.

    Raises:
        UsernameTaken: someone else has that username.
        NotFound: there is no such person.
        Unavailable: the person keeps changing their username meanwhile.
    """
    fields = changes.model_dump(exclude_unset=True)
    if "bio" in fields:
        fields["bio"] = fields["bio"] or ""
    write = _rename if "username" in fields else _update
    profile, stats = side_by_side(lambda: write(person_id, fields), Stats.key(person_id).get)
    return own_profile(profile, stats)


def _update(person_id: str, fields: dict[str, str]) -> Profile:
    key = Profile.key(person_id)
    if not fields:
        return key.require()
    return update(key, *_actions(fields), when=Profile.pk.exists(), otherwise=NotFound())


def _rename(person_id: str, fields: dict[str, str]) -> Profile:
    key = Profile.key(person_id)
    new = Username.key(fields["username"])
    for _ in range(ATTEMPTS):
        profile = key.require()
        old = Username.key(profile.username)
        write = Transaction()
        write.put(
            new.new(person_id=person_id),
            when=Username.pk.does_not_exist() | (Username.person_id == person_id),
            otherwise=UsernameTaken(),
        )
        if old != new:
            write.delete(old, when=Username.person_id == person_id)
        write.update(key, *_actions(fields), when=Profile.username == profile.username)
        try:
            write.commit()
        except ConditionFailed:
            continue  # Another request of the same person renamed first: start from its result.
        for name, value in fields.items():
            setattr(profile, name, value)
        return profile
    raise Unavailable(retry_after=1)


def _actions(fields: dict[str, str]) -> list[Action]:
    return [getattr(Profile, name).set(value) for name, value in fields.items()]


def set_skills(person_id: str, wanted: SkillList) -> SkillList:
    """Replace all skills of a person: the profile's list and the rows that the index finds.

    Raises:
        NotFound: there is no such person.
        Unavailable: the person keeps changing their skills meanwhile.
    """
    listed = [
        ListedSkill.of(skill.skill_name, skill.skill_level, offering=skill.is_offering)
        for skill in wanted.skills
    ]
    rows = {row.sk: row for row in (Skill.of(person_id, skill) for skill in listed)}
    for _ in range(ATTEMPTS):
        profile = Profile.key(person_id).require()
        stored = {row.sk: row for row in (Skill.of(person_id, s) for s in profile.skills)}
        write = Transaction()
        write.update(
            Profile.key(person_id),
            Profile.skills.set(listed),
            Profile.skills_version.set(profile.skills_version + 1),
            when=Profile.skills_version == profile.skills_version,
        )
        for sk, row in rows.items():
            if sk not in stored or (row.name, row.level) != (stored[sk].name, stored[sk].level):
                write.put(row)
        for sk, row in stored.items():
            if sk not in rows:
                write.delete(Skill.key(person_id, row.name, offering=row.offering))
        try:
            write.commit()
        except ConditionFailed:
            continue  # Another request of the same person came first: start from its result.
        return SkillList(skills=[SkillEntry.of(skill) for skill in listed])
    raise Unavailable(retry_after=1)
