"""Preferences: what people have chosen, and the defaults until they choose."""

from datetime import time
from typing import Any, Literal

from learn_exchange.identity import Identity
from learn_exchange.tables.notifications import Preferences
from learn_exchange.tables.store import Transaction, again_if_overtaken
from learn_exchange.tables.users import Profile, require_login, require_own_login
from notifications.kinds import KINDS, Kind
from notifications.quiet import QuietHours
from notifications.schemas import Choice, PreferencesChanges, PreferencesView, QuietTimes


def of(person_id: str) -> Preferences:
    """Someone's preferences; who has none yet has those that everybody begins with."""
    key = Preferences.key(person_id)
    return key.get() or key.new()


def wants(preferences: Preferences, kind: Kind, channel: Literal["push", "email"]) -> bool:
    """Returns whether somebody wants to be told of such things by push or by e-mail."""
    by_default = getattr(kind, channel)
    return bool(preferences.channels.get(kind.type, {}).get(channel, by_default))


def quiet_hours(preferences: Preferences) -> QuietHours | None:
    """Someone's quiet hours, if they have any."""
    if not (preferences.quiet_start and preferences.quiet_end):
        return None
    return QuietHours(
        time.fromisoformat(preferences.quiet_start), time.fromisoformat(preferences.quiet_end)
    )


def change(
    person_id: str, changes: PreferencesChanges, *, by: Identity | None = None
) -> Preferences:
    """Change what is given, and return all as it is then. Two round trips.

    A language goes to the profile.

    Raises:
        LoginEnded: the login `by` which it is changed has ended.
        NotFound: there is no such person any longer.
    """
    fields = changes.model_dump(exclude_unset=True)

    def attempt() -> Preferences:
        preferences = of(person_id)
        version = preferences.version
        _set(preferences, fields)
        preferences.version = version + 1
        unchanged = Preferences.version == version if version else Preferences.pk.does_not_exist()
        with Transaction() as write:
            if by:
                _change_as(by, write, fields)
            write.put(preferences, when=unchanged)
        return preferences

    return again_if_overtaken(attempt)


def _change_as(owner: Identity, write: Transaction, fields: dict[str, Any]) -> None:
    if "language" not in fields:
        require_login(write, owner.id, owner.family_id)
        return
    require_own_login(write, owner.id, owner.family_id)
    write.update(
        Profile.key(owner.id),
        Profile.language.set(fields["language"]),
        when=Profile.pk.exists() & Profile.keeps(owner.family_id),
        otherwise=Profile.not_kept,
    )


def _set(preferences: Preferences, fields: dict[str, Any]) -> None:
    chosen = dict(preferences.channels)
    for type_, choices in fields.get("channels", {}).items():
        chosen[type_] = {**chosen.get(type_, {}), **choices}
    preferences.channels = chosen
    if "quiet_hours" in fields:
        hours = fields["quiet_hours"] or {"start": None, "end": None}
        preferences.quiet_start, preferences.quiet_end = hours["start"], hours["end"]
    preferences.hide_on_lock_screen = fields.get(
        "hide_on_lock_screen", preferences.hide_on_lock_screen
    )


def view(preferences: Preferences) -> PreferencesView:
    """Someone's preferences as they see them: all types of notifications, chosen or not."""
    hours = None
    if preferences.quiet_start and preferences.quiet_end:
        hours = QuietTimes(start=preferences.quiet_start, end=preferences.quiet_end)
    return PreferencesView(
        channels={
            kind.type: Choice(
                push=wants(preferences, kind, "push"), email=wants(preferences, kind, "email")
            )
            for kind in KINDS.values()
        },
        quiet_hours=hours,
        hide_on_lock_screen=preferences.hide_on_lock_screen,
    )
