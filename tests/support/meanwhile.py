"""Writes of others in the moment between a read and the write that follows from it."""

from collections.abc import Callable

import pytest

from learn_exchange.tables.store import Transaction


def write_meanwhile(
    monkeypatch: pytest.MonkeyPatch, write: Callable[[int], object], times: int = 1
) -> None:
    """Call `write` just before each of the next transactions; it is told which one it is."""
    commit = Transaction.commit
    done = 0

    def commit_too_late(transaction: Transaction) -> None:
        nonlocal done
        if done < times:
            done += 1
            write(done)
        commit(transaction)

    monkeypatch.setattr(Transaction, "commit", commit_too_late)
