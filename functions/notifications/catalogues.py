"""The languages that there are texts in: each is a file, and needs nothing else to be one."""

from pathlib import Path

CATALOGUES = Path(__file__).with_name("texts")
LANGUAGES = tuple(sorted(path.stem for path in CATALOGUES.glob("*.ftl")))
