"""Files that change while something runs are noticed once, when they have settled."""

from pathlib import Path

import pytest

from local import changes


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that it is, as its last entry."""
    times = [0.0]
    monkeypatch.setattr("local.changes.time.monotonic", lambda: times[-1])
    return times


def test_a_change_is_told_once_when_it_has_settled(tmp_path: Path, clock: list[float]) -> None:
    watch = changes.Watch(lambda: changes.files_below(tmp_path))
    assert not watch.has_changed()
    (tmp_path / "app.ts").write_text("one")
    clock.append(5)
    assert not watch.has_changed(), "seen, and not settled yet"
    (tmp_path / "other.ts").write_text("two")
    clock.append(6.5)
    assert not watch.has_changed(), "something else has changed since"
    clock.append(7.6)
    assert watch.has_changed()
    clock.append(9)
    assert not watch.has_changed()


def test_files_have_a_stable_order_and_bytecode_and_swap_files_are_none(tmp_path: Path) -> None:
    for name in ("b/two.py", "a.py", "b/__pycache__/two.pyc", "b/.two.py.swp"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in changes.files_below(tmp_path)]
    assert found == ["a.py", "b/two.py"]
    assert [*changes.files_below(tmp_path / "a.py")] == [tmp_path / "a.py"]
    assert [*changes.files_below(tmp_path / "nowhere")] == []
