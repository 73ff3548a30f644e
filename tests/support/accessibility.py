"""What axe-core finds on a page, and what it cannot: content that is wider than the window."""

from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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
