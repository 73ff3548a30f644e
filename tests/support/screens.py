"""Actions of people on screens of the web client, by what they see or hear of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

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
        # After the last one comes the browser's own frame, and then the first.
        if page.evaluate("document.activeElement === document.body"):
            continue
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")
        if _has_focus(wanted):
            return
    raise AssertionError(f"the tabulator does not come to {wanted}")


class Pointer:
    """Somebody who points at what they want."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, wanted: Locator) -> None:
        """Press a button or a link."""
        wanted.click()

    def write(self, wanted: Locator, words: str) -> None:
        """Write into a field."""
        wanted.fill(words)

    def pick(self, wanted: Locator) -> None:
        """Choose one of several radio buttons, by its label."""
        wanted.locator("xpath=ancestor::label").click()

    def pick_time(self, wanted: Locator) -> None:
        """Choose a cell of the week, or take it back."""
        wanted.click()


class Keyboard(Pointer):
    """Somebody who has keys alone; what has the focus must be seen to have it."""

    def press(self, wanted: Locator) -> None:
        """Go there and press Enter."""
        self._go_to(wanted)
        self.page.keyboard.press("Enter")

    def write(self, wanted: Locator, words: str) -> None:
        """Go there and type."""
        self._go_to(wanted)
        self.page.keyboard.type(words)

    def pick(self, wanted: Locator) -> None:
        """Go to those that belong together, and on by the arrows."""
        # The tabulator comes to the one that is chosen, or to the first.
        self._go_to(self.page.locator(f"input[name='{wanted.get_attribute('name')}']"))
        for _ in range(10):
            if _has_focus(wanted):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not come to {wanted}")

    def pick_time(self, wanted: Locator) -> None:
        """Go to the week, and on by the arrows."""
        expect(wanted).to_be_visible()
        self._go_to(self.page.locator("[data-at]"))
        [to_hour, to_day] = _place(wanted)
        for _ in range(48):
            [hour, day] = _place(self.page.locator(":focus"))
            if (hour, day) == (to_hour, to_day):
                self.page.keyboard.press("Space")
                return
            sideways = "ArrowRight" if day < to_day else "ArrowLeft"
            upright = "ArrowDown" if hour < to_hour else "ArrowUp"
            self.page.keyboard.press(sideways if day != to_day else upright)
        raise AssertionError(f"the arrows do not come to {wanted}")

    def _go_to(self, wanted: Locator) -> None:
        expect(wanted.first).to_be_attached()
        if not _has_focus(wanted):
            tab_to(self.page, wanted, limit=120)


def _has_focus(wanted: Locator) -> bool:
    """Returns whether one of those that a locator finds has the focus."""
    found = wanted.evaluate_all("found => found.includes(document.activeElement)")
    return bool(found)


def _place(cell: Locator) -> list[int]:
    """Returns the hour of a cell of the week, and its day from 0 on."""
    return [int(part) for part in str(cell.get_attribute("data-at")).split("/")]
