"""The log of a conversation on the screen: only what is near the screen is in the page."""

from typing import Final

from playwright.sync_api import Locator, Page

# Where each message on the screen stands, by its words.
PLACES: Final = """() => {
  const log = document.querySelector(".log").getBoundingClientRect();
  const shown = [...document.querySelectorAll(".log .msg")]
    .map((each) => [each.textContent, each.getBoundingClientRect()])
    .filter(([, box]) => box.top >= log.top && box.bottom <= log.bottom);
  return Object.fromEntries(shown.map(([words, box]) => [words, box.top]));
}"""

_READ_THROUGH: Final = """async () => {
  const log = document.querySelector(".log");
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const read = [];
  // What is measured on the way moves it.
  do {
    log.scrollTop = 0;
    await drawn();
    await drawn();
  } while (log.scrollTop > 0);
  for (;;) {
    await drawn();
    await drawn();
    const shown = [...log.querySelectorAll(".msg")].map((each) => each.textContent);
    // One that stands there twice is read twice.
    read.push(...shown.slice(shown.indexOf(read.at(-1)) + 1));
    if (log.scrollTop + log.clientHeight >= log.scrollHeight - 1) return read;
    log.scrollBy(0, log.clientHeight / 2);
  }
}"""


def said(page: Page) -> Locator:
    """Returns all messages that are in the page, the oldest first."""
    return page.locator(".msg")


def read_through(page: Page) -> list[str]:
    """Reads what is loaded of a conversation, from its beginning to its end."""
    words: list[str] = page.evaluate(_READ_THROUGH)
    return words
