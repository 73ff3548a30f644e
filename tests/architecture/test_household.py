"""The files that greet people say what is so: what they name is there, and can be read."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from local.venv import NEWEST, OLDEST

ROOT = Path(__file__).parents[2]
PAGES = [
    page for place in ("*.md", "docs/*.md", "docs/adr/*.md") for page in sorted(ROOT.glob(place))
]
DECISIONS = sorted(ROOT.glob("docs/adr/0*.md"))
SUPPORTED = [f"3.{minor}" for minor in range(OLDEST[1], NEWEST[1] + 1)]
MAKE = re.compile(r"\bmake ([a-z]+)")


def targets() -> set[str]:
    """Returns what `make` can make."""
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def anchors(page: str) -> set[str]:
    """Returns what links to parts of a page can end in, as GitHub makes it of headings."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_links_to_what_there_is(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:)([^)#]*)#?([^)]*)\)", page.read_text("utf-8"))
    for path, anchor in links:
        target = page.parent / path if path else page
        assert target.exists(), path
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), f"{path}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_commands_that_there_are(page: Path) -> None:
    code = re.findall(r"```sh\n.*?```|`[^`\n]+`", page.read_text("utf-8"), re.DOTALL)
    assert {name for text in code for name in MAKE.findall(text)} <= targets()


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name[:4])
def test_a_decision_has_a_status_a_date_alternatives_and_its_line_in_the_index(page: Path) -> None:
    text = page.read_text("utf-8")
    title = re.match(
        rf"# {int(page.name[:4])}\. (.+)\n\n\*\*Status\.\*\* \w+, \d{{4}}-\d\d-\d\d\.", text
    )
    assert title
    assert "**Decision.**" in text
    assert "**Alternatives.**" in text
    assert f"[{title[1]}]({page.name})" in (page.parent / "README.md").read_text("utf-8")


def test_the_glossary_is_in_order_and_explains_each_word_once() -> None:
    rows = re.findall(
        r"^\| (.+?) \| (.+) \|$", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE
    )
    words = [word for word, _ in rows if word != "word"]
    assert words == sorted(set(words))


def workflow() -> Any:
    """Returns what runs for each change."""
    return yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())


def test_each_supported_python_is_checked() -> None:
    assert workflow()["jobs"]["check"]["strategy"]["matrix"]["python"] == SUPPORTED
    assert f"for version in {' '.join(SUPPORTED)};" in (ROOT / ".ci/run").read_text()
    assert (ROOT / ".python-version").read_text().strip() in SUPPORTED


def test_the_workflow_runs_what_developers_run() -> None:
    jobs = workflow()["jobs"]
    for job in jobs.values():
        assert job["runs-on"]
        assert set(job) <= {"needs", "runs-on", "timeout-minutes", "strategy", "steps"}
        assert {job["needs"]} <= set(jobs) if "needs" in job else True
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            assert re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step.get("uses", "some/action@v1"))
            assert set(MAKE.findall(step.get("run", ""))) <= targets()


@pytest.mark.parametrize(
    "path",
    [
        ".pre-commit-config.yaml",
        *(str(path.relative_to(ROOT)) for path in ROOT.glob(".github/**/*.yml")),
    ],
)
def test_settings_can_be_read(path: str) -> None:
    assert isinstance(yaml.safe_load((ROOT / path).read_text()), dict)


def test_the_container_for_development_runs_what_there_is() -> None:
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text())
    assert set(MAKE.findall(container["postCreateCommand"])) <= targets()
    assert container["image"].partition(":")[2].partition("-")[0] in SUPPORTED
