"""Findings of axe-core on a page, and content wider than the window, which it cannot see."""

from collections.abc import Iterator
from itertools import product
from typing import Final, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.support.visits import DESKTOP, PHONE

_THEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
_NARROW: Final[ViewportSize] = {"width": 320, "height": 640}
# Colours and sizes follow theme and width with the next frame.
_NEXT_FRAME: Final = "new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))"

# WCAG 2.2 AA with its size of targets, which axe leaves out unless it is asked, and what is agreed
# to be good beyond it.
_RULES: Final = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def barriers(page: Page) -> list[str]:
    """Returns what axe finds on a page: the rule, where, and why."""
    found = Axe().run(page, options=_RULES).response["violations"]
    return [
        f"{violation['id']}: {' '.join(node['target'])}: {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def overflowing(page: Page) -> list[str]:
    """Returns the elements by which a page can be scrolled sideways."""
    wide: list[str] = page.evaluate("""() => {
        const root = document.scrollingElement
        if (root.scrollWidth <= root.clientWidth) return []
        const sticksOut = ({ left, right }) => left < -1 || right > root.clientWidth + 1
        return [...document.body.querySelectorAll("*")]
            .filter((each) => sticksOut(each.getBoundingClientRect()))
            .map((each) => each.outerHTML.slice(0, 120))
    }""")
    return wide


def findings(page: Page) -> Iterator[str]:
    """Yields what is wrong with a screen, in each theme and width."""
    for theme, size in product(_THEMES, (DESKTOP, PHONE)):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size(size)
        page.evaluate(_NEXT_FRAME)
        yield from (f"{theme}, {size['width']}: {each}" for each in barriers(page))
    for size in (DESKTOP, PHONE, _NARROW):
        page.set_viewport_size(size)
        # What comes late, such as a count in the bar, may move the others for a moment.
        for _ in range(10):
            if not (found := overflowing(page)):
                break
            page.wait_for_timeout(200)
        yield from (f"wider than {size['width']}: {each}" for each in found)


def at_once(page: Page) -> list[str]:
    """Returns what is wrong with a screen as it is now."""
    return [*barriers(page), *overflowing(page)]
