"""A browser for tests is found in one order; where there is none, it is said how to get one."""

from pathlib import Path

import pytest

from tests.support import browsers

WAYS = ["_named", "_installed", "_from_playwright", "_from_debian", "_from_npm"]


@pytest.mark.parametrize("way", range(len(WAYS)))
def test_the_first_browser_that_is_found_is_taken(
    way: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, name in enumerate(WAYS):
        found = [Path(name)] if place >= way else []
        monkeypatch.setattr(browsers, name, lambda found=found: iter(found))
    assert browsers.browser_path() == Path(WAYS[way])


def test_without_any_it_is_said_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in WAYS:
        monkeypatch.setattr(browsers, name, lambda: iter([]))
    with pytest.raises(LookupError, match=r"BROWSER_PATH=/path/to/chromium"):
        browsers.browser_path()


def test_a_browser_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/opt/chromium")
    assert browsers.browser_path() == Path("/opt/chromium")
