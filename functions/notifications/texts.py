"""Texts of notifications, in the person's language, from the files in `texts/`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from learn_exchange.texts import Texts, day_and_time
from learn_exchange.times import local_at

MOST_SUMMED_UP = 20

say = Texts(Path(__file__).with_name("texts")).translate


@dataclass(frozen=True)
class Text:
    """A heading, and what it says."""

    title: str
    body: str


def render(
    type_: str,
    language: str,
    facts: Mapping[str, Any],
    *,
    actors: Sequence[str],
    number: int,
    zone: str,
) -> Text:
    """Writes the text of a notification; the first of the actors' names is shown.

    `number` is how many people or events it stands for; instants are told in the reader's zone.
    """
    arguments: dict[str, Any] = {
        **facts,
        "actor": actors[0] if actors else "",
        "count": number,
        "others": max(number - 1, 0),
    }
    if starts_at := facts.get("startsAt"):
        arguments |= _times(datetime.fromisoformat(starts_at), zone, facts["zone"], language)
        arguments["hasPlace"] = "yes" if facts["place"] else "no"
    name = type_.replace("_", "-")
    return Text(say(language, f"{name}.title", arguments), say(language, name, arguments))


def summary(language: str, number: int, contents: Sequence[str]) -> Text:
    """Writes how many notifications quiet hours have held back, and what the first of them say."""
    parts = [say(language, "summary", {"count": number}), *contents[:MOST_SUMMED_UP]]
    if len(contents) > MOST_SUMMED_UP:
        more = {"count": len(contents) - MOST_SUMMED_UP}
        parts.append(say(language, "summary-more", more))
    return Text(say(language, "summary.title"), "\n".join(parts))


def private(language: str) -> Text:
    """Writes the text for a locked screen that shows nothing of people."""
    return Text(say(language, "private.title"), say(language, "private"))


def explain(language: str, channel: str, outcome: str, until: datetime | None, zone: str) -> str:
    """Explains an outcome on a channel."""
    arguments = {
        "channel": channel,
        "until": f"{local_at(until, zone):%H:%M}" if until else "",
    }
    return say(language, f"why-{outcome.replace('_', '-')}", arguments)


def _times(starts_at: datetime, zone: str, agreed_zone: str, language: str) -> dict[str, str]:
    here, agreed = local_at(starts_at, zone), local_at(starts_at, agreed_zone)
    return {
        "when": day_and_time(here, language),
        "zone": zone,
        "isElsewhere": "no" if zone == agreed_zone else "yes",
        "elsewhere": agreed_zone,
        "whenElsewhere": f"{agreed:%H:%M}",
    }
