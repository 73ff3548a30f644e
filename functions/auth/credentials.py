"""Proving that one owns an account, without telling anyone else that it exists."""

import time
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from auth.limits import LOGIN_ACCOUNT, LOGIN_ACCOUNT_AND_ADDRESS, LOGIN_ADDRESS
from auth.passwords import NOBODYS_HASH, hash_password, is_outdated, matches
from auth.problems import WrongCredentials
from learn_exchange.concurrency import run_all, run_concurrently
from learn_exchange.limits import RateLimit
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import Credential, UsersCounter

FREE_FAILURES = 5
DELAY_STEP_SECONDS = 0.25
MAX_DELAY_SECONDS = 2.0


@dataclass(frozen=True)
class LoginAttempt:
    """Somebody at a network address tries to sign in to the account of an e-mail address.

    Each attempt is counted as a failure before the password is looked at, so that many at once
    cannot pass the limits together; one that succeeds is given back.
    """

    email: str
    address: str
    at: datetime

    def check(self, password: str) -> Credential:
        """Returns the account's credential, if the password is right. One round trip.

        An unknown address takes the same reads, writes, delays and hashing as a wrong password.

        Raises:
            WrongCredentials: there is no such account, or its password is another.
            TooManyRequests: too many attempts have failed.
        """
        (*_, failures), credential = run_concurrently(
            lambda: run_all(
                partial(limit.take, UsersCounter, who, self.at) for limit, who in self._windows
            ),
            Credential.key(self.email).get,
        )
        # The account alone is only slowed down: otherwise anyone could lock its owner out.
        delay = DELAY_STEP_SECONDS * (failures - FREE_FAILURES)
        time.sleep(min(max(delay, 0), MAX_DELAY_SECONDS))
        password_hash = credential.password_hash if credential else NOBODYS_HASH
        if not matches(password, password_hash) or credential is None:
            raise WrongCredentials
        checked: Credential = credential
        return checked

    def give_back(self) -> None:
        """Take the attempt out of the counts, since it succeeded. One round trip."""
        run_all(
            partial(limit.give_back, UsersCounter, who, self.at) for limit, who in self._windows
        )

    @property
    def _windows(self) -> tuple[tuple[RateLimit, str], ...]:
        account = self.email.lower()
        return (
            (LOGIN_ACCOUNT_AND_ADDRESS, f"{account} {self.address}"),
            (LOGIN_ADDRESS, self.address),
            (LOGIN_ACCOUNT, account),
        )


def hold(write: Transaction, email: str, credential: Credential, password: str) -> None:
    """Let the transaction fail if the password was changed since it was checked.

    A hash that was made with outdated parameters is replaced on the way.
    """
    key = Credential.key(email)
    unchanged = Credential.password_hash == credential.password_hash
    if is_outdated(credential.password_hash):
        renewed = Credential.password_hash.set(hash_password(password))
        write.update(key, renewed, condition=unchanged, on_conflict=WrongCredentials())
    else:
        write.check(key, condition=unchanged, on_conflict=WrongCredentials())
