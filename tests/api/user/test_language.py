"""The language of a person: in what, and where it is chosen."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date

from learn_exchange import clock
from learn_exchange.tables.notifications import Preferences
from learn_exchange.tables.store import put, update
from learn_exchange.tables.users import Profile
from tests.support.bus import Bus
from tests.support.exchanges import act, agreed, in_days, proposed, scheduled
from tests.support.gateway import Gateway
from tests.support.languages import BAD_LANGUAGES
from tests.support.mailbox import mails
from tests.support.notifications import followed, prefer, told
from tests.support.people import Person, new_person_body
from tests.support.rows import nothing_written
from tests.support.stream import Stream

NewPerson = Callable[..., Person]


def speak(person: Person, language: str) -> None:
    """Let somebody choose a language."""
    answer = person.put("/user/updateProfile", {"language": language})
    assert (answer.status, answer.json["language"]) == (200, language), answer.text
    assert answer.json == person.get("/user/me").json


def calendar_of(person: Person) -> str:
    """Returns what calendar programs read of somebody's sessions, in long lines."""
    address: str = person.post("/exchange/calendarToken").json["calendarUrl"]
    answer = person.gateway.get(address[address.index("/exchange/") :])
    return answer.text.replace("\r\n ", "")


def test_a_language_is_chosen_and_changed_and_nobody_else_sees_it(ana: Person, ben: Person) -> None:
    assert ana.get("/user/me").json["language"] == "en"
    for language in ("es", "es", "en"):
        speak(ana, language)
    assert ana.put("/user/updateProfile", {"bio": "Hi"}).json["language"] == "en"
    assert "language" not in ben.profile_of(ana).json


@pytest.mark.parametrize("bad", [None, *BAD_LANGUAGES])
def test_a_profile_takes_no_other_language(ana: Person, bad: Any) -> None:
    with nothing_written():
        answer = ana.put("/user/updateProfile", {"bio": "Nor this", "language": bad})
    assert (answer.status, answer.pointers) == (422, ["/language"])


@pytest.mark.parametrize("bad", BAD_LANGUAGES)
def test_nobody_signs_up_in_another_language(gateway: Gateway, bad: Any) -> None:
    with nothing_written():
        answer = gateway.post("/auth/signup", new_person_body(language=bad))
    assert (answer.status, answer.pointers) == (422, ["/language"])


def test_notifications_are_in_the_language_of_who_reads_them_now(ana: Person, ben: Person) -> None:
    followed(ana, ben)
    for language, content in (("es", "Ben te sigue."), ("en", "Ben follows you.")):
        speak(ana, language)
        [notification] = told(ana)
        assert notification["content"] == content


@pytest.mark.parametrize(("language", "greeting"), [("es", "Hola:"), ("en", "Hello,")])
def test_mails_with_links_are_in_the_language_of_their_reader(
    bus: Bus, new_person: NewPerson, language: str, greeting: str
) -> None:
    stream = Stream("users")
    ana = new_person(language=language)
    ana.gateway.post("/auth/forgotPassword", {"email": ana.email})
    stream.go_round(bus)
    pages = [mail.html for mail in mails()]
    assert len(pages) == 2
    assert all(f'<html lang="{language}"' in page and greeting in page for page in pages)


def test_a_calendar_is_in_the_language_of_whose_it_is(ana: Person, ben: Person) -> None:
    scheduled(ana, ben, agreed(ana, ben))
    speak(ana, "es")
    assert "DESCRIPTION:Spanish por SQL\\, con Ben Silva." in calendar_of(ana)
    assert "DESCRIPTION:Spanish for SQL\\, with Ana Silva." in calendar_of(ben)


@pytest.mark.parametrize(
    ("language", "still_to_choose"),
    [
        ("en", "One of these times is still to be chosen: "),
        ("es", "Falta elegir una de estas horas: "),
    ],
)
def test_a_calendar_lists_all_times_of_a_proposal(
    ana: Person, ben: Person, language: str, still_to_choose: str
) -> None:
    session_id = proposed(ana, agreed(ana, ben), in_days(2), in_days(3))
    speak(ana, language)
    [_, times] = calendar_of(ana).split(still_to_choose)
    for number in (2, 3):
        day = (clock.now() + timedelta(days=number)).astimezone(ZoneInfo("Europe/Lisbon"))
        assert format_date(day, "full", locale=language).replace(",", "\\,") in times
    assert act(ben, "acceptSession", session_id, slot=0).status == 200
    assert still_to_choose not in calendar_of(ana)


def test_what_was_chosen_before_it_stood_in_the_profile_still_holds(
    ana: Person, ben: Person
) -> None:
    followed(ana, ben)
    update(Profile.key(ana.id), Profile.language.remove())
    assert ana.get("/user/me").json["language"] == "en"
    put(Preferences.key(ana.id).new(language="es", version=1))
    assert told(ana)[0]["content"] == "Ben te sigue."
    speak(ana, "en")
    assert told(ana)[0]["content"] == "Ben follows you."


def test_clients_of_the_last_release_choose_it_with_their_preferences(
    ana: Person, ben: Person
) -> None:
    followed(ana, ben)
    answered = prefer(ana, language="es", hideOnLockScreen=True)
    assert "language" not in answered
    assert answered["hideOnLockScreen"] is True
    assert ana.get("/user/me").json["language"] == "es"
    assert told(ana)[0]["content"] == "Ben te sigue."
    prefer(ana, hideOnLockScreen=False)
    assert ana.get("/user/me").json["language"] == "es"
