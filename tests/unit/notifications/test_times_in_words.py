"""Times of sessions in words: on the reader's clock, on the other's, in their language."""

from typing import Any

import pytest

from notifications.texts import Text, render

OFFERED = {"offered": "Spanish", "requested": "SQL", "place": "", "reason": "", "minutes": 60}
EVENING = "2026-11-27T18:00:00+00:00"


def told(
    type_: str = "session_scheduled",
    *times: str,
    agreed_in: str = "Europe/Berlin",
    read_in: str = "Europe/Berlin",
    language: str = "en",
    **more: Any,
) -> Text:
    """Returns what is told of a session, by Ana."""
    times = times or (EVENING,)
    parameters = {**OFFERED, "startsAt": times[0], "times": list(times), "zone": agreed_in, **more}
    return render(type_, language, parameters, actors=["Ana"], number=1, zone=read_in)


# The instant, where it was agreed, where and in which language it is read, and how.
TIMES: dict[str, tuple[str, str, str, str, str]] = {
    "one zone": (EVENING, "Europe/Berlin", "Europe/Berlin", "en", "27, 2026, 19:00 (Berlin)."),
    "two zones with one clock": (
        EVENING,
        "Europe/Berlin",
        "Europe/Madrid",
        "en",
        "27, 2026, 19:00 (Madrid).",
    ),
    "the same day": (
        EVENING,
        "Europe/Berlin",
        "America/Lima",
        "en",
        "Friday, November 27, 2026, 13:00 (Lima), which is 19:00 in Berlin.",
    ),
    "the day before": (
        EVENING,
        "Europe/Berlin",
        "Asia/Tokyo",
        "en",
        (
            "Saturday, November 28, 2026, 03:00 (Tokyo), which is 19:00 on Friday, November 27 in "
            "Berlin."
        ),
    ),
    "the day after": (
        "2026-11-28T02:00:00+00:00",
        "Asia/Tokyo",
        "America/Chicago",
        "en",
        (
            "Friday, November 27, 2026, 20:00 (Chicago), which is 11:00 on Saturday, November 28 "
            "in Tokyo."
        ),
    ),
    "the year after": (
        "2027-01-01T02:00:00+00:00",
        "Asia/Tokyo",
        "America/Chicago",
        "en",
        (
            "Thursday, December 31, 2026, 20:00 (Chicago), which is 11:00 on Friday, January 1 in "
            "Tokyo."
        ),
    ),
    "half an hour": (
        EVENING,
        "Asia/Kolkata",
        "Europe/Berlin",
        "en",
        "19:00 (Berlin), which is 23:30 in Kolkata.",
    ),
    "one clock in winter only": (
        "2026-07-27T18:00:00+00:00",
        "Africa/Algiers",
        "Europe/Berlin",
        "en",
        "20:00 (Berlin), which is 19:00 in Algiers.",
    ),
    "son las": (
        EVENING,
        "Europe/Berlin",
        "Asia/Tokyo",
        "es",
        (
            "sábado, 28 de noviembre de 2026, 03:00 (Tokio), que son las 19:00 del viernes, 27 de "
            "noviembre en Berlín."
        ),
    ),
    "es la una": (
        "2026-11-27T00:31:00+00:00",
        "Europe/Berlin",
        "Europe/London",
        "es",
        "00:31 (Londres), que es la 01:31 en Berlín.",
    ),
    "son las trece": (
        "2026-11-27T12:05:00+00:00",
        "Europe/Berlin",
        "Europe/London",
        "es",
        "12:05 (Londres), que son las 13:05 en Berlín.",
    ),
    "son las cero": (
        "2026-11-26T23:10:00+00:00",
        "Europe/Berlin",
        "Europe/London",
        "es",
        "23:10 (Londres), que son las 00:10 del viernes, 27 de noviembre en Berlín.",
    ),
}


@pytest.mark.parametrize("case", TIMES.values(), ids=TIMES)
def test_a_time_is_told_on_both_clocks_where_they_differ(
    case: tuple[str, str, str, str, str],
) -> None:
    at, agreed_in, read_in, language, words = case
    text = told("session_scheduled", at, agreed_in=agreed_in, read_in=read_in, language=language)
    assert words in text.body


def test_a_proposal_lists_all_its_times() -> None:
    times = [f"2026-11-{day}T18:00:00+00:00" for day in (27, 28, 30)]
    text = told("session_proposed", *times)
    for day in ("Friday, November 27", "Saturday, November 28", "Monday, November 30"):
        assert f"{day}, 2026, 19:00 (Berlin)" in text.body
    assert text.title == "Ana proposes 3 times, from Friday, November 27, 19:00 on"


@pytest.mark.parametrize(
    ("type_", "parameters", "title"),
    [
        ("session_proposed", {}, "Ana proposes Friday, November 27, 19:00"),
        ("session_scheduled", {}, "Agreed with Ana: Friday, November 27, 19:00"),
        ("session_reminder", {}, "Your session with Ana: Friday, November 27, 19:00"),
        (
            "session_changed",
            {"change": "SessionRescheduled"},
            "Ana moves your session: Friday, November 27, 19:00",
        ),
        (
            "session_changed",
            {"change": "SessionCanceled", "reason": "canceled"},
            "Ana canceled your session of Friday, November 27, 19:00",
        ),
        (
            "session_changed",
            {"change": "SessionCanceled", "reason": "lapsed"},
            "No session with Ana: nobody accepted in time",
        ),
    ],
)
def test_a_heading_says_who_and_when_and_what_has_changed(
    type_: str, parameters: dict[str, str], title: str
) -> None:
    assert told(type_, **parameters).title == title


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "60 minutes. Where: The library"), ("es", "60 minutos. Dónde: The library")],
)
@pytest.mark.parametrize("type_", ["session_proposed", "session_scheduled", "session_reminder"])
def test_what_is_agreed_is_told_with_its_length_and_its_place(
    type_: str, language: str, words: str
) -> None:
    assert told(type_, language=language, place="The library").body.endswith(words)


def test_what_was_noted_with_one_time_and_no_length_is_told_as_well() -> None:
    parameters = {**OFFERED, "startsAt": EVENING, "zone": "Europe/Berlin"}
    del parameters["minutes"]
    text = render(
        "session_proposed", "en", parameters, actors=["Ana"], number=1, zone="Europe/Berlin"
    )
    assert text.body == (
        "Ana proposes a session (Spanish for SQL): Friday, November 27, 2026, 19:00 (Berlin)."
    )
