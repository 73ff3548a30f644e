"""Clients are generated from docs/openapi.json and compiled, and the document is linted."""

import json
import re
from pathlib import Path

from contracts import openapi
from tests.support.typescript import SOURCE, run, workshop

# What the journey says, and what the contract must not let it say instead.
MISTAKES = {
    'accepted.status === "accepted"': 'accepted.status === "agreed"',
    "seen.skills[0]?.skillLevel": "seen.email",
    "{ ids: [crypto.randomUUID()] }": "{}",
    "channels.message.push": "channels.letter.push",
    'case "already-pending":': 'case "pending-already":',
}


def test_a_generated_client_compiles_strictly_and_with_any_mistake_it_does_not() -> None:
    text = (SOURCE / "journey.ts").read_text("utf-8")
    mistaken = {f"mistake{number}.ts": pair for number, pair in enumerate(MISTAKES.items())}
    for name, (right, wrong) in mistaken.items():
        assert right in text
        (workshop() / name).write_text(text.replace(right, wrong), "utf-8")
    settings = json.loads((SOURCE / "tsconfig.json").read_text("utf-8"))
    project = workshop() / "tsconfig.json"
    project.write_text(json.dumps({**settings, "files": [*settings["files"], *mistaken]}), "utf-8")
    compiled = run("tsc", "--project", project.name)
    assert {*re.findall(r"^([\w.]+)\(", compiled.stdout, re.MULTILINE)} == {*mistaken}


def lint(document: Path) -> tuple[int, str]:
    """Returns what Spectral's rules for OpenAPI find, hints included."""
    workshop()
    options = ("--ruleset", "spectral.yaml", "--fail-severity", "hint")
    found = run("spectral", "lint", str(document), *options)
    return found.returncode, found.stdout


def test_spectral_finds_nothing_in_the_document() -> None:
    status, found = lint(openapi.DOCUMENT)
    assert status == 0, found


def test_spectral_would_find_something(tmp_path: Path) -> None:
    document = json.loads(openapi.DOCUMENT.read_text("utf-8"))
    document["paths"] = {"/user/me": document["paths"]["/user/me"]}
    del document["info"]["contact"]
    document["paths"]["/user/me"]["get"]["tags"] = ["nobody"]
    broken = tmp_path / "openapi.json"
    broken.write_text(json.dumps(document), "utf-8")
    status, found = lint(broken)
    assert status == 1
    assert "info-contact" in found
    assert "operation-tag-defined" in found
