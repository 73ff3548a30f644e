"""Tags of posts as clients get them: found by their key, shown as written; and long posts."""

import json
import unicodedata
from collections.abc import Iterator

import pytest

from learn_exchange.catalogue import canonical
from learn_exchange.http import BODY_LIMIT
from learn_exchange.tables.feed import Tagged
from tests.support.gateway import Answer, Gateway, Json
from tests.support.people import Person
from tests.support.posts import new_post_body, publish, put_upload, read
from tests.support.rows import rows_of

# Each tag, and how else it is written.
SPELLINGS = [
    ("ทำอาหาร", "ทําอาหาร"),
    ("Straße", "STRASSE"),
    ("Σοφός", "ΣΟΦΌΣ"),
    ("C++", "c++"),
    ("ŁUCZNICTWO", "lucznictwo"),
    ("İplik", "iplik"),
    ("Café", "cafe\u0301"),
    ("ギター", "ｷﾞﾀｰ"),
    ("صِناعة", "صناعة"),
    ("il·lusió", "IL·LUSIÓ"),
    ("js", "JavaScript"),
]


@pytest.mark.parametrize(("tag", "otherwise"), SPELLINGS, ids=[row[0] for row in SPELLINGS])
def test_a_tag_is_found_by_its_key_and_shown_as_it_is_first_written(
    ana: Person, tag: str, otherwise: str
) -> None:
    post = publish(ana, content=f"On #{tag}, \uff03{otherwise} and #{tag}.")
    assert post["tags"] == read(ana, post)["tags"] == [tag]
    assert [row.pk for row in rows_of(Tagged)] == [f"TAG#{canonical(tag)}"]

    edited = ana.put(f"/feed/post/{post['id']}", {"tags": [f"\uff03{otherwise}"]}).json
    assert edited["tags"] == read(ana, post)["tags"]
    assert unicodedata.normalize("NFC", edited["tags"][0]) == unicodedata.normalize(
        "NFC", otherwise
    )
    assert edited["content"] == post["content"]
    assert [row.pk for row in rows_of(Tagged)] == [f"TAG#{canonical(tag)}"]


def escaped(value: object) -> str:
    """Write JSON in which each character of each text is escaped, as some clients do."""
    if isinstance(value, str):
        return f'"{"".join(units(value))}"'
    if isinstance(value, list):
        return f"[{','.join(map(escaped, value))}]"
    if isinstance(value, dict):
        return f"{{{','.join(f'{escaped(k)}:{escaped(v)}' for k, v in value.items())}}}"
    return json.dumps(value)


def units(text: str) -> Iterator[str]:
    """Yields a text's units of UTF-16, escaped."""
    data = text.encode("utf-16-be")
    for index in range(0, len(data), 2):
        yield f"\\u{data[index : index + 2].hex()}"


@pytest.mark.parametrize("character", ["a", "\x01", '"', "é", "語", "🎸"], ids=ascii)
def test_a_post_is_as_long_as_is_said_however_it_is_escaped(
    ana: Person, gateway: Gateway, character: str
) -> None:
    def sent(length: int, **fields: Json | list[Json]) -> Answer:
        content = f"a{character * (length - 1)}"
        body = new_post_body(content=content, title="🎸" * 255, **fields)
        body["tags"] = [f"{'🎸' * 99}{number}" for number in range(10)]
        raw = escaped(body)
        assert len(raw) < BODY_LIMIT
        return gateway.post("/feed/createPost", raw=raw, token=ana.access_token)

    uploads = [put_upload(ana) for _ in range(10)]
    media: list[Json] = [{"mediaId": each.id, "altText": "🎸" * 1000} for each in uploads]
    answer = sent(20_000, media=media)
    assert answer.status == 201, answer.text
    assert answer.json["content"] == f"a{character * 19_999}"
    assert sent(20_001).pointers == ["/content"]
