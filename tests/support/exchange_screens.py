"""The screens of exchanges, as people see and use them; days are written in British English."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from learn_exchange import clock
from tests.support.people import Person
from tests.support.screens import heading
from tests.support.visits import says

LISBON, MEXICO = "Europe/Lisbon", "America/Mexico_City"


@dataclass
class Pair:
    """Two people who fit: what one teaches, the other wants to learn."""

    ana: Person
    ben: Person
    ana_teaches: str
    ben_teaches: str


def card(page: Page, title: str) -> Locator:
    """Returns the card of a conversation that tells of something."""
    return page.get_by_role("log").get_by_role("region", name=says(title))


def question(page: Page, text: str) -> Locator:
    """Returns the question that an exchange is at."""
    return page.get_by_role("heading", level=2, name=says(text))


def written(day: date) -> str:
    """Returns a day as the client writes it in British English."""
    year = f" {day.year}" if day.year != clock.now().year else ""
    return f"{day:%A} {day.day} {day:%B}{year}"


def cell(page: Page, at: datetime) -> Locator:
    """Returns the cell of the week for an hour on one's own clock."""
    label = says(f"{written(at.date())}, {at:%H:%M} ")
    return page.get_by_role("grid").get_by_role("button", name=label)


def monday_shown(time_zone: str) -> datetime:
    """Returns when the week begins that is shown first to somebody who proposes times."""
    tomorrow = clock.now().astimezone(ZoneInfo(time_zone)).date() + timedelta(days=1)
    return datetime.combine(tomorrow - timedelta(days=tomorrow.weekday()), datetime.min.time())


def open_from_list(page: Page, name: str) -> None:
    """Go to an exchange from the list of all."""
    page.get_by_role("link", name=re.compile("^Exchanges")).first.click()
    expect(heading(page, "Exchanges")).to_be_attached()
    page.get_by_role("main").get_by_role("link", name=says(name)).click()


def confirm(page: Page, action: str) -> None:
    """Say yes to what a dialog asks."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=says(action, whole=True)).click()
    expect(dialog).to_have_count(0)
