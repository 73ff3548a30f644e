"""Uploads that are served, and those that are refused."""

import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageSequence

from learn_exchange.renditions import ORIGINALS, renditions
from media import rendering
from media.rendering import FORMATS, Rejected, Rendered, render
from tests.support import pictures
from tests.support.picture_parts import PIXELS_ALONE, parts
from tests.support.pictures import DURATIONS, QUARTERS, SIZE, encoded, photo, quarters, seen

JPEG, PNG, WEBP, GIF, PDF = ORIGINALS
TYPES = {kind: FORMATS[kind] for kind in ("JPEG", "PNG", "WEBP", "GIF")}

Make = Callable[[], bytes]


def original(rendered: Rendered) -> Image.Image:
    """Returns the picture as it was made anew."""
    return Image.open(io.BytesIO(next(iter(rendered.files.values()))[1]))


def thumbnails(rendered: Rendered) -> list[Image.Image]:
    """Returns the larger and the smaller thumbnail."""
    return [
        Image.open(io.BytesIO(rendered.files[f"{size}.webp"][1])) for size in ("large", "small")
    ]


def refusal(content: bytes, declared: str) -> str:
    """Returns why a file is rejected."""
    with pytest.raises(Rejected) as rejected:
        render(content, declared)
    return rejected.value.reason


def assert_pixels_alone(rendered: Rendered) -> None:
    """Check that no file has anything but pixels in it, and that all are of the type they say."""
    for content_type, content in rendered.files.values():
        assert parts(content, content_type) <= PIXELS_ALONE[content_type]
        for told in pictures.PERSONAL:
            assert told not in content


ACCEPTED: list[tuple[str, Make, str]] = [
    ("a photo", photo, JPEG),
    ("a photo for print", pictures.cmyk, JPEG),
    ("two photos in one file", pictures.several, JPEG),
    ("a progressive JPEG", lambda: encoded(quarters(), "JPEG", progressive=True), JPEG),
    ("a PNG", pictures.png, PNG),
    ("a PNG that is partly transparent", lambda: pictures.png("RGBA"), PNG),
    ("a PNG with a palette", lambda: pictures.png("P"), PNG),
    ("a PNG with a transparent palette", lambda: pictures.png("P", transparency=1), PNG),
    ("a PNG with a transparent colour", lambda: pictures.png(transparency=(1, 2, 3)), PNG),
    ("a WebP", pictures.webp, WEBP),
    ("a lossless WebP", lambda: encoded(quarters("RGBA"), "WEBP", lossless=True), WEBP),
    ("a GIF", pictures.gif, GIF),
]


@pytest.mark.parametrize(
    ("make", "declared"), [row[1:] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED]
)
def test_a_picture_is_made_anew_and_shows_the_same(make: Make, declared: str) -> None:
    rendered = render(make(), declared)
    assert sorted(rendered.files) == sorted(renditions(declared))
    assert rendered.files[ORIGINALS[declared]][0] == declared
    assert (rendered.width, rendered.height) == SIZE
    for image in (original(rendered), *thumbnails(rendered)):
        assert image.size == SIZE
        assert seen(image) == QUARTERS
    assert_pixels_alone(rendered)


@pytest.mark.parametrize(
    ("make", "declared"),
    [
        (photo, JPEG),
        (pictures.cmyk, JPEG),
        (pictures.png, PNG),
        (pictures.webp, WEBP),
        (pictures.gif, GIF),
        (lambda: pictures.animation("GIF"), GIF),
    ],
)
def test_what_is_looked_for_was_there(make: Make, declared: str) -> None:
    content = make()
    assert parts(content, declared) - PIXELS_ALONE[declared]
    assert any(told in content for told in pictures.PERSONAL)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_each_way_to_keep_colours_is_shown(mode: str) -> None:
    rendered = render(pictures.png(mode), PNG)
    before, after = quarters(mode).convert("RGBA"), original(rendered).convert("RGBA")
    assert after.tobytes() == before.tobytes()
    assert_pixels_alone(rendered)


def test_greys_of_16_bits_are_those_of_8() -> None:
    shown = original(render(pictures.grey_of_16_bits(), PNG))
    seen_greys = [shown.getpixel((x, 40)) for x in range(5, SIZE[0], SIZE[0] // 4)]
    assert seen_greys == [(grey,) * 3 for grey in pictures.GREYS]


def test_a_transparent_grey_of_16_bits_stays_so() -> None:
    grey = Image.new("I;16", SIZE, 40_000)
    shown = original(render(encoded(grey, "PNG", transparency=40_000), PNG))
    assert shown.getpixel((0, 0)) == (156, 156, 156, 0)


@pytest.mark.parametrize("orientation", pictures.HELD)
@pytest.mark.parametrize(("make", "declared"), [(photo, JPEG), (pictures.webp, WEBP)])
def test_a_picture_is_upright_however_the_camera_was_held(
    make: Callable[[int], bytes], declared: str, orientation: int
) -> None:
    content = make(orientation)
    lying = Image.open(io.BytesIO(content)).size != SIZE
    assert lying == (orientation >= 5)
    rendered = render(content, declared)
    assert (rendered.width, rendered.height) == SIZE
    for image in (original(rendered), *thumbnails(rendered)):
        assert image.size == SIZE
        assert seen(image) == QUARTERS
    assert_pixels_alone(rendered)


@pytest.mark.parametrize("orientation", [0, 9, 65_535])
def test_an_orientation_that_there_is_not_turns_nothing(orientation: int) -> None:
    content = encoded(quarters(), "JPEG", exif=pictures.exif(orientation))
    assert seen(original(render(content, JPEG))) == QUARTERS


@pytest.mark.parametrize("broken", [b"", b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"\xff"])
def test_metadata_that_make_no_sense_are_no_reason_to_refuse(broken: bytes) -> None:
    rendered = render(encoded(quarters(), "JPEG", exif=broken), JPEG)
    assert seen(original(rendered)) == QUARTERS


def test_metadata_that_cannot_be_written_again_are_no_reason_to_refuse() -> None:
    # A text, where the standard has numbers.
    content = photo(orientation=6).replace(
        b"\x00\x02\x00\x05\x00\x00\x00\x03", b"\x00\x02\x00\x02\x00\x00\x00\x03"
    )
    assert content != photo(orientation=6)
    assert seen(original(render(content, JPEG))) == QUARTERS


@pytest.mark.parametrize(
    ("size", "preview", "thumbnail"),
    [
        ((4000, 1000), (1280, 320), (320, 80)),
        ((1000, 4000), (320, 1280), (80, 320)),
        ((1281, 1281), (1280, 1280), (320, 320)),
        ((1280, 720), (1280, 720), (320, 180)),
        ((321, 20), (321, 20), (320, 20)),
        ((320, 320), (320, 320), (320, 320)),
        ((319, 7), (319, 7), (319, 7)),
        ((16_000, 1), (1280, 1), (320, 1)),
        ((1, 16_000), (1, 1280), (1, 320)),
        ((2, 9_000), (1, 1280), (1, 320)),
        ((1, 1), (1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("kind", TYPES)
def test_thumbnails_have_320_and_1280_pixels_at_their_longer_side_and_are_never_enlarged(
    kind: str, size: tuple[int, int], preview: tuple[int, int], thumbnail: tuple[int, int]
) -> None:
    rendered = render(encoded(Image.new("RGB", size), kind), TYPES[kind])
    assert (rendered.width, rendered.height) == size
    assert [image.size for image in thumbnails(rendered)] == [preview, thumbnail]
    for name in ("large.webp", "small.webp"):
        assert rendered.files[name][0] == WEBP
        assert parts(rendered.files[name][1], WEBP) <= PIXELS_ALONE[WEBP]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_what_is_transparent_stays_so(kind: str) -> None:
    rendered = render(pictures.see_through(kind), TYPES[kind])
    for image in (original(rendered), *thumbnails(rendered)):
        alpha = image.convert("RGBA").getchannel("A")
        assert alpha.getpixel((30, 10)) == 0
        assert alpha.getpixel((30, 70)) == 255
        assert seen(image)[2:] == QUARTERS[2:]
    assert_pixels_alone(rendered)


# By the format: what says how a frame goes when the next one comes, and lies over it.
WAYS_TO_CLEAR: dict[str, list[dict[str, Any]]] = {
    "GIF": [{}, *({"disposal": disposal} for disposal in (1, 2, 3))],
    "PNG": [{"disposal": disposal, "blend": blend} for disposal in range(3) for blend in range(2)],
    "WEBP": [{}],
}


@pytest.mark.parametrize("transparent", [True, False], ids=["transparent", "opaque"])
@pytest.mark.parametrize(
    ("kind", "options"),
    [(kind, options) for kind, ways in WAYS_TO_CLEAR.items() for options in ways],
    ids=str,
)
def test_an_animation_shows_the_same_frames_for_the_same_time(
    kind: str, options: dict[str, Any], transparent: object
) -> None:
    content = pictures.animation(kind, transparent=bool(transparent), **options)
    rendered = render(content, TYPES[kind])
    with Image.open(io.BytesIO(content)) as before, original(rendered) as after:
        shown = ImageSequence.all_frames(after)
        assert [frame.info["duration"] for frame in shown] == [*DURATIONS]
        assert [*map(look, shown)] == [*map(look, ImageSequence.all_frames(before))]
    for image in thumbnails(rendered):
        assert not getattr(image, "is_animated", False)
        assert look(image) == look(pictures.frames(transparent=bool(transparent))[0])
    assert_pixels_alone(rendered)


def look(image: Image.Image) -> list[str | None]:
    """Returns what is seen along the middle of a picture; None where one looks through it."""
    pixels = image.convert("RGBA")
    colours: list[Any] = [pixels.getpixel((x, 40)) for x in range(5, SIZE[0], 15)]
    return [pictures.nearest(colour[:3]) if colour[3] > 127 else None for colour in colours]


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
@pytest.mark.parametrize("times", [0, 1, 3])
def test_an_animation_is_repeated_as_often_as_before(kind: str, times: int) -> None:
    rendered = render(pictures.animation(kind, loop=times), TYPES[kind])
    assert original(rendered).info["loop"] == times


def test_a_gif_that_says_nothing_of_repetition_is_played_once() -> None:
    rendered = render(pictures.animation("GIF"), GIF)
    assert "loop" not in original(rendered).info


def test_a_thousand_frames_are_taken_and_no_more() -> None:
    assert original(render(pictures.blinking_gif(1000), GIF)).n_frames == 1000  # type: ignore[attr-defined]
    assert refusal(pictures.blinking_gif(1001), GIF) == "The animation is too long."


def test_frames_that_are_too_many_are_not_all_unpacked() -> None:
    # 15 MB of them, the largest upload: to look at each would take minutes.
    assert refusal(pictures.blinking_gif(1_000_000), GIF) == "The animation is too long."


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_frames_may_have_only_so_many_pixels_together(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixels = SIZE[0] * SIZE[1] * len(DURATIONS)
    monkeypatch.setattr(rendering, "MAX_ANIMATION_PIXELS", pixels)
    render(pictures.animation(kind), TYPES[kind])
    monkeypatch.setattr(rendering, "MAX_ANIMATION_PIXELS", pixels - 1)
    assert refusal(pictures.animation(kind), TYPES[kind]) == "The animation is too long."


def test_of_several_photos_in_one_file_only_the_first_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rendering, "MAX_ANIMATION_PIXELS", SIZE[0] * SIZE[1])
    assert seen(original(render(pictures.several(), JPEG))) == QUARTERS


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_colours_are_those_of_the_profile(mode: str) -> None:
    content = encoded(quarters(mode), "PNG", icc_profile=pictures.red_is_green())
    assert seen(original(render(content, PNG)))[:2] == ("green", "red")


@pytest.mark.parametrize("profile", [b"x", bytes(3000), pictures.lab()], ids=["x", "zeros", "Lab"])
@pytest.mark.parametrize("kind_and_mode", ["JPEG RGB", "JPEG L", "JPEG CMYK", "PNG P", "PNG LA"])
def test_a_profile_that_cannot_be_of_the_picture_is_ignored(
    kind_and_mode: str, profile: bytes
) -> None:
    kind, mode = kind_and_mode.split()
    plain = encoded(quarters(mode), kind)
    profiled = encoded(quarters(mode), kind, icc_profile=profile)
    assert render(profiled, TYPES[kind]) == render(plain, TYPES[kind])


def test_a_document_is_served_as_it_is() -> None:
    content = pictures.pdf()
    assert render(content, PDF) == Rendered({"original.pdf": (PDF, content)})


UNKNOWN = "It is no JPEG, PNG, WebP or GIF picture and no PDF document."
DAMAGED = "The picture is damaged."
DAMAGED_DOCUMENT = "The PDF document is damaged."
TOO_LARGE = "The picture is too large: at most 50 million pixels are taken, and 16,000 at a side."
ARCHIVE = "The file is a ZIP archive as well."
PAGE = "The file has a web page or a script in it."
PDF_AND_PAGE = "The file is a web page as well as a PDF document."
PDF_AND_PICTURE = "The file is a PDF document as well as a picture."

REJECTED: list[tuple[str, Make, str, str]] = [
    ("an empty file", bytes, PNG, UNKNOWN),
    ("one byte", lambda: b"\xff", JPEG, UNKNOWN),
    ("zeros", lambda: bytes(1000), PNG, UNKNOWN),
    ("a program", lambda: pictures.PROGRAM, JPEG, UNKNOWN),
    ("a program that is called a document", lambda: pictures.PROGRAM, PDF, UNKNOWN),
    ("an SVG", lambda: pictures.DRAWING, PNG, UNKNOWN),
    ("a web page", lambda: pictures.PAGE, GIF, UNKNOWN),
    ("a ZIP archive", pictures.archive, PNG, UNKNOWN),
    ("a TIFF", lambda: encoded(quarters(), "TIFF"), JPEG, UNKNOWN),
    ("a BMP", lambda: encoded(quarters(), "BMP"), PNG, UNKNOWN),
    ("an AVIF", lambda: encoded(quarters(), "AVIF"), WEBP, UNKNOWN),
    ("an icon", lambda: encoded(quarters(), "ICO"), PNG, UNKNOWN),
    ("the first bytes of a JPEG", lambda: photo()[:20], JPEG, UNKNOWN),
    ("half a JPEG", lambda: photo()[: len(photo()) // 2], JPEG, DAMAGED),
    ("a JPEG without its end", lambda: encoded(quarters(), "JPEG")[:-20], JPEG, DAMAGED),
    ("half a PNG", lambda: encoded(noise(), "PNG")[:9000], PNG, DAMAGED),
    ("half a WebP", lambda: encoded(noise(), "WEBP")[:3000], WEBP, DAMAGED),
    ("half a GIF", lambda: encoded(noise().quantize(), "GIF")[:3000], GIF, DAMAGED),
    ("40,000 by 40,000 pixels", lambda: pictures.png_header(40_000, 40_000), PNG, TOO_LARGE),
    ("the largest header", lambda: pictures.png_header(2**31 - 1, 2**31 - 1), PNG, TOO_LARGE),
    ("50 million pixels and some", lambda: pictures.png_header(7100, 7100), PNG, TOO_LARGE),
    ("16,001 pixels in a row", lambda: pictures.png_header(16_001, 1), PNG, TOO_LARGE),
    ("a GIF that grows", pictures.growing_gif, GIF, TOO_LARGE),
    ("a header and nothing", lambda: pictures.png_header(100, 100), PNG, DAMAGED),
    ("100 MB of text", lambda: pictures.png_bomb(b"zTXt"), PNG, DAMAGED),
    ("100 MB of translated text", lambda: pictures.png_bomb(b"iTXt"), PNG, DAMAGED),
    ("100 MB of profile", lambda: pictures.png_bomb(b"iCCP"), PNG, DAMAGED),
    ("a JPEG that is an archive", lambda: photo() + pictures.archive(), JPEG, ARCHIVE),
    (
        "a JPEG that is an archive with a comment",
        lambda: photo() + pictures.archive(b"a comment" * 7000),
        JPEG,
        ARCHIVE,
    ),
    ("a PNG that is an archive", lambda: pictures.png() + pictures.archive(), PNG, ARCHIVE),
    ("a GIF that is an archive", lambda: pictures.gif() + pictures.archive(), GIF, ARCHIVE),
    (
        "a document that is an archive",
        lambda: pictures.pdf() + pictures.archive(b"%%EOF"),
        PDF,
        ARCHIVE,
    ),
    (
        "a document that is an archive with something behind it",
        lambda: pictures.pdf() + pictures.archive() + b"\n%%EOF\n",
        PDF,
        ARCHIVE,
    ),
    (
        "a document that is an archive, and has the end of another",
        lambda: pictures.pdf() + pictures.archive(b"PK\x05\x06 %%EOF"),
        PDF,
        ARCHIVE,
    ),
    ("a GIF with a page behind it", lambda: pictures.gif() + pictures.PAGE, GIF, PAGE),
    ("a GIF with a script", lambda: pictures.gif_comment(b"<script>alert(1)"), GIF, PAGE),
    ("a GIF with a SCRIPT", lambda: pictures.gif_comment(b"<SCRIPT SRC=x>"), GIF, PAGE),
    ("a JPEG with a page", lambda: pictures.jpeg_comment(b"<HTML lang=en>"), JPEG, PAGE),
    ("a JPEG with a type", lambda: pictures.jpeg_comment(b"<!doctype  html>"), JPEG, PAGE),
    ("a JPEG with PHP", lambda: pictures.jpeg_comment(b"<?php system($_GET[0]);"), JPEG, PAGE),
    (
        "a JPEG that is a document",
        lambda: pictures.jpeg_comment(pictures.pdf()),
        JPEG,
        PDF_AND_PICTURE,
    ),
    ("a GIF that is a document", lambda: pictures.gif_comment(b"%pDf-1.4"), GIF, PDF_AND_PICTURE),
    ("a document that is a page", lambda: pictures.pdf(pictures.PAGE), PDF, PDF_AND_PAGE),
    ("a document that is a script", lambda: pictures.pdf(b"<script >"), PDF, PDF_AND_PAGE),
    ("the head of a document", lambda: pictures.pdf()[:100], PDF, DAMAGED_DOCUMENT),
    ("a document and much more", lambda: pictures.pdf() + bytes(2000), PDF, DAMAGED_DOCUMENT),
    ("a document in name alone", lambda: b"%PDF-1.7\n%%EOF", PDF, DAMAGED_DOCUMENT),
]


def noise() -> Image.Image:
    """Returns a picture that cannot be made much smaller."""
    return Image.effect_noise(SIZE, 100).convert("RGB")


@pytest.mark.parametrize(
    ("make", "declared", "reason"), [row[1:] for row in REJECTED], ids=[row[0] for row in REJECTED]
)
def test_a_file_is_rejected_with_its_reason(make: Make, declared: str, reason: str) -> None:
    assert refusal(make(), declared) == reason


VALID: dict[str, Make] = {
    JPEG: photo,
    PNG: pictures.png,
    WEBP: pictures.webp,
    GIF: pictures.gif,
    PDF: pictures.pdf,
}


@pytest.mark.parametrize("declared", ORIGINALS)
@pytest.mark.parametrize("is_type", ORIGINALS)
def test_a_file_must_be_what_it_was_said_to_be(is_type: str, declared: str) -> None:
    if is_type == declared:
        assert render(VALID[is_type](), declared).files
    else:
        names = rendering.NAMES
        reason = refusal(VALID[is_type](), declared)
        assert reason == f"The file is {names[is_type]}, not {names[declared]}."


def test_what_only_looks_like_something_else_is_taken() -> None:
    for comment in (b"<scripture>", b"<html5", b"<?phpbb", b"PK\x05\x06", b"PK\x01\x02", b"%PDF"):
        assert seen(original(render(pictures.jpeg_comment(comment), JPEG))) == QUARTERS


SMALL = (24, 16)
SAMPLES: list[tuple[str, bytes]] = [
    (JPEG, photo(orientation=6, size=SMALL)),
    (PNG, pictures.png()),
    (PNG, pictures.grey_of_16_bits()),
    (PNG, pictures.animation("PNG")),
    (WEBP, pictures.webp()),
    (WEBP, pictures.animation("WEBP")),
    (GIF, pictures.gif()),
    (GIF, pictures.animation("GIF")),
]
HEADS = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 ", b"GIF89a", b"%PDF-"]
checked = settings(deadline=None, derandomize=True, max_examples=300)


@checked
@given(
    head=st.sampled_from(HEADS), tail=st.binary(max_size=200), declared=st.sampled_from([*VALID])
)
@example(head=b"%PDF-", tail=b"startxref %%EOF", declared=PDF)
def test_whatever_bytes_come_they_are_served_or_rejected(
    head: bytes, tail: bytes, declared: str
) -> None:
    assert_served_or_rejected(head + tail, declared)


@checked
@given(
    sample=st.sampled_from(SAMPLES),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_a_picture_with_wrong_bytes_is_served_or_rejected(
    sample: tuple[str, bytes], changes: Sequence[tuple[float, int]]
) -> None:
    declared, content = sample
    changed = bytearray(content)
    for place, value in changes:
        changed[int(place * (len(content) - 1))] = value
    assert_served_or_rejected(bytes(changed), declared)


@checked
@given(
    sample=st.sampled_from(SAMPLES),
    cuts=st.lists(st.floats(0, 1), min_size=2, max_size=4).map(sorted),
    order=st.randoms(use_true_random=False),
)
def test_a_picture_whose_pieces_are_mixed_up_is_served_or_rejected(
    sample: tuple[str, bytes], cuts: list[float], order: Any
) -> None:
    declared, content = sample
    places = [0, *(int(cut * len(content)) for cut in cuts), len(content)]
    pieces = [content[start:end] for start, end in pairwise(places)]
    pieces = order.choices(pieces, k=len(pieces))
    assert_served_or_rejected(b"".join(pieces), declared)


def assert_served_or_rejected(content: bytes, declared: str) -> None:
    """Check that nothing of the metadata is served, and that nothing else goes wrong."""
    with suppress(Rejected):
        rendered = render(content, declared)
        if declared != PDF:
            assert_pixels_alone(rendered)
