"""What people do on screens of the web client, by what they see or hear of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page

from tests.support.people import PASSWORD
from tests.support.visits import says


def field(page: Page, label: str) -> Locator:
    """Returns a field of a form."""
    return page.get_by_role("textbox", name=says(label, whole=True))


def heading(page: Page, text: str) -> Locator:
    """Returns the title of a screen."""
    return page.get_by_role("heading", level=1, name=says(text))


def press(page: Page, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in on the page for that."""
    field(page, "E-mail address").fill(email)
    field(page, "Password").fill(password)
    press(page, "Sign in")


def say(page: Page, name: str, words: str) -> None:
    """Write a message and send it by the keyboard."""
    box = field(page, f"Message to {name}")
    box.fill(words)
    box.press("Enter")


@contextmanager
def offline(page: Page) -> Iterator[None]:
    """Cut a device from the network."""
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


def tab_to(page: Page, wanted: Locator, limit: int = 20) -> None:
    """Go on with the tabulator until something has the focus, which must be seen to have it."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the tabulator does not come to {wanted}")
