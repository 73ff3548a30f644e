"""The names of operations: generators make functions of them, all in one flat space."""

import json
import keyword
import re

import pytest

from contracts import openapi

NAMES: list[str] = [
    operation["operationId"]
    for methods in json.loads(openapi.DOCUMENT.read_text("utf-8"))["paths"].values()
    for operation in methods.values()
]
VERBS = {
    "accept", "block", "cancel", "change", "check", "contest", "count", "create", "decline",
    "delete", "download", "edit", "explain", "find", "follow", "get", "like", "list", "log", "mark",
    "open", "post", "rate", "refresh", "register", "remove", "reply", "report", "request", "resend",
    "reschedule", "reset", "set", "sign", "unblock", "unfollow", "unlike", "unregister",
    "unsubscribe", "update", "verify",
}  # fmt: skip
# A name of several words can only be reserved where a keyword has several, as Swift's have.
RESERVED_WORDS = {*keyword.kwlist, "didSet", "willSet"}


def words(name: str) -> list[str]:
    """Returns the words that a name in camelCase is made of."""
    return re.findall(r"^[a-z]+|[A-Z][a-z]*", name)


def test_no_two_operations_share_a_name() -> None:
    assert len({name.lower() for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_verb_and_what_it_is_done_to(name: str) -> None:
    verb, *rest = words(name)
    assert "".join((verb, *rest)) == name
    assert verb in VERBS
    assert rest
    assert name not in RESERVED_WORDS
