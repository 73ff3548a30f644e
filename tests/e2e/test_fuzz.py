"""Schemathesis against the running system: no 5xx, and no answer outside the document."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.people import sign_up
from tests.support.remote import RemoteGateway
from tests.support.system import System

DOCUMENT = Path(__file__).parent.parent.parent / "docs/openapi.json"
SECONDS = os.environ.get("FUZZ_SECONDS", "120")
SEED = "20261122"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


def test_whatever_is_sent_the_answer_is_one_that_the_document_names(
    system: System, gateway: RemoteGateway, tmp_path: Path
) -> None:
    person = sign_up(gateway)
    run = subprocess.run(  # noqa: S603 (the command is ours)
        [
            Path(sys.executable).parent / "schemathesis",
            "run",
            DOCUMENT,
            f"--url={system.api_url}",
            f"--header=Authorization: Bearer {person.access_token}",
            f"--checks={','.join(CHECKS)}",
            f"--max-time={SECONDS}",
            f"--seed={SEED}",
            "--workers=1",
            "--request-timeout=60",
            "--suppress-health-check=all",
            "--continue-on-failure",
            "--no-color",
            f"--report-dir={tmp_path}",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr
    assert " generated" in run.stdout, run.stdout
    print(run.stdout[-2000:])
