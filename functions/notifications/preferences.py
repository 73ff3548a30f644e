"""Preferences for notifications: the choices of a person, and the defaults until they choose."""

from datetime import time
from typing import Any, Literal

from learn_exchange.identity import Identity
from learn_exchange.tables.notifications import Preferences
from learn_exchange.tables.store import Transaction, retry_on_conflict
from learn_exchange.tables.users import Profile, require_login, require_own_login
from notifications.kinds import KINDS, Kind
from notifications.quiet import QuietHours
from notifications.schemas import Choice, PreferencesChanges, PreferencesView, QuietTimes


def of(person_id: str) -> Preferences:
    """Returns a person's preferences; the defaults, if they have not chosen any."""
    key = Preferences.key(person_id)
    return key.get() or key.new()


def wants(preferences: Preferences, kind: Kind, channel: Literal["push", "email"]) -> bool:
    """Returns whether a person wants notifications of a kind by push or by e-mail."""
    by_default = getattr(kind, channel)
    return bool(preferences.channels.get(kind.type, {}).get(channel, by_default))


def quiet_hours(preferences: Preferences) -> QuietHours | None:
    """Returns the quiet hours of a person, if they have any."""
    if not (preferences.quiet_start and preferences.quiet_end):
        return None
    return QuietHours(
        time.fromisoformat(preferences.quiet_start), time.fromisoformat(preferences.quiet_end)
    )


@retry_on_conflict
def change(
    person_id: str, changes: PreferencesChanges, *, caller: Identity | None = None
) -> Preferences:
    """Change the given fields, and return all preferences after that. Two round trips.

    A language is written to the profile.

    Raises:
        LoginEnded: the login of the `caller` has ended.
        NotFound: the person no longer exists.
        Unavailable: others keep writing to the preferences.
    """
    fields = changes.model_dump(exclude_unset=True)
    preferences = of(person_id)
    version = preferences.version
    _set(preferences, fields)
    preferences.version = version + 1
    unchanged = Preferences.version == version if version else Preferences.pk.does_not_exist()
    with Transaction() as write:
        if caller:
            _change_as(caller, write, fields)
        write.put(preferences, condition=unchanged)
    return preferences


def _change_as(owner: Identity, write: Transaction, fields: dict[str, Any]) -> None:
    if "language" not in fields:
        require_login(write, owner.id, owner.family_id)
        return
    require_own_login(write, owner.id, owner.family_id)
    write.update(
        Profile.key(owner.id),
        Profile.language.set(fields["language"]),
        condition=Profile.pk.exists() & Profile.keeps(owner.family_id),
        on_conflict=Profile.not_kept,
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
    """Returns preferences as their owner sees them: every type of notification, chosen or not."""
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
