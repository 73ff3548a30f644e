"""What is served of an upload: judged by its content, and made anew.

The limits follow OWASP's File Upload Cheat Sheet: the type is what the content says, nothing of the
original reaches a reader but its pixels, and a file that is two things at once is refused.
"""

from dataclasses import dataclass
from io import BytesIO
from struct import unpack_from
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from learn_exchange.renditions import ORIGINALS, PREVIEW, THUMBNAIL

# 50 million pixels are 200 MB in memory, of which several copies are made.
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 16_000
MOST_ANIMATION_PIXELS = 100_000_000
THUMBNAIL_SIDE = 320
PREVIEW_SIDE = 1280

FORMATS = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # Several JPEG pictures in one, as some cameras make.
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
}
DECODERS = ("JPEG", "PNG", "WEBP", "GIF")
NAMES = {
    "image/jpeg": "a JPEG picture",
    "image/png": "a PNG picture",
    "image/webp": "a WebP picture",
    "image/gif": "a GIF picture",
    "application/pdf": "a PDF document",
}
SAVED_AS: dict[str, dict[str, Any]] = {
    "image/jpeg": {"format": "JPEG", "quality": 85, "progressive": True},
    "image/png": {"format": "PNG"},
    "image/webp": {"format": "WEBP", "quality": 85},
    "image/gif": {"format": "GIF"},
}
# What frames are shown by; all else that a picture says of itself is left behind.
KEPT_OF_FRAMES = ("duration", "loop", "disposal", "transparency", "background", "blend")

ZIP_END = b"PK\x05\x06"
ZIP_END_BYTES = 22
MARKUP = (b"<script", b"<html", b"<!doctype html", b"<?php")
PDF_TRAILER_BYTES = 1024

Image.MAX_IMAGE_PIXELS = None  # The limit here is judged before anything is unpacked.


class Rejected(Exception):
    """The upload is not served; `reason` says why, in words for the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Rendered:
    """The files of a folder, name → type and content; width and height are in pixels."""

    files: dict[str, tuple[str, bytes]]
    width: int | None = None
    height: int | None = None


def render(content: bytes, declared: str) -> Rendered:
    """What is served of a file that was declared as this type.

    Raises:
        Rejected: it is something else, or two things at once, damaged, or too large to unpack.
    """
    if content.startswith(b"%PDF-"):
        _refuse_other_type("application/pdf", declared)
        return _document(content)
    return _picture(content, declared)


def _document(content: bytes) -> Rendered:
    if b"%%EOF" not in content[-PDF_TRAILER_BYTES:] or b"startxref" not in content:
        raise Rejected("The PDF document is damaged.")
    _refuse_archive(content)
    if any(sign in content[:PDF_TRAILER_BYTES].lower() for sign in MARKUP):
        raise Rejected("The file is a web page as well as a PDF document.")
    return Rendered({ORIGINALS["application/pdf"]: ("application/pdf", content)})


def _picture(content: bytes, declared: str) -> Rendered:
    try:
        with Image.open(BytesIO(content), formats=DECODERS) as image:
            content_type = FORMATS[image.format or ""]
            _refuse_other_type(content_type, declared)
            _refuse_hidden_content(content)
            _refuse_huge(image)
            return _renditions(image, content_type)
    except UnidentifiedImageError:
        raise Rejected("It is no JPEG, PNG, WebP or GIF picture and no PDF document.") from None
    except Rejected:
        raise
    except Exception as error:
        # Decoders fail in many ways on what is broken.
        raise Rejected("The picture is damaged.") from error


def _refuse_other_type(content_type: str, declared: str) -> None:
    if content_type != declared:
        raise Rejected(f"The file is {NAMES[content_type]}, not {NAMES[declared]}.")


def _refuse_hidden_content(content: bytes) -> None:
    _refuse_archive(content)
    lowered = content.lower()
    if b"%pdf-" in lowered[:PDF_TRAILER_BYTES]:
        raise Rejected("The file is a PDF document as well as a picture.")
    if any(sign in lowered for sign in MARKUP):
        raise Rejected("The file has a web page or a script in it.")


def _refuse_archive(content: bytes) -> None:
    """Refuse what unpackers take for a ZIP archive: one ends with its directory and a comment."""
    place = content.rfind(ZIP_END)
    if place < 0 or len(content) < place + ZIP_END_BYTES:
        return
    (comment_length,) = unpack_from("<H", content, place + ZIP_END_BYTES - 2)
    if place + ZIP_END_BYTES + comment_length == len(content):
        raise Rejected("The file is a ZIP archive as well.")


def _refuse_huge(image: Image.Image) -> None:
    pixels = image.width * image.height
    if pixels > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
        raise Rejected(
            f"The picture has {image.width} by {image.height} pixels; at most "
            f"{MOST_PIXELS // 1_000_000} million are taken, {LONGEST_SIDE:,} at a side."
        )
    if pixels * getattr(image, "n_frames", 1) > MOST_ANIMATION_PIXELS:
        raise Rejected("The animation is too long.")


def _renditions(image: Image.Image, content_type: str) -> Rendered:
    if content_type != "image/jpeg" and getattr(image, "is_animated", False):
        original = _saved_animation(image, content_type)
        image.seek(0)
        still = _upright(image)
    else:
        still = _upright(image)
        original = _saved(still, **SAVED_AS[content_type])
    files = {ORIGINALS[content_type]: (content_type, original)}
    for name, side in ((PREVIEW, PREVIEW_SIDE), (THUMBNAIL, THUMBNAIL_SIDE)):
        still.thumbnail((side, side))
        files[name] = ("image/webp", _saved(still, format="WEBP", quality=80))
    return Rendered(files, *_dimensions(original))


def _dimensions(original: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(original)) as image:
        return image.size


def _upright(image: Image.Image) -> Image.Image:
    """The pixels alone: turned as the metadata say, in sRGB, and with nothing of the metadata."""
    turned = ImageOps.exif_transpose(image)
    profile = turned.info.get("icc_profile")
    see_through = turned.has_transparency_data
    plain = turned.convert("RGBA" if see_through else "RGB") if not profile else turned
    if profile:
        plain = _in_srgb(turned, profile, "RGBA" if see_through else "RGB")
    plain.info = {}
    return plain


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            image, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except ImageCms.PyCMSError:
        converted = None  # The profile is broken, or not one of this picture's mode.
    return converted or image.convert(mode)


def _saved(image: Image.Image, **options: Any) -> bytes:
    output = BytesIO()
    if options["format"] == "JPEG":
        image = image.convert("RGB")
    image.save(output, **options)
    return output.getvalue()


def _saved_animation(image: Image.Image, content_type: str) -> bytes:
    frames = []
    for frame in ImageSequence.Iterator(image):
        copy = frame.copy()
        copy.info = {name: copy.info[name] for name in KEPT_OF_FRAMES if name in copy.info}
        frames.append(copy)
    first, *others = frames
    durations = [frame.info.get("duration", 100) for frame in frames]
    output = BytesIO()
    first.save(
        output,
        **SAVED_AS[content_type],
        save_all=True,
        append_images=others,
        duration=durations,
        loop=image.info.get("loop", 0),
    )
    return output.getvalue()
