"""The section on feeds stands at the end of the page, and can be written alone."""

from tests.bench.feed_report import TITLE, replaced

SECTION = f"{TITLE}\n\nWhat feeds cost.\n"


def test_the_section_comes_after_all_others_and_replaces_the_one_before() -> None:
    others = "# Benchmarks\n\n## Cold starts\n\n| function |\n|---|\n"
    page = replaced(others, SECTION)
    assert page == f"{others}\n{SECTION}"
    assert replaced(page, SECTION.replace("cost", "take")) == page.replace("cost", "take")
