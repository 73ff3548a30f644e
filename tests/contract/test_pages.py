"""The pages of docs/ that are made from the code tell what it does."""

from types import ModuleType

import pytest

from contracts import event_page, limits_page, state_page


@pytest.mark.parametrize(
    "page", [event_page, limits_page, state_page], ids=lambda page: page.__name__
)
def test_a_page_is_not_stale(page: ModuleType) -> None:
    assert page.PAGE.read_text("utf-8") == page.text(), "run `make openapi`"
