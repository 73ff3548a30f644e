"""Conversations for tests."""

from learn_exchange.ids import new_id
from tests.support.gateway import Answer, Json
from tests.support.people import Person


def open_chat(one: Person, other: Person) -> Answer:
    """Let one open their conversation with the other."""
    return one.post("/chat/open", {"userId": other.id})


def opened(one: Person, other: Person) -> Json:
    """Returns the conversation of two people, as the one who opens it sees it."""
    answer = open_chat(one, other)
    assert answer.status == 200, answer.text
    content: Json = answer.json
    return content


def written(by: Person, conversation_id: str, content: str = "Hello") -> Json:
    """Returns a message that somebody has just sent, as they see it."""
    message = {"clientId": new_id(), "content": content}
    answer = by.post(f"/chat/{conversation_id}/messages", message)
    assert answer.status == 201, answer.text
    sent: Json = answer.json
    return sent


def history(of: Person, conversation_id: str, **query: str) -> list[Json]:
    """Returns a page of a conversation."""
    answer = of.get(f"/chat/{conversation_id}/messages", query={"limit": "100", **query})
    assert answer.status == 200, answer.text
    items: list[Json] = answer.json["items"]
    return items


def read_up_to(reader: Person, conversation_id: str, sequence: int) -> Answer:
    """Let somebody say how far they have read."""
    return reader.post(f"/chat/{conversation_id}/read", {"sequence": sequence})


def chats(of: Person) -> list[Json]:
    """Somebody's conversations."""
    answer = of.get("/chat/list", query={"limit": "100"})
    assert answer.status == 200, answer.text
    items: list[Json] = answer.json["items"]
    return items
