"""Passwords: argon2id with the parameters that OWASP recommends.

https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
"""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

hasher = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)

# Compared with when there is no account, so that it takes the same work. Nobody's password.
NOBODYS_HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$vgmOrZ0FE9V++dH8MfMIbw"
    "$9SFeILPZqND7otuyVS3Pz7t/kwg0jFlPUhjnS/5MYtU"
)


def hash_password(password: str) -> str:
    """Returns the hash to keep of a password."""
    return hasher.hash(_normalised(password))


def matches(password: str, password_hash: str) -> bool:
    """Returns whether the hash was made of this password."""
    try:
        return hasher.verify(password_hash, _normalised(password))
    except VerifyMismatchError:
        return False


def is_outdated(password_hash: str) -> bool:
    """Returns whether the hash was made with other parameters than today's."""
    return hasher.check_needs_rehash(password_hash)


def _normalised(password: str) -> bytes:
    # The same characters typed on another system are the same password: NIST SP 800-63B 5.1.1.2.
    return unicodedata.normalize("NFKC", password).encode()
