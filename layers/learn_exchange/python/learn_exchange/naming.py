"""Names that people choose: refused is what would mislead those who read them.

Names stand in other people's mails, notifications and calendars, where a part of a name can look as
if it were ours: an address to go to, the product speaking, or letters in another order.
"""

import re
import unicodedata


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRODUCT = "learnexchange"

# They reorder what is read: with one of them, `photo\u202egpj.exe` looks like `photoexe.jpg`.
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NON_JOINER, JOINER = "\u200c", "\u200d"
# Scripts whose letters take other forms by the two, as Unicode names begin with them: UAX #31, 2.3.
JOINING_SCRIPTS = _words(
    "ARABIC BENGALI DEVANAGARI GUJARATI GURMUKHI KANNADA KHMER MALAYALAM MONGOLIAN MYANMAR ORIYA "
    "SINHALA SYRIAC TAMIL TELUGU TIBETAN"
)

PAGE = re.compile(r"://|\bwww\.", re.IGNORECASE)
# Mail programs make links of these, wherever they stand.
LINKED = re.compile(r"[^\W_]{2}\.[^\W\d_]{2,}|[^\W_]\.[a-z]{2}(?![^\W_])", re.IGNORECASE)
# What usernames and skills may not end with: they have dots of their own, as `ana.silva`.
DOMAINS = _words(
    "ai app biz cc cf click club cn co com de dev edu es eu fr ga gov gq in info io it link live "
    "me mil ml net online org page pro ru shop site store tk to top tv uk us ws xyz"
)
ENDS_OF_SKILLS = _words("ai io net")
RESERVED = _words(
    "abuse account admin administrator all anonymous api assets auth billing chat contact "
    "everybody everyone exchange explore feed help helpdesk here home hostmaster info legal "
    "login logout mail media mod moderation moderator mods nobody noreply notifications null "
    "official owner postmaster privacy root safety security settings signin signout signup "
    "staff support sysadmin system team terms undefined unknown user users webmaster www"
)


def username_key(username: str) -> str:
    """Return what usernames are compared by: `Ana.Silva`, `ana_silva` and `anasilva` are one."""
    return re.sub(r"[_.-]", "", username.lower())


def unhidden(text: str) -> str:
    """Return the text as it is, if nothing in it hides or reorders what is read.

    Joiners are let through where a script needs them, and within an emoji.

    Raises:
        ValueError: it has marks that nobody sees.
    """
    for place, character in enumerate(text):
        if unicodedata.category(character) != "Cf":
            continue
        before, behind = text[:place][-1:], text[place + 1 :]
        if not (character in (NON_JOINER, JOINER) and behind and _joins(before)):
            raise ValueError("must not have marks that hide or reorder text")
    return text


def _joins(character: str) -> bool:
    if not character:
        return False
    is_of_emoji = unicodedata.category(character) in ("So", "Sk") or character == "\ufe0f"
    return is_of_emoji or unicodedata.name(character, "").partition(" ")[0] in JOINING_SCRIPTS


def no_page(text: str) -> str:
    """Return the text as it is, if nothing in it looks like an address of a page or of mail.

    Raises:
        ValueError: something does.
    """
    return _without(text, DOMAINS)


def no_page_but_of_skills(text: str) -> str:
    """Return the text as it is, as `no_page` does: of a skill such as ASP.NET or Socket.io.

    Raises:
        ValueError: it looks like an address.
    """
    return _without(text, DOMAINS - ENDS_OF_SKILLS)


def _without(text: str, domains: frozenset[str]) -> str:
    shown = unicodedata.normalize("NFKC", text)
    ending = shown.rstrip().casefold().rpartition(".")
    if PAGE.search(shown) or "@" in shown or (ending[1] and ending[2] in domains):
        raise ValueError("must not have an address of a web page, nor `@`")
    return text


def no_link(text: str) -> str:
    """Return the text as it is, if mail programs make a link of no part of it.

    Raises:
        ValueError: they would.
    """
    if LINKED.search(unicodedata.normalize("NFKC", text)):
        raise ValueError("must not have an address of a web page: write a space behind a dot")
    return text


def not_ours(text: str) -> str:
    """Return the text as it is, if it does not speak in the product's name.

    Raises:
        ValueError: it does.
    """
    letters = "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
    if PRODUCT in letters:
        raise ValueError("must not have the name of this site")
    return text


def not_reserved(username: str) -> str:
    """Return the username as it is, if it does not look like one of those who run the site.

    Raises:
        ValueError: it does.
    """
    if username_key(username).rstrip("0123456789") in RESERVED:
        raise ValueError("is reserved")
    return username
