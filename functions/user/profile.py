"""Reading and changing profiles."""

from datetime import datetime, timedelta
from typing import Any

from pynamodb.expressions.update import Action

from learn_exchange.attachments import attach, release, require_owned_media
from learn_exchange.concurrency import run_concurrently
from learn_exchange.identity import Identity
from learn_exchange.people import (
    OwnProfile,
    PublicProfile,
    SkillEntry,
    hidden,
    own_profile,
    public_profile,
)
from learn_exchange.problems import Invalid, LoginEnded, NotFound, UsernameTaken
from learn_exchange.renditions import is_image
from learn_exchange.tables.feed import Media
from learn_exchange.tables.store import (
    BatchResult,
    Transaction,
    get_many,
    retry_on_conflict,
)
from learn_exchange.tables.users import (
    ListedSkill,
    Profile,
    Skill,
    Stats,
    Username,
    require_own_login,
)
from user.relation import relationship, standing_keys
from user.schemas import NewSkills, ProfileChanges, SkillList

# Links and mentions lead to who gave a username up, not to a newcomer who waited for it.
USERNAMES_REST = timedelta(days=30)
PICTURE = {"profile_image_id", "profile_image_alt_text"}
# What calendars say of and to a person changes with these.
WORDED = {"first_name", "last_name", "language"}


def own(person_id: str) -> OwnProfile:
    """Read a person's profile with what only they may see. One round trip.

    Raises:
        NotFound: there is no such person.
    """
    key, totals = Profile.key(person_id), Stats.key(person_id)
    found = get_many([key, totals], consistent=True)
    return own_profile(found.require(key), found[totals])


def seen_by(viewer_id: str, person_id: str) -> PublicProfile:
    """Read a person's profile as others see it. One round trip.

    Raises:
        NotFound: there is no such person, or one of the two has blocked the other.
    """
    keys = (Profile.key(person_id), Stats.key(person_id), *standing_keys(viewer_id, person_id))
    found = get_many(keys, consistent=True)
    profile, stats = found[Profile.key(person_id)], found[Stats.key(person_id)]
    if profile is None or hidden(found, viewer_id, person_id):
        raise NotFound
    return public_profile(profile, stats, relationship(found, viewer_id, person_id))


def change(owner: Identity, changes: ProfileChanges, at: datetime) -> OwnProfile:
    """Change the fields given, and return the profile as it is then. Two round trips at most.

    A picture that is no longer shown is removed.

    Raises:
        UsernameTaken: someone else has that username.
        Invalid: the picture is no upload of theirs, or none; or none is described.
        MediaNotReady, MediaInUse: the picture cannot be shown.
        LoginEnded: the owner's login has ended.
        NotFound: there is no such person.
        Unavailable: the person keeps changing their username or picture meanwhile.
    """
    fields = changes.model_dump(exclude_unset=True)
    if "bio" in fields:
        fields["bio"] = fields["bio"] or ""
    if fields.keys() & WORDED:
        fields["worded_at"] = at
    key, stats_of = Profile.key(owner.id), Stats.key(owner.id).get
    if fields.keys() & {"username", *PICTURE}:
        changed, stats = run_concurrently(lambda: _update_with_others(owner, fields, at), stats_of)
        return own_profile(changed, stats)
    # What nothing else depends on: it is read beside the write, in one round trip.
    _, read, stats = run_concurrently(lambda: _update(owner, fields), key.require, stats_of)
    return own_profile(_with(read, fields), stats)


def _update(owner: Identity, fields: dict[str, Any]) -> None:
    if not fields:
        return
    write = Transaction()
    require_own_login(write, owner.id, owner.family_id)
    write.update(
        Profile.key(owner.id),
        *_actions(fields),
        condition=Profile.pk.exists() & Profile.keeps(owner.family_id),
        on_conflict=Profile.not_kept,
    )
    write.commit()


@retry_on_conflict
def _update_with_others(owner: Identity, fields: dict[str, Any], at: datetime) -> Profile:
    """Change a profile together with what makes its username unique, and with its picture."""
    key = Profile.key(owner.id)
    image_id = fields.get("profile_image_id")
    found = get_many([key, *([Media.key(image_id)] if image_id else [])], consistent=True)
    profile = found.require(key)
    if profile.is_revoked(owner.family_id):
        raise LoginEnded
    written = {name: fields[name] for name in fields if name not in PICTURE}
    write = Transaction()
    require_own_login(write, owner.id, owner.family_id)
    if "username" in fields:
        _rename(write, profile, fields["username"], at)
    if "profile_image_id" in fields and image_id != profile.picture_id:
        written |= _change_picture(write, profile, found, image_id)
    if "profile_image_alt_text" in fields:
        shown = written.get("picture_id", profile.picture_id)
        written["picture_alt_text"] = _description(fields["profile_image_alt_text"], shown)
    if not written:
        return profile
    standing = (Profile.username == profile.username) & (
        Profile.picture_id == profile.picture_id
        if profile.picture_id
        else Profile.picture_id.does_not_exist()
    )
    unchanged = standing & Profile.keeps(owner.family_id)
    write.update(key, *_actions(written), condition=unchanged)
    write.commit()
    return _with(profile, written)


def _with(profile: Profile, fields: dict[str, Any]) -> Profile:
    for name, value in fields.items():
        setattr(profile, name, value)
    return profile


def _rename(write: Transaction, profile: Profile, username: str, at: datetime) -> None:
    old, new = Username.key(profile.username), Username.key(username)
    write.put(
        new.new(person_id=profile.id),
        condition=Username.is_free_for(profile.id, at),
        on_conflict=UsernameTaken(),
    )
    if old != new:
        rests = old.new(person_id=profile.id, expires_at=at + USERNAMES_REST)
        write.put(rests, condition=Username.is_free_for(profile.id, at))


def _change_picture(
    write: Transaction, profile: Profile, found: BatchResult, image_id: str | None
) -> dict[str, str | None]:
    """Returns the profile's fields with the new picture, or with none."""
    folder = None
    if image_id:
        [image] = require_owned_media(found, profile.id, [image_id], "/profileImageId")
        if not is_image(image.content_type):
            raise Invalid.at("/profileImageId", "is not a picture")
        attach(write, image, "PROFILE")
        folder = image.folder
    if profile.picture_id:
        release(write, profile.picture_id)
    return {"picture_id": image_id, "picture_folder": folder, "picture_alt_text": None}


def _description(alt_text: str | None, picture_id: str | None) -> str | None:
    if alt_text and not picture_id:
        raise Invalid.at("/profileImageAltText", "There is no picture that it could describe.")
    return alt_text


def _actions(fields: dict[str, Any]) -> list[Action]:
    attributes = {name: getattr(Profile, name) for name in fields}
    counted = [Profile.wordings.add(1)] if "worded_at" in fields else []
    return counted + [
        attributes[name].remove() if value is None else attributes[name].set(value)
        for name, value in fields.items()
    ]


@retry_on_conflict
def set_skills(owner: Identity, wanted: NewSkills) -> SkillList:
    """Replace all skills of a person: the profile's list and the rows that the index finds.

    Raises:
        LoginEnded: the owner's login has ended.
        NotFound: there is no such person.
        Unavailable: the person keeps changing their skills meanwhile.
    """
    listed = [
        ListedSkill.of(skill.skill_name, skill.skill_level, offering=skill.is_offering)
        for skill in wanted.skills
    ]
    profile = Profile.key(owner.id).require()
    if profile.is_revoked(owner.family_id):
        raise LoginEnded
    before, after = (
        Skill.rows_of(owner.id, skills, rank=int(profile.rank))
        for skills in (profile.skills, listed)
    )
    write = Transaction()
    require_own_login(write, owner.id, owner.family_id)
    write.update(
        Profile.key(owner.id),
        Profile.skills.set(listed),
        Profile.skills_version.set(profile.skills_version + 1),
        condition=profile.still_lists & Profile.keeps(owner.family_id),
    )
    write.replace(before, after)
    write.commit()
    return SkillList(skills=[SkillEntry.of(skill) for skill in listed])
