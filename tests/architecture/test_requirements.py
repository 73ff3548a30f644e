"""Requirements are installed as they were locked: in one version everywhere, by hash."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = sorted(ROOT.glob("layers/*/requirements.txt"))
LOCKED = [ROOT / "requirements.txt", *LAYERS]
NAMED = [path.with_suffix(".in") for path in LOCKED]
PIN = re.compile(
    r"^([a-z0-9-]+)==([^ ;]+)((?: ;.*)?) \\$((?:\n    --hash=sha256:\w{64}(?: \\)?)*)", re.MULTILINE
)


def pins(requirements: Path) -> dict[str, str]:
    """Returns the version of each package that a file pins."""
    return {name: pinned for name, pinned, *_ in PIN.findall(requirements.read_text())}


def name_of(requirement: Path) -> str:
    """Returns the name of a case: where a requirements file is."""
    return str(requirement.relative_to(ROOT))


@pytest.mark.parametrize("requirements", LOCKED, ids=name_of)
def test_every_line_pins_a_version_and_the_hashes_of_its_files(requirements: Path) -> None:
    text = requirements.read_text()
    lines = [line for line in text.splitlines() if re.match(r"[^\s#]", line)]
    locked = PIN.findall(text)
    assert len(lines) == len(locked) > 0
    assert [name for name, _, _, hashes in locked if not hashes] == []


@pytest.mark.parametrize("requirements", LAYERS, ids=name_of)
def test_layers_have_what_is_tested(requirements: Path) -> None:
    locked = pins(ROOT / "requirements.txt")
    for package, pinned in pins(requirements).items():
        assert locked[package] == pinned, package
        assert version(package) == pinned, package


@pytest.mark.parametrize("requirements", LAYERS, ids=name_of)
def test_what_layers_have_is_needed_everywhere(requirements: Path) -> None:
    # A marker would be read by the Python that builds a layer, which is not the one that loads it.
    assert [name for name, _, marker, _ in PIN.findall(requirements.read_text()) if marker] == []


@pytest.mark.parametrize("named", NAMED, ids=name_of)
def test_what_the_code_uses_is_locked(named: Path) -> None:
    names = re.findall(r"^([a-z0-9][\w.-]*)", named.read_text(), re.MULTILINE)
    normal = {re.sub(r"[-_.]+", "-", name) for name in names}
    assert normal <= pins(named.with_suffix(".txt")).keys(), "run `make lock`"
