"""docs/exchange-states.md tells what the code does."""

from infra import state_page


def test_the_page_of_states_is_not_stale() -> None:
    assert state_page.PAGE.read_text("utf-8") == state_page.text(), "run `make openapi`"
