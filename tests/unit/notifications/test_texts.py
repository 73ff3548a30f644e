"""Texts: the same in every language, complete, and readable."""

import shutil
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

from learn_exchange.languages import LANGUAGES
from learn_exchange.texts import Texts
from notifications import texts
from notifications.kinds import KINDS
from notifications.policy import Channel, Outcome
from notifications.texts import explain, private, render, translate
from tests.support.notification_parameters import PARAMETERS, SESSION, WITHOUT_ACTORS

CASES = [(kind, case) for kind, variants in PARAMETERS.items() for case in variants]


def test_every_kind_has_cases_with_the_parameters_that_it_names() -> None:
    assert set(PARAMETERS) == set(KINDS)
    for type_, parameters in CASES:
        assert set(parameters) == set(KINDS[type_].parameters), type_


@pytest.mark.parametrize(("language", "case"), list(product(LANGUAGES, CASES)), ids=str)
@pytest.mark.parametrize("number", [1, 2, 5])
def test_a_notification_says_who_and_what(
    language: str, case: tuple[str, dict[str, Any]], number: int
) -> None:
    type_, parameters = case
    actors = [] if type_ in WITHOUT_ACTORS else ["Zoë"]
    text = render(type_, language, parameters, actors=actors, number=number, zone="Europe/Lisbon")
    for line in (text.title, text.body):
        assert line
        assert "{" not in line
        assert "\n" not in line
        assert "  " not in line
    assert ("Zoë" in text.body) == bool(actors)
    for name in ("text", "title", "offered", "place") if type_ == "session_reminder" else ("text",):
        assert parameters.get(name, "") in text.body


@pytest.mark.parametrize(
    ("number", "content"),
    [
        (1, "Ana likes your post “Chords”."),
        (2, "Ana and one other like your post “Chords”."),
        (4, "Ana and 3 others like your post “Chords”."),
        (1001, "Ana and 1,000 others like your post “Chords”."),
    ],
)
def test_people_are_counted(number: int, content: str) -> None:
    parameters = {"liked": "post", "text": "Chords"}
    text = render("like", "en", parameters, actors=["Ana", "Ben"], number=number, zone="UTC")
    assert text.body == content


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_locked_screen_tells_nothing_of_people(language: str) -> None:
    assert private(language).title == "Learn Exchange"
    assert private(language).body


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_explained_on_every_channel(language: str, outcome: Outcome) -> None:
    for channel in get_args(Channel):
        explanation = explain(language, channel, outcome, None, "UTC")
        assert explanation
        assert "{" not in explanation


def test_what_people_write_is_no_syntax() -> None:
    parameters = {"liked": "post", "text": "{ $actor } \\u0041 {"}
    text = render("like", "en", parameters, actors=["{ private }"], number=1, zone="UTC")
    assert text.body == "{ private } likes your post “{ $actor } \\u0041 {”."


def test_a_file_is_all_that_a_language_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spanish = Path(texts.__file__).with_name("texts") / "es.ftl"
    shutil.copy(spanish, tmp_path / "pt.ftl")
    monkeypatch.setattr(texts, "translate", Texts(tmp_path).translate)
    text = render("session_scheduled", "pt", SESSION, actors=["Ana"], number=1, zone="UTC")
    assert "sexta-feira, 27 de novembro de 2026, 18:00" in text.body


def test_a_message_that_there_is_not_is_a_defect() -> None:
    with pytest.raises(LookupError):
        translate("en", "no-such-message")
