"""The language of a client that has chosen none."""

import pytest

from learn_exchange.languages import best_match


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("en", "en"),
        ("ES", "es"),
        ("es-MX", "es"),
        ("es-419", "es"),
        ("es-Latn-MX-x-any", "es"),
        ("en-GB,en;q=0.9,es;q=0.8", "en"),
        ("es-ES,es;q=0.9,en;q=0.8", "es"),
        ("en;q=0.5, es;q=0.7", "es"),
        ("fr, de;q=0.9, es;q=0.1", "es"),
        ("fr, de;q=0.9", "en"),
        ("es;q=0, fr", "en"),
        ("en;q=0, es;q=0", "en"),
        ("en;q=0, es;q=0.001", "es"),
        ("es , en", "es"),
        ("en,es", "en"),
        ("es-AR;q=0.2, en;q=0.5, es;q=0.9", "es"),
        ("  es ;q=1.0 , en ; q=0.3", "es"),
        ("*", "en"),
        ("*, es;q=0.5", "es"),
        ("es;q=0.9, es;q=0.1, en;q=0.5", "es"),
        ("esperanto", "en"),
        ("est, ens", "en"),
        ("es_MX", "en"),
        ("es;q=2", "en"),
        ("es;q=-1", "en"),
        ("es;q=nan", "en"),
        ("es;level=1", "en"),
        ("\u0435s", "en"),
        ("e\u017f", "en"),
        ("\U0001f1ea\U0001f1f8", "en"),
        ("\u200bes", "en"),
        ("\u202ees", "en"),
        ("es\x00", "en"),
        (",,;;==q,", "en"),
        ("x" * 10_000 + ",es", "en"),
        (",".join(["de"] * 10_000), "en"),
    ],
)
def test_the_language_that_a_client_likes_best_of_those_there_are(
    header: str, language: str
) -> None:
    assert best_match(header) == language
