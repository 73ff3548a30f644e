"""Conversations for tests."""

from tests.support.gateway import Answer, Json
from tests.support.people import Person


def open_chat(one: Person, other: Person) -> Answer:
    """Let one open their conversation with the other."""
    return one.post("/chat/open", {"userId": other.id})


def opened(one: Person, other: Person) -> Json:
    """The conversation of two people, as the one who opens it sees it."""
    answer = open_chat(one, other)
    assert answer.status == 200, answer.text
    content: Json = answer.json
    return content
