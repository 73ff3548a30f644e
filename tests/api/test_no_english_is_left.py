"""All that is said to people, in a language that marks its texts: no other word is in it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from icalendar import Calendar

from auth import mails
from auth.links import Purpose
from auth.notices import NOTICES
from chat.texts import content_of
from explore.matching import Candidate, match
from explore.reasons import in_words
from infra.consumers import EXCHANGE_CHANGES
from learn_exchange.mail import PRODUCT, Mail
from learn_exchange.tables.chat import About, Message
from learn_exchange.tables.store import update
from learn_exchange.tables.users import LEVELS, ListedSkill, MailRequest, Profile, Stats
from notifications import mailing
from notifications.policy import Channel, Outcome
from notifications.texts import explain, private, render, summary
from tests.support import deliveries, marked_language
from tests.support.exchanges import agreed, in_days, proposed, scheduled
from tests.support.gateway import Gateway
from tests.support.marked_language import LANGUAGE, left_over, seen
from tests.support.notification_parameters import PARAMETERS, WITHOUT_ACTORS
from tests.support.people import Person, sign_up

AT = datetime(2026, 11, 27, 18, tzinfo=UTC)
NAME, SKILL = "Ελένη", "Κιθάρα"
WRITTEN_BY_PEOPLE = {"text", "title", "offered", "requested", "place"}
CASES = [
    (type_, {name: SKILL if name in WRITTEN_BY_PEOPLE else fact for name, fact in facts.items()})
    for type_, variants in PARAMETERS.items()
    for facts in variants
    # A badge that has no words yet is called by its name.
    if facts.get("badge") != "a new one"
]


@pytest.fixture(autouse=True)
def marked_texts(environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets there be the language."""
    marked_language.use(monkeypatch)


@pytest.fixture
def reader(gateway: Gateway) -> Person:
    """Somebody who reads the language."""
    person = sign_up(gateway, firstName=NAME, lastName=NAME, timeZone="Europe/Lisbon")
    update(Profile.key(person.id), Profile.language.set(LANGUAGE))
    return person


def words_of(mail: Mail) -> Iterator[str]:
    """Yields all that a mail shows."""
    yield mail.subject
    yield mail.text
    yield seen(mail.html).replace(PRODUCT, " ")


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("number", [1, 2, 5])
def test_in_notifications(case: tuple[str, dict[str, Any]], number: int) -> None:
    type_, facts = case
    actors = [] if type_ in WITHOUT_ACTORS else [NAME]
    text = render(type_, LANGUAGE, facts, actors=actors, number=number, zone="America/Lima")
    assert left_over(text.title) == left_over(text.body) == []


@pytest.mark.parametrize("number", [1, 2, 30])
def test_in_summaries(number: int) -> None:
    held = render("mails_held", LANGUAGE, {}, actors=[], number=number, zone="UTC")
    for text in (summary(LANGUAGE, number, [NAME] * number), private(LANGUAGE), held):
        assert left_over(text.title) == left_over(text.body) == []


@pytest.mark.parametrize("outcome", Outcome)
def test_in_why_somebody_was_told_or_not(outcome: Outcome) -> None:
    for channel in get_args(Channel):
        assert left_over(explain(LANGUAGE, channel, outcome, AT, "Europe/Lisbon")) == []


@pytest.mark.parametrize("purpose", get_args(Purpose))
@pytest.mark.parametrize("name", [NAME, None])
def test_in_mails_with_links(purpose: Purpose, name: str | None) -> None:
    for words in words_of(mails.compose(purpose, name, "a-token", LANGUAGE)):
        assert left_over(words) == []


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("device", ["Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "a robot", ""])
def test_in_mails_about_accounts(reader: Person, notice: Any, device: str) -> None:
    profile = Profile.key(reader.id).require()
    request = MailRequest.key("1").new(purpose=notice, device=device, created_at=AT)
    # What devices and time zones are called is the same in every language.
    names = {"Firefox", "Linux", "Europe", "Lisbon"}
    for words in words_of(mails.tell(notice, request, profile)):
        assert set(left_over(words)) <= names


def test_in_mails_of_notifications(reader: Person) -> None:
    text = render("follow", LANGUAGE, {}, actors=[NAME], number=1, zone="UTC")
    delivery = deliveries.to(reader, language=LANGUAGE, text=text, type="follow")
    for words in words_of(mailing.compose(delivery)):
        assert left_over(words) == []


@pytest.mark.parametrize("event", EXCHANGE_CHANGES)
def test_in_what_a_chat_tells_of_exchanges(event: str) -> None:
    about = About.of(event, "1", None, offered=SKILL, requested=SKILL)
    assert left_over(content_of(Message(content="", about=about), LANGUAGE)) == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("ratings", [1, 12])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "Asia/Tokyo"])
def test_in_the_reasons_of_recommendations(level: str, ratings: int, zone: str) -> None:
    def party(zone: str) -> Candidate:
        skills = [ListedSkill.of(SKILL, level, offering=offering) for offering in (True, False)]
        stats = Stats(ratings_count=ratings, ratings_sum=5 * ratings)
        return Candidate.of(Profile(skills=skills, time_zone=zone), stats)

    reasons = in_words(match(party("UTC"), party(zone), AT), LANGUAGE)
    assert len(reasons) == (3 if zone == "UTC" else 4)
    assert [word for reason in reasons for word in left_over(reason)] == []


def test_in_calendars(reader: Person, gateway: Gateway) -> None:
    partner = sign_up(gateway, firstName=NAME, lastName=NAME)
    exchange_id = agreed(reader, partner, SKILL, SKILL)
    scheduled(reader, partner, exchange_id)
    proposed(partner, exchange_id, in_days(3), in_days(4))
    url: str = reader.post("/exchange/calendarToken").json["calendarUrl"]
    calendar = gateway.get(f"/exchange/calendar/{url.rpartition('/')[2]}").text
    events = Calendar.from_ical(calendar).walk("VEVENT")
    assert len(events) == 2
    for event in events:
        for name in ("SUMMARY", "DESCRIPTION"):
            assert left_over(str(event[name])) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("⟦Hello ⟧Ελένη⟦, you⟧", []),
        ("⟦Hello ⟧you", ["you"]),
        ("Rated ⟦by⟧ 5", ["Rated"]),
        ("https://learn-exchange.example/post/1", []),
        ("está", ["está"]),
    ],
)
def test_what_has_no_marks_is_found(text: str, words: list[str]) -> None:
    assert left_over(text) == words
