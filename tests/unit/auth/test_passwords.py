"""Passwords: the work that it takes to guess one."""

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from auth import passwords

QUICK = PasswordHasher(1, 8, 1)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> PasswordHasher:
    """Passwords take no work."""
    monkeypatch.setattr(passwords, "hasher", QUICK)
    return QUICK


def test_the_parameters_are_those_of_owasp() -> None:
    """OWASP's Password Storage Cheat Sheet: argon2id with 19 MiB, two rounds and one thread."""
    parameters = extract_parameters(passwords.hash_password("a password"))

    assert parameters.type is Type.ID
    assert parameters.memory_cost == 19 * 1024
    assert parameters.time_cost == 2
    assert parameters.parallelism == 1
    assert parameters.salt_len >= 16
    assert parameters.hash_len >= 32


def test_a_hash_of_nobody_takes_the_same_work_as_any_other() -> None:
    ours = extract_parameters(passwords.hash_password("a password"))

    assert extract_parameters(passwords.NOBODYS_HASH) == ours


@pytest.mark.parametrize("password", ["", "password", "nobody", "correct horse battery staple"])
def test_a_hash_of_nobody_matches_nothing(password: str) -> None:
    assert not passwords.matches(password, passwords.NOBODYS_HASH)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(password=st.text(max_size=128), other=st.text(max_size=128))
def test_a_hash_matches_its_password_alone(password: str, other: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hasher", QUICK)
        password_hash = passwords.hash_password(password)

        assert passwords.matches(password, password_hash)
        same = passwords._normalised(password) == passwords._normalised(other)
        assert passwords.matches(other, password_hash) == same


def test_the_same_password_has_another_hash_each_time(quick: PasswordHasher) -> None:
    assert passwords.hash_password("a password") != passwords.hash_password("a password")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("caf\u00e9", "cafe\u0301"),
        ("\u212bngstr\u00f6m", "\u00c5ngstro\u0308m"),
        ("\uff50\uff41\uff53\uff53", "pass"),
        ("\ufb01ve", "five"),
        ("\u1112\u1161\u11ab", "\ud55c"),
        ("a\u00a0b", "a b"),
    ],
)
def test_the_same_characters_typed_otherwise_are_the_same_password(
    quick: PasswordHasher, one: str, other: str
) -> None:
    assert one != other
    assert passwords.matches(one, passwords.hash_password(other))
    assert passwords.matches(other, passwords.hash_password(one))


@pytest.mark.parametrize("other", ["Password", "password ", "pass\0word", "password\0", "passwor"])
def test_what_looks_alike_is_another_password(quick: PasswordHasher, other: str) -> None:
    assert not passwords.matches(other, passwords.hash_password("password"))


def test_a_hash_of_other_parameters_is_outdated_and_still_matches(quick: PasswordHasher) -> None:
    old = PasswordHasher(2, 16, 1).hash("a password")

    assert passwords.is_outdated(old)
    assert passwords.matches("a password", old)
    assert not passwords.is_outdated(passwords.hash_password("a password"))
