"""Checks that run side by side: what they say is shown, and one that fails is never lost."""

import pytest

from local.checks import run

GOOD = ["timeit", "-n", "1", "-r", "1", "pass"]
BAD = ["timeit", "--no-such-option"]


@pytest.mark.parametrize(
    ("checks", "tests", "failed"),
    [
        ({"style": GOOD, "types": GOOD}, GOOD, []),
        ({"style": GOOD, "types": BAD}, GOOD, ["types"]),
        ({"style": BAD, "types": BAD}, GOOD, ["style", "types"]),
        ({"style": GOOD, "types": BAD}, BAD, ["tests", "types"]),
    ],
)
def test_what_has_failed_is_named(
    checks: dict[str, list[str]],
    tests: list[str],
    failed: list[str],
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(checks, tests) == failed
    shown = capfd.readouterr()
    assert "types: " in shown.out
    assert ("option --no-such-option not recognized" in shown.out) is ("types" in failed)
