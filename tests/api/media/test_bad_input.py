"""Bad input of the media endpoints, and the pointers to it."""

from typing import Any

import pytest

from learn_exchange.ids import EXAMPLE
from media.schemas import LARGEST_FILE
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.rows import nothing_written
from tests.support.storage import new_upload_body

BAD_UPLOADS: list[tuple[str, Json, str]] = [
    ("no type", {"contentType": ...}, "/contentType"),
    ("a null type", {"contentType": None}, "/contentType"),
    ("an empty type", {"contentType": ""}, "/contentType"),
    ("a number for the type", {"contentType": 1}, "/contentType"),
    ("a list for the type", {"contentType": ["image/png"]}, "/contentType"),
    ("a type in another case", {"contentType": "image/JPEG"}, "/contentType"),
    ("a type with a space", {"contentType": "image/png "}, "/contentType"),
    ("a type with a parameter", {"contentType": "image/png; charset=utf-8"}, "/contentType"),
    ("a type with a line break", {"contentType": "image/png\r\nX-A: b"}, "/contentType"),
    ("any image", {"contentType": "image/*"}, "/contentType"),
    ("image/jpg", {"contentType": "image/jpg"}, "/contentType"),
    ("an SVG", {"contentType": "image/svg+xml"}, "/contentType"),
    ("a TIFF", {"contentType": "image/tiff"}, "/contentType"),
    ("a HEIC", {"contentType": "image/heic"}, "/contentType"),
    ("a web page", {"contentType": "text/html"}, "/contentType"),
    ("a video", {"contentType": "video/mp4"}, "/contentType"),
    ("a program", {"contentType": "application/octet-stream"}, "/contentType"),
    ("no size", {"size": ...}, "/size"),
    ("a null size", {"size": None}, "/size"),
    ("an empty file", {"size": 0}, "/size"),
    ("less than nothing", {"size": -1}, "/size"),
    ("a byte more than 15 MB", {"size": LARGEST_FILE + 1}, "/size"),
    ("a size beyond all numbers", {"size": 10**30}, "/size"),
    ("a text for the size", {"size": "1"}, "/size"),
    ("a fraction of a byte", {"size": 1.5}, "/size"),
    ("a whole number as a fraction", {"size": 1.0}, "/size"),
    ("yes for the size", {"size": True}, "/size"),
    ("a list for the size", {"size": [1]}, "/size"),
    ("a number for the name", {"fileName": 1}, "/fileName"),
    ("a list for the name", {"fileName": ["a.jpg"]}, "/fileName"),
    ("an empty name", {"fileName": ""}, "/fileName"),
    ("a name of spaces", {"fileName": " \u3000"}, "/fileName"),
    ("a name of zero width", {"fileName": "\u200b\u2060\ufeff"}, "/fileName"),
    ("a name of fillers", {"fileName": "\u3164"}, "/fileName"),
    ("a name of 256 characters", {"fileName": "a" * 256}, "/fileName"),
    ("a name of 256 wide characters", {"fileName": "名" * 256}, "/fileName"),
    ("a name with a line break", {"fileName": "a.jpg\nb"}, "/fileName"),
    ("a name with a header", {"fileName": "a.jpg\r\nSet-Cookie: a=b"}, "/fileName"),
    ("a name with a NUL", {"fileName": "a.php\x00.jpg"}, "/fileName"),
    ("a name with a tab", {"fileName": "a\t.jpg"}, "/fileName"),
    ("a name with a line separator", {"fileName": "a\u2028.jpg"}, "/fileName"),
    ("a name of half a character", {"fileName": "\ud83d.jpg"}, "/fileName"),
    ("a name that is read backwards", {"fileName": "photo\u202egpj.exe"}, "/fileName"),
    ("a name with an embedding", {"fileName": "a\u202ab.jpg"}, "/fileName"),
    ("a name with an isolate", {"fileName": "a\u2067b\u2069.jpg"}, "/fileName"),
    ("a path", {"fileName": "photos/guitar.jpg"}, "/fileName"),
    ("a path upwards", {"fileName": "../../etc/passwd"}, "/fileName"),
    ("a path of Windows", {"fileName": "C:\\Users\\ana\\guitar.jpg"}, "/fileName"),
]


@pytest.mark.parametrize(
    ("changes", "pointer"), [row[1:] for row in BAD_UPLOADS], ids=[row[0] for row in BAD_UPLOADS]
)
def test_no_form_is_made_for(ana: Person, changes: Json, pointer: str) -> None:
    with nothing_written():
        answer = ana.post("/media/upload", new_upload_body(**changes))
        assert answer.status == 422, answer.text
        assert answer.pointers == [pointer]


@pytest.mark.parametrize(
    "name",
    [
        "a",
        "guitar.jpg",
        ".hidden",
        "a" * 255,
        " Übung 1 · «Gitarre» 🎸 (Kopie).PNG",
        "quo\"te's; filename=b.jpg",
        "%2e%2e%2fpasswd",
        "صورة.jpg",
        "תמונה\u200f.png",
        "क्\u200dष.jpg",
    ],
)
def test_a_name_is_kept_as_it_was_sent(ana: Person, name: str) -> None:
    answer = ana.post("/media/upload", new_upload_body(fileName=name))
    assert answer.status == 201, answer.text
    assert ana.get(f"/media/{answer.json['mediaId']}").json["fileName"] == name


def test_all_that_is_wrong_is_told_at_once(ana: Person) -> None:
    answer = ana.post("/media/upload", {"size": 0, "fileName": ""})
    assert answer.pointers == ["/contentType", "/size", "/fileName"]


def test_nobody_says_what_has_become_of_an_upload(ana: Person) -> None:
    more = {"id": EXAMPLE, "ownerId": EXAMPLE, "status": "ready", "folder": "mine", "width": 1}
    answer = ana.post("/media/upload", new_upload_body() | more)
    assert answer.pointers == [f"/{name}" for name in more]


BAD_IDS: list[Any] = [
    "1",
    "me",
    "null",
    "..",
    EXAMPLE[:-1],
    f"{EXAMPLE}0",
    EXAMPLE.replace("-", ""),
    EXAMPLE.replace("7", "g"),
    f" {EXAMPLE}",
]


@pytest.mark.parametrize("media_id", BAD_IDS)
def test_an_upload_is_named_by_an_id(ana: Person, media_id: str) -> None:
    answer = ana.get(f"/media/{media_id}")
    assert answer.status == 422
    assert answer.pointers == ["/path/id"]


@pytest.mark.parametrize("key", ["", "k" * 201, "ключ", "a\nb"])
def test_a_key_that_is_none_is_refused(ana: Person, key: str) -> None:
    with nothing_written():
        answer = ana.post("/media/upload", new_upload_body(), headers={"Idempotency-Key": key})
        assert answer.status == 422
        assert answer.pointers == ["/header/Idempotency-Key"]
