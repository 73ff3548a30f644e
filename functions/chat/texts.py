"""The texts of messages: as they were written, or told in the reader's language."""

from pathlib import Path

from learn_exchange.short_texts import ShortTexts
from learn_exchange.tables.chat import Message

TEXTS = ShortTexts(Path(__file__).with_name("texts"))


def content_of(message: Message, language: str) -> str:
    """Returns what was written; of a row that tells of an exchange, what has happened."""
    if message.about is None:
        return message.content
    offered, requested = _skills(message)
    return TEXTS.translate(
        language, message.about.event, {"offered": offered, "requested": requested}
    )


def _skills(message: Message) -> tuple[str, str]:
    if message.about and message.about.offered and message.about.requested:
        return message.about.offered, message.about.requested
    # Rows of before tell of an exchange in English, such as `Exchange accepted: Spanish for SQL`.
    offered, _, requested = message.content.partition(": ")[2].partition(" for ")
    return offered, requested
