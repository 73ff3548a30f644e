"""Mails, as programs show them that know what browsers know."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from auth import mails
from learn_exchange.languages import LANGUAGES
from learn_exchange.letters import Letter
from tests.support.accessibility import barriers, overflowing

TOKEN = "AZMKXnwbfT6aRF8MK36NEQ" * 10
LONG = Letter(
    language="en",
    title="A" * 80,
    paragraphs=["Hello \u2068\u05d0\u05e0\u05d9\u2069,", "Donaudampfschifffahrt" * 20],
    action="Open in Learn Exchange",
    link=f"https://learn-exchange.example/exchange/{TOKEN}",
    or_open="Or open this address:",
    why="You want mails about this.",
    ways={"Get no more mails about this": f"https://learn-exchange.example/unsubscribe?t={TOKEN}"},
)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 600])
def test_mails_are_read_on_small_and_large_screens_light_and_dark(
    chromium: Browser, monkeypatch: pytest.MonkeyPatch, width: int, theme: Literal["light", "dark"]
) -> None:
    monkeypatch.setenv("FRONTEND_URL", "https://learn-exchange.example")
    device = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)
    page = device.new_page()
    verifying = [mails.compose("verify-email", "Ana", TOKEN, language) for language in LANGUAGES]
    for mail in (*verifying, LONG.mail()):
        page.set_content(mail.html)
        expect(page.get_by_role("heading", level=1)).to_have_text(mail.subject)
        assert barriers(page) + overflowing(page) == []
    device.close()
