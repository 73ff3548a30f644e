"""Fixtures for the tests of signing up and in."""

from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher, extract_parameters

from auth import credentials, passwords
from tests.support.clock import SetClock


@pytest.fixture
def hour_begins(time_passes: SetClock) -> SetClock:
    """The clock, set to where the windows of all rate limits begin."""
    time_passes.forward_to_the_hour()
    return time_passes


@pytest.fixture
def delays(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Returns how many seconds each login was made to wait; none does wait."""
    waited: list[float] = []
    monkeypatch.setattr(credentials, "time", SimpleNamespace(sleep=waited.append))
    return waited


@pytest.fixture
def real_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords take as much work as they do outside of tests."""
    parameters = extract_parameters(passwords.NOBODYS_HASH)
    monkeypatch.setattr(passwords, "hasher", PasswordHasher.from_parameters(parameters))


@pytest.fixture
def hashing_done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parameters of each hash that a password was compared with."""
    done: list[str] = []
    verify = PasswordHasher.verify

    def noted(hasher: PasswordHasher, password_hash: str, password: bytes) -> bool:
        done.append(password_hash.rsplit("$", 2)[0])
        return bool(verify(hasher, password_hash, password))

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    return done
