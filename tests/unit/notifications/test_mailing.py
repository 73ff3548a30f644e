"""Notifications by e-mail: to whom, and what the mail says."""

import re
from html.parser import HTMLParser

import pytest

from learn_exchange import clock
from learn_exchange.languages import LANGUAGES
from learn_exchange.tables.notifications import Suppression
from learn_exchange.tables.store import put, update
from learn_exchange.tables.users import Profile
from notifications import mailing
from notifications.policy import Outcome
from notifications.texts import Text
from notifications.unsubscribe_links import UnsubscribeLink, read_token
from tests.support import deliveries
from tests.support.mailbox import mails
from tests.support.people import Person

pytestmark = pytest.mark.usefixtures("bus")


@pytest.fixture
def reader(ana: Person) -> Person:
    """Somebody who has verified their address."""
    update(Profile.key(ana.id), Profile.email_verified.set(True))
    return ana


class Reading(HTMLParser):
    """The text of a page, its links, and whether all that was opened was closed."""

    ALONE = frozenset({"br", "hr", "meta"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.language = "", ""
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what it says."""
        attributes = dict(attrs)
        if tag not in self.ALONE:
            self.open.append(tag)
        if tag == "a":
            self.links.append(attributes["href"] or "")
        if tag == "html":
            self.language = attributes["lang"] or ""

    def handle_endtag(self, tag: str) -> None:
        """Checks that the tag that is closed was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Remember the text."""
        self.text += data


def test_a_notification_is_mailed_to_who_has_verified_their_address(reader: Person) -> None:
    assert mailing.send(deliveries.to(reader)) == Outcome.SENT

    [mail] = mails()
    assert mail.recipients == [reader.email]
    assert mail.subject == "New like"
    assert "Ben likes your post" in mail.html


def test_nobody_is_mailed_at_an_address_that_may_be_of_another(ana: Person) -> None:
    assert mailing.send(deliveries.to(ana)) == Outcome.NO_ADDRESS

    assert mails() == []


def test_nothing_is_mailed_where_mails_come_back(reader: Person) -> None:
    put(Suppression.key(reader.email).new(reason="bounce", created_at=clock.now()))

    assert mailing.send(deliveries.to(reader)) == Outcome.BOUNCED

    assert mails() == []


def test_a_mail_greets_says_what_there_is_and_leads_there(reader: Person) -> None:
    mail = mailing.compose(deliveries.to(reader, text=Text("News", "One thing.\nAnother.")))

    link = f"https://learn-exchange.example{deliveries.LINK}"
    lines = mail.text.splitlines()
    assert lines[0] == "Hello Ana,"
    assert {"One thing.", "Another."} <= set(lines)
    assert link in mail.text
    page = Reading(mail.html)
    assert page.open == []
    assert page.links[0] == link
    assert all(line in page.text for line in ("Hello Ana,", "One thing.", "Another."))


def test_a_mail_says_why_it_came_and_how_to_get_no_more(reader: Person) -> None:
    delivery = deliveries.to(reader, type="message")

    mail = mailing.compose(delivery)

    web = "https://learn-exchange.example"
    token = UnsubscribeLink(reader.id, "message").token
    for text, links in (
        (mail.text, re.findall(r"https?://\S+", mail.text)),
        (mail.html, Reading(mail.html).links),
    ):
        assert "You get this mail because" in text
        assert links[-2:] == [f"{web}/unsubscribe?token={token}", f"{web}/settings/notifications"]


def test_mail_programs_can_end_it_by_one_click(reader: Person) -> None:
    mail = mailing.compose(deliveries.to(reader, type="message"))

    # RFC 8058, section 3.1: one HTTPS URI that identifies the recipient and the list.
    url = re.fullmatch(r"<(https://\S+)>", mail.headers["List-Unsubscribe"])
    assert url
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path, _, token = url[1].rpartition("/")
    assert path == "https://api.learn-exchange.example/notifications/unsubscribe"
    assert read_token(token) == (reader.id, "message")
    # https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html
    for name, value in mail.headers.items():
        assert len(name) + len(value) <= 996
        assert re.fullmatch("[ -~]+", value)


def test_what_people_write_is_text_and_no_html(reader: Person) -> None:
    update(Profile.key(reader.id), Profile.first_name.set("<b>Ana</b>"))
    nasty = Text("<script>1</script> {why}", '<img src="x"> & {title}')

    mail = mailing.compose(deliveries.to(reader, text=nasty))

    page = Reading(mail.html)
    assert page.open == []
    assert "<b>" not in mail.html
    assert "<script>" not in mail.html
    assert "<img" not in mail.html
    assert '<img src="x"> & {title}' in page.text
    assert "Hello <b>Ana</b>," in mail.text
    assert mail.subject == "<script>1</script> {why}"


def test_a_subject_is_one_line(reader: Person) -> None:
    mail = mailing.compose(deliveries.to(reader, text=Text("New\r\nBcc: all\tof you", "Body")))

    assert mail.subject == "New Bcc: all of you"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_is_in_the_language_of_its_reader(reader: Person, language: str) -> None:
    delivery = deliveries.to(reader, language=language)

    mail = mailing.compose(delivery)

    greeting = {"en": "Hello Ana,", "es": "Hola, Ana:"}[language]
    assert mail.text.startswith(greeting)
    page = Reading(mail.html)
    assert page.language == language
    assert greeting in page.text
