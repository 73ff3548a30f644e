"""Texts of notifications, in the person's language, from the files in `texts/`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from learn_exchange.texts import Texts, city_of, day, day_and_time, short_day_and_time
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
    if "startsAt" in facts:
        arguments |= _of_a_session(facts, zone, language)
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


def _of_a_session(facts: Mapping[str, Any], zone: str, language: str) -> dict[str, Any]:
    # What was noted before several times were noted has the first of them.
    starts = [datetime.fromisoformat(at) for at in facts.get("times") or [facts["startsAt"]]]
    times = [_time(at, zone, facts["zone"], language) for at in starts]
    return {
        "times": "; ".join(times),
        "slots": len(times),
        "when": short_day_and_time(local_at(starts[0], zone), language),
        "minutes": int(facts.get("minutes", 0)),
        "hasPlace": "yes" if facts["place"] else "no",
    }


def _time(starts_at: datetime, zone: str, agreed_zone: str, language: str) -> str:
    """An instant as the reader's clock shows it, and as that of the zone where it was agreed does.

    The other day is told where it is another one; nothing of it where both clocks show the same.
    """
    here, agreed = local_at(starts_at, zone), local_at(starts_at, agreed_zone)
    same_clock = here.replace(tzinfo=None) == agreed.replace(tzinfo=None)
    day_there = "same" if here.date() == agreed.date() else "other"
    arguments = {
        "when": day_and_time(here, language),
        "city": city_of(zone, language),
        "elsewhere": "none" if same_clock else day_there,
        "hour": agreed.hour,
        "time": f"{agreed:%H:%M}",
        "day": day(agreed, language),
        "cityElsewhere": city_of(agreed_zone, language),
    }
    return say(language, "session-time", arguments)
