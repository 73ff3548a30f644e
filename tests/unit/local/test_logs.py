"""Logs of functions become readable lines."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from learn_exchange.observability import log_batch, log_decision, log_request
from local.logs import FunctionLog, readable

AT = datetime(2026, 11, 22, 12, 0, 1).astimezone().timestamp()
SIGNUP = "learn-exchange-local-auth-signup"


def test_a_request(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNCTION", "auth.signup")
    log_request("POST /auth/signup", 201, 0.0, "a-request")
    logged = json.loads(capsys.readouterr().out) | {"durationMs": 33.7}
    line = readable(AT, SIGNUP, json.dumps(logged))
    assert line == "12:00:01 auth.signup 201 34 ms POST /auth/signup"


def test_a_batch(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNCTION", "auth.send_mail")
    log_batch("consume", 10, 1, 0.0)
    logged = json.loads(capsys.readouterr().out) | {"durationMs": 250}
    line = readable(AT, "learn-exchange-local-auth-send_mail", json.dumps(logged))
    assert line == "12:00:01 auth.send_mail 250 ms consume size=10 failed=1"


def test_a_decision(capsys: pytest.CaptureFixture[str]) -> None:
    log_decision("mail not needed", kind="reset")
    line = readable(AT, SIGNUP, capsys.readouterr().out)
    assert line == "12:00:01 auth.signup mail not needed kind=reset"


def test_an_error_shows_its_level() -> None:
    line = readable(AT, SIGNUP, '{"level": "ERROR", "message": "defect"}')
    assert line == "12:00:01 auth.signup ERROR defect"


@pytest.mark.parametrize("text", ["Traceback (most recent call last):", '"a word"', "[1]", ""])
def test_what_is_not_structured_stays_as_it_was(text: str) -> None:
    assert readable(AT, SIGNUP, text) == f"12:00:01 auth.signup {text}"


def test_only_what_is_logged_from_now_on_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "functions.log"
    old, new = ({"at": AT, "function": SIGNUP, "line": line} for line in ("old", "new"))
    path.write_text(json.dumps(old) + "\n")
    with FunctionLog(path) as log, path.open("a") as file:
        assert list(log.new_lines()) == []
        file.write(json.dumps(new)[:20])
        file.flush()
        assert list(log.new_lines()) == []
        file.write(json.dumps(new)[20:] + "\n")
        file.flush()
        assert list(log.new_lines()) == ["12:00:01 auth.signup new"]
