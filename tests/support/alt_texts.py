"""Alternative texts that are taken, and those that are not."""

from typing import Any

ALT_TEXTS = [
    "A hand on the neck of a guitar: the chord of G.",
    "x",
    "\u540d" * 1000,
    "\U0001f3b8" * 1000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 and \U0001f3b8",
    "\u0642\u0637\u0629 on a sofa, \u202eright to left\u202c",
    "zero\u200bwidth inside",
    "  Two lines,\nkept as they are.  ",
    "<b>bold</b> & {name} { $name }",
]

BAD_ALT_TEXTS: list[tuple[str, Any]] = [
    ("nothing", ""),
    ("spaces", " \t\u00a0\u3000"),
    ("zero width", "\u200b\u200d\u2060\ufeff"),
    ("direction marks", "\u200f\u202e\u2066"),
    ("fillers", "\u3164\u2800"),
    ("combining marks", "\u0301\u034f\ufe0f"),
    ("half a character", "\ud83d"),
    ("1,001 characters", "a" * 1001),
    ("1,001 emoji", "\U0001f3b8" * 1001),
    ("a number", 7),
    ("yes", True),
    ("a list", ["A cat"]),
    ("an object", {"en": "A cat"}),
]
