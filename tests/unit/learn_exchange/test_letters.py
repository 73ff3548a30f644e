"""The sheet that all mails are written on."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from learn_exchange.letters import Letter

LETTER = Letter(
    language="es",
    title="Ana propone una hora",
    paragraphs=["Hola, Ben:", "El jueves a las 14:30."],
    action="Abrir",
    link="https://learn-exchange.example/exchange/1?a=b&c=d",
    or_open="O abre esta dirección:",
    why="Porque lo quieres.",
    after=["Hasta pronto."],
    ways={"No recibir más": "https://learn-exchange.example/unsubscribe?token=1"},
)
NASTY = '</p><script>alert("1")</script> & {link} {0} %s'


class Page(HTMLParser):
    """A mail as a program reads it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and where it leads."""
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        """Note what is read."""
        self.text += data


def test_all_that_a_letter_says_is_in_the_text_and_in_the_html() -> None:
    mail = LETTER.mail()

    said = [*LETTER.paragraphs, *LETTER.after, LETTER.action, LETTER.link, LETTER.why]
    for part in (*said, *LETTER.ways):
        assert part in mail.text
        assert part in Page(mail.html).text
    assert mail.subject == LETTER.title
    assert Page(mail.html).links == [LETTER.link, LETTER.link, *LETTER.ways.values()]
    assert set(LETTER.ways.values()) < set(re.findall(r"https\S+", mail.text))


def test_a_mail_program_learns_the_language_the_title_and_that_it_can_be_dark() -> None:
    html = LETTER.mail().html

    assert html.startswith("<!doctype html>\n")
    assert '<html lang="es"' in html
    assert f"<title>{LETTER.title}</title>" in html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "prefers-color-scheme: dark" in html


@pytest.mark.parametrize(
    "letter",
    [
        replace(LETTER, title=NASTY),
        replace(LETTER, paragraphs=[NASTY, NASTY]),
        replace(LETTER, action=NASTY),
        replace(LETTER, after=[NASTY]),
        replace(LETTER, why=NASTY),
        replace(LETTER, ways={NASTY: "https://learn-exchange.example/unsubscribe?token=1"}),
    ],
    ids=["title", "paragraphs", "action", "after", "why", "ways"],
)
def test_what_people_write_is_text_and_no_html(letter: Letter) -> None:
    page = Page(letter.mail().html)

    assert page.tags == Page(LETTER.mail().html).tags
    assert NASTY in page.text


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("New\r\nBcc: all\tof you", "New Bcc: all of you"),
        ("Two\n\nlines", "Two lines"),
        ("A\u2028B", "A B"),
    ],
)
def test_a_subject_is_one_line(title: str, subject: str) -> None:
    mail = replace(LETTER, title=title).mail()

    assert mail.subject == subject
    assert f"<title>{subject}</title>" in mail.html
