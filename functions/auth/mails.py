"""The mails that carry secret links, as text and as HTML, in the language of their reader."""

from functools import partial
from html import escape
from pathlib import Path

from auth.links import Purpose
from learn_exchange.mail import Mail
from learn_exchange.settings import frontend_url
from learn_exchange.texts import Texts

TEXTS = Texts(Path(__file__).with_name("texts"))

HTML = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{subject}</title></head>
<body>
<p>{greeting}</p><p>{before_link}</p>
<p><a href="{link}">{action}</a></p><p>{after_link}</p>
</body>
</html>
"""
TEXT = "{greeting}\n\n{before_link}\n\n{link}\n\n{after_link}\n"


def compose(purpose: Purpose, first_name: str, token: str, language: str) -> Mail:
    """Write the mail for a purpose. Its link leads to the web client, whoever asked for it."""
    say = partial(TEXTS.translate, language)
    parts = {
        "language": language,
        "subject": say(f"{purpose}.subject"),
        "greeting": say("mail-greeting", {"name": first_name}),
        "before_link": say(purpose),
        # The purposes are also the pages.
        "link": f"{frontend_url()}/{purpose}?token={token}",
        "action": say(f"{purpose}.action"),
        "after_link": say(f"{purpose}.note"),
    }
    return Mail(
        subject=parts["subject"],
        text=TEXT.format(**parts),
        html=HTML.format(**{name: escape(part) for name, part in parts.items()}),
    )
