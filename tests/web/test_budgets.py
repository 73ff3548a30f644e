"""Bytes and requests of the first screens; `make bench` measures times."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from local.web import CLIENT
from tests.support.people import Person
from tests.support.visits import Visits

KB = 1000
REQUESTS = 6  # before anything can be seen
# What was asked for before anything could be seen, the page itself included.
BEFORE_FIRST_PAINT = """
new Promise((resolve) => new PerformanceObserver((list) => {
  const [paint] = list.getEntriesByName("first-contentful-paint");
  if (!paint) return;
  const asked = performance.getEntriesByType("resource");
  // Browsers ask for the icon when they like.
  const before = asked.filter(
    ({ name, startTime }) => startTime < paint.startTime && !name.endsWith("/icon.svg"),
  );
  resolve([location.pathname, ...before.map(({ name }) => new URL(name).pathname)]);
}).observe({ type: "paint", buffered: true }))
"""


def gzipped(files: list[Path]) -> float:
    """Returns how many kilobytes files have as they are sent."""
    return sum(len(gzip.compress(path.read_bytes())) for path in files) / KB


def opened(
    visits: Visits, path: str, heading: str, person: Person | None = None
) -> tuple[Page, list[Path]]:
    """Opens a page, and returns it with the built files that it has asked for."""
    files: set[Path] = set()

    def note(request: Request) -> None:
        file = CLIENT / urlsplit(request.url).path.removeprefix("/")
        if file.is_file():
            files.add(file)

    page = visits.device(person).new_page()
    page.on("request", note)
    page.goto(path)
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_attached()
    page.wait_for_load_state("networkidle", timeout=60_000)
    return page, sorted(files)


def of_kind(files: list[Path], suffix: str) -> list[Path]:
    """Returns the files that are scripts, or styles."""
    return [path for path in files if path.suffix == suffix]


@pytest.mark.parametrize(
    ("path", "heading", "kilobytes"), [("/signin", "Sign in", 115), ("/", "You teach", 120)]
)
def test_signed_out_little_is_downloaded(
    visits: Visits, path: str, heading: str, kilobytes: int
) -> None:
    page, files = opened(visits, path, heading)
    assert 0 < gzipped(of_kind(files, ".js")) <= kilobytes
    assert 0 < gzipped(of_kind(files, ".css")) <= 12
    asked = page.evaluate(BEFORE_FIRST_PAINT)
    assert len(asked) <= REQUESTS, asked


def test_home_is_small(visits: Visits, ana: Person) -> None:
    page, files = opened(visits, "/", "Home", ana)
    assert 0 < gzipped(of_kind(files, ".js")) <= 150
    assert 0 < gzipped(of_kind(files, ".css")) <= 12
    asked = page.evaluate(BEFORE_FIRST_PAINT)
    assert len(asked) <= REQUESTS, asked


def test_each_other_screen_adds_little(visits: Visits, ana: Person) -> None:
    _, home = opened(visits, "/", "Home", ana)
    for path, heading, kilobytes in (
        ("/explore", "Explore", 35),
        ("/write", "", 35),
        (f"/user/{ana.id}", "", 35),
        ("/exchanges", "Exchanges", 35),
        ("/schedule", "Schedule", 75),
        ("/chat", "Messages", 35),
        ("/notifications", "Notifications", 35),
        ("/settings/profile", "", 35),
        ("/settings/security", "", 35),
    ):
        _, files = opened(visits, path, heading, ana)
        added = [*{*files} - {*home}]
        assert 0 < gzipped(of_kind(added, ".js")) <= kilobytes, path


def test_the_whole_client_is_small(client: None) -> None:
    assert 0 < gzipped([*CLIENT.glob("assets/*.js")]) <= 350
    assert 0 < gzipped([*CLIENT.glob("assets/*.css")]) <= 15
