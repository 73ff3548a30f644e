"""Sections of the benchmarks' page can be written alone."""

from tests.bench.report import with_section

OTHERS = "# Benchmarks\n\n## Cold starts\n\n| function |\n|---|\n"
FEEDS = "## Feeds\n\nWhat feeds cost.\n"
CHAT = "## Chat\n\nHow long it takes.\n"


def test_a_new_section_comes_after_all_others() -> None:
    assert with_section(OTHERS, FEEDS) == f"{OTHERS}\n{FEEDS}"


def test_a_section_replaces_the_one_of_its_title_and_leaves_what_follows() -> None:
    page = with_section(with_section(OTHERS, FEEDS), CHAT)
    again = with_section(page, FEEDS.replace("cost", "take"))
    assert again == page.replace("cost", "take")
    assert with_section(again, CHAT) == again
