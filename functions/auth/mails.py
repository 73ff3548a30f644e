"""The mails about accounts, in the language of their reader."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from auth.device_names import device_name
from auth.links import Purpose
from auth.notices import Notice
from learn_exchange.languages import language_of
from learn_exchange.letters import Letter
from learn_exchange.mail import Mail
from learn_exchange.settings import frontend_url
from learn_exchange.tables.users import MailRequest, Profile
from learn_exchange.texts import Texts, day_and_time
from learn_exchange.times import local_at

TEXTS = Texts(Path(__file__).with_name("texts"))

# What to do if it was not oneself.
REMEDIES: Mapping[Notice, str] = {
    "password-changed": "/forgot-password",
    "password-reset": "/forgot-password",
    "new-device": "/settings/security",
}


def compose(purpose: Purpose, name: str | None, token: str, language: str) -> Mail:
    """Write the mail with a secret link. It leads to the web client, for everybody who asks.

    There is no name in a mail to an address that may be a stranger's: anybody who signed up with it
    has chosen the name.
    """
    # The purposes are also the pages.
    return _letter(purpose, name, f"/{purpose}?token={token}", language, {})


def tell(notice: Notice, request: MailRequest, reader: Profile) -> Mail:
    """Write the mail that tells a person what has happened to their account."""
    language, zone = language_of(reader), reader.time_zone
    facts = {
        "when": day_and_time(local_at(request.created_at, zone), language),
        "zone": zone,
        "device": device_name(request.device or "") or "unknown",
    }
    return _letter(notice, reader.first_name, REMEDIES[notice], language, facts)


def _letter(
    message: str, name: str | None, page: str, language: str, facts: Mapping[str, str]
) -> Mail:
    say = partial(TEXTS.translate, language)
    greeting = say("mail-greeting", {"name": name}) if name else say("mail-greeting-nobody")
    return Letter(
        language=language,
        title=say(f"{message}.subject"),
        paragraphs=[greeting, say(message, facts)],
        action=say(f"{message}.action"),
        link=f"{frontend_url()}{page}",
        or_open=say("mail-or-open"),
        after=[say(f"{message}.note")],
        why=say("mail-why-account"),
    ).mail()
