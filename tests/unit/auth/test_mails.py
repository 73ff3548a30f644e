"""Texts of the mails with secret links."""

import re

import pytest

from auth import mails
from auth.links import Purpose
from learn_exchange.languages import LANGUAGES

PURPOSES: list[Purpose] = ["verify-email", "reset-password"]
TOKEN = "AZMKXnwbfT6aRF8MK36NEQ-_"


@pytest.fixture(autouse=True)
def frontend(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets the address of the web client."""
    monkeypatch.setenv("FRONTEND_URL", "https://learn-exchange.example/app/")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_text_and_html_say_the_same_and_lead_to_the_web_client(
    purpose: Purpose, language: str
) -> None:
    mail = mails.compose(purpose, "Ana", TOKEN, language)

    link = f"https://learn-exchange.example/app/{purpose}?token={TOKEN}"
    assert re.findall(r"https?:\S+", mail.text) == [link]
    # The button, and the same in full for those whose button does nothing.
    assert re.findall(r'href="([^"]*)"', mail.html) == [link, link]
    assert mail.text.startswith({"en": "Hello Ana,", "es": "Hola, Ana:"}[language])
    assert f'<html lang="{language}"' in mail.html
    without_tags = re.sub(r"<[^>]+>", " ", mail.html)
    for sentence in re.split(r":?\n+|--", mail.text):
        assert sentence in without_tags


def test_each_purpose_has_a_mail_of_its_own() -> None:
    verify, reset = (mails.compose(purpose, "Ana", TOKEN, "en") for purpose in PURPOSES)

    assert (verify.subject, reset.subject) == ("Verify your e-mail address", "Set a new password")
    assert "three days" in verify.text
    assert "one hour" in reset.text


def test_mails_are_in_the_language_of_their_reader() -> None:
    verify, reset = (mails.compose(purpose, "Ana", TOKEN, "es") for purpose in PURPOSES)

    assert verify.subject == "Confirma tu dirección de correo"
    assert reset.subject == "Elige una contraseña nueva"
    assert "tres días" in verify.text
    assert "una hora" in reset.text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('"><img src=x onerror=alert(1)>', "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"),
        ("</p><a href='https://evil.example'>", "&lt;/p&gt;&lt;a href=&#x27;https://evil.example"),
        ("Tom & Jerry", "Tom &amp; Jerry"),
        ("&lt;", "&amp;lt;"),
        ("Zoë 🌻 李", "Zoë 🌻 李"),
        ("{0} %s ${token}", "{0} %s ${token}"),
    ],
)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_name_is_text_whatever_it_says(purpose: Purpose, name: str, shown: str) -> None:
    mail = mails.compose(purpose, name, TOKEN, "en")

    assert f">Hello {shown}" in mail.html
    usual = mails.compose(purpose, "Ana", TOKEN, "en")
    tags = re.compile(r"<[^>]+>")
    assert tags.findall(mail.html) == tags.findall(usual.html)
    assert mail.text.startswith(f"Hello {name},")
    assert name not in mail.subject
