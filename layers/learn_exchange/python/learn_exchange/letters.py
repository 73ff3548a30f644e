"""Mails as people see them: one sheet for all, as text and as HTML, light and dark.

Mail programs know little of CSS: what a mail needs to be read is written at each element, and what
is left out of a sheet of styles costs only beauty. See https://www.caniemail.com.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from learn_exchange.mail import PRODUCT, Mail

STYLES = """
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .table { background: #191612 !important; }
  .sheet { background: #25211b !important; color: #f1eadd !important; }
  .quiet, .quiet a { color: #b8ae9d !important; }
  .button { background: #9ec6f0 !important; color: #0d2338 !important; }
  .line { border-color: #3a342b !important; }
}
@media (max-width: 480px) {
  .table { padding: 0 !important; }
  .sheet { border-radius: 0 !important; }
}
"""

HTML = """<!doctype html>
<html lang="{language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>{styles}</style>
</head>
<body class="table" style="margin: 0; padding: 24px 0; background: #f6f1e7">
<main class="sheet" style="box-sizing: border-box; max-width: 560px;
 margin: 0 auto; padding: 24px; border-radius: 12px; background: #fffdf8; color: #221e18;
 font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif;
 overflow-wrap: anywhere; display: block">
<p class="quiet" style="margin: 0; color: #5d5548">{product}</p>
<h1 style="margin: 12px 0 20px; font: 22px/1.3 Charter, Cambria, Georgia, serif">{title}</h1>
{paragraphs}
<p style="margin: 24px 0"><a class="button" href="{link}" style="display: inline-block;
 padding: 12px 20px; border-radius: 8px; background: #1d4a9c; color: #fffdf8; font-weight: 600;
 text-decoration: none">{action}</a></p>
<p class="quiet" style="color: #5d5548; font-size: 14px">{or_open}<br>
<a href="{link}" style="color: #5d5548; word-break: break-all">{link}</a></p>
{after}
<hr class="line" style="margin: 24px 0 16px; border: 0; border-top: 1px solid #ddd3c1">
<p class="quiet" style="margin: 0; color: #5d5548; font-size: 14px">{why}{ways}</p>
</main>
</body>
</html>
"""


@dataclass(frozen=True)
class Letter:
    """The content of a mail, in its reader's language: always text, never markup."""

    language: str
    title: str
    """Its subject, too; one line."""
    paragraphs: Sequence[str]
    """With the greeting."""
    action: str
    """The words of the button."""
    link: str
    """The address of the web client to which the button leads."""
    or_open: str
    """The words before the same address in full, for those whose button does nothing."""
    why: str
    """The reason for which one gets it."""
    after: Sequence[str] = ()
    """Paragraphs after the button."""
    ways: Mapping[str, str] = field(default_factory=dict)
    """The ways to get no more of them: words, and the addresses to which they lead."""
    headers: Mapping[str, str] = field(default_factory=dict)

    def mail(self) -> Mail:
        """Return it as it is sent."""
        return Mail(self.subject, self._text(), self._html(), self.headers)

    @property
    def subject(self) -> str:
        """The title in one line, whatever was written into it."""
        return " ".join(self.title.split())

    def _text(self) -> str:
        ways = [f"{words}: {address}" for words, address in self.ways.items()]
        parts = [
            *self.paragraphs,
            f"{self.action}:\n{self.link}",
            *self.after,
            "\n".join(["--", self.why, *ways]),
        ]
        return "\n\n".join(parts) + "\n"

    def _html(self) -> str:
        ways = "".join(
            f'<br><a href="{escape(address)}" style="color: #5d5548">{escape(words)}</a>'
            for words, address in self.ways.items()
        )
        texts = {
            "language": self.language,
            "product": PRODUCT,
            "title": self.subject,
            "link": self.link,
            "action": self.action,
            "or_open": self.or_open,
            "why": self.why,
        }
        return HTML.format(
            styles=STYLES,
            paragraphs=_paragraphs(self.paragraphs),
            after=_paragraphs(self.after),
            ways=ways,
            **{name: escape(text) for name, text in texts.items()},
        )


def _paragraphs(texts: Sequence[str]) -> str:
    return "\n".join(f'<p style="margin: 12px 0">{escape(text)}</p>' for text in texts)
