"""Texts of notifications, in the person's language, from the files in `texts/`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from learn_exchange.texts import Texts, city_of, day, day_and_time, short_day_and_time
from learn_exchange.times import local_at

MAX_SUMMED_UP = 20

translate = Texts(Path(__file__).with_name("texts")).translate


@dataclass(frozen=True)
class Text:
    """The heading of a notification, and its body."""

    title: str
    body: str


def render(
    type_: str,
    language: str,
    parameters: Mapping[str, Any],
    *,
    actors: Sequence[str],
    number: int,
    zone: str,
) -> Text:
    """Returns the text of a notification from the parameters that its kind names.

    It shows the first of the actors' names, and instants in the reader's zone. `number` is the
    number of people or events that it stands for.
    """
    arguments: dict[str, Any] = {
        **parameters,
        "actor": actors[0] if actors else "",
        "count": number,
        "others": max(number - 1, 0),
    }
    if "startsAt" in parameters:
        arguments |= _session_arguments(parameters, zone, language)
    name = type_.replace("_", "-")
    return Text(
        translate(language, f"{name}.title", arguments), translate(language, name, arguments)
    )


def summary(language: str, number: int, contents: Sequence[str]) -> Text:
    """Returns the text that sums up notifications: their number, and the first of their texts."""
    parts = [translate(language, "summary", {"count": number}), *contents[:MAX_SUMMED_UP]]
    if len(contents) > MAX_SUMMED_UP:
        more = {"count": len(contents) - MAX_SUMMED_UP}
        parts.append(translate(language, "summary-more", more))
    return Text(translate(language, "summary.title"), "\n".join(parts))


def private(language: str) -> Text:
    """Returns the text for a locked screen, which shows nothing of people."""
    return Text(translate(language, "private.title"), translate(language, "private"))


def explain(language: str, channel: str, outcome: str, until: datetime | None, zone: str) -> str:
    """Explains an outcome on a channel in words."""
    arguments = {
        "channel": channel,
        "until": f"{local_at(until, zone):%H:%M}" if until else "",
    }
    return translate(language, f"why-{outcome.replace('_', '-')}", arguments)


def _session_arguments(parameters: Mapping[str, Any], zone: str, language: str) -> dict[str, Any]:
    # A notification saved before sessions had several times has only the first of them.
    starts = [
        datetime.fromisoformat(at) for at in parameters.get("times") or [parameters["startsAt"]]
    ]
    times = [_time(at, zone, parameters["zone"], language) for at in starts]
    return {
        "times": "; ".join(times),
        "slots": len(times),
        "when": short_day_and_time(local_at(starts[0], zone), language),
        "minutes": int(parameters.get("minutes", 0)),
        "hasPlace": "yes" if parameters["place"] else "no",
    }


def _time(starts_at: datetime, zone: str, agreed_zone: str, language: str) -> str:
    """Returns an instant on the reader's clock, and on that of the zone where it was agreed.

    The second is left out where both clocks show the same, and has its day only if that differs.
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
    return translate(language, "session-time", arguments)
