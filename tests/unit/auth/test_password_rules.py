"""Passwords that are refused, and others that are not."""

import pytest

from auth.password_rules import require_unlike, strong
from learn_exchange.problems import Invalid

REFUSED = {
    "one of the most common": "password",
    "digits in a row": "12345678",
    "what people love": "iloveyou",
    "a common one in capitals": "PassWord",
    "a common one with digits behind it": "password2026",
    "a common one between signs": "!!sunshine1!!",
    "a common one with digits for letters": "p4ssw0rd",
    "a common one backwards": "drowssap",
    "a common one in wide letters": "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44",
    "a common one with what nobody sees in it": "pass\u200bword",
    "a common one twice": "sunshinesunshine",
    "eight spaces": " " * 8,
    "eight spaces of no width": "\u200b" * 8,
    "seven letters and a space of no width": "hj3kq9x\u200b",
    "seven letters and many spaces": "h j 3 k q 9 x",
    "eight variation selectors": "\ufe0f" * 8,
    "eight fillers": "\u3164" * 8,
    "the product": "learnexchange",
    "the product apart": "Learn-Exchange!",
    "the product with a year": "learnexchange2026",
    "the product with digits for letters": "l34rn3xch4ng3",
    "129 letters": "x" * 129,
    "what becomes 129 letters": "\ufb03" * 43,
}
TAKEN = [
    "correct horse battery staple",
    "hj3kq9xz",
    "h j 3 k q 9 x z",
    "x" * 128,
    "cafe\u0301 " * 20 + "cafe\u0301 and more",
    "learn to exchange verbs",
    "🔑🚪🌻🎸🐘🚲🧵🍋",
    "ひらがなのことば",
]


@pytest.mark.parametrize("password", REFUSED.values(), ids=REFUSED)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(ValueError, match=r"^(must|is one of the first)"):
        strong(password)


@pytest.mark.parametrize("password", TAKEN)
def test_any_other_is_taken_as_it_is(password: str) -> None:
    assert strong(password) == password


@pytest.mark.parametrize(
    "password",
    [
        "anamorales",
        "Ana.Morales1990",
        "m0r4l3s2026!",
        "moralesmorales",
        "selarom77",
        "ana.morales@bakery.example",
        "bakery2026",
        "josé-morales",
        "JOSE12345",
        "12345ana67890",
        "ana-morales-learn-exchange",
    ],
)
def test_what_everybody_knows_of_somebody_is_no_password_of_theirs(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        require_unlike(
            password,
            "/newPassword",
            email="ana.morales@bakery.example",
            names=("ana_m", "Ana José", "Morales"),
        )
    assert [error["pointer"] for error in refused.value.errors] == ["/newPassword"]


@pytest.mark.parametrize(
    "password",
    ["bananas from morales garden", "correct horse battery staple", "anatomy-of-melancholy"],
)
def test_a_name_within_a_longer_password_does_no_harm(password: str) -> None:
    require_unlike(
        password, "/password", email="ana.morales@bakery.example", names=("ana_m", "Ana", "Morales")
    )
