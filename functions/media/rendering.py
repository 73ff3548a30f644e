"""Makes the files that are served of an upload, which is judged by its content.

The limits follow OWASP's File Upload Cheat Sheet: the type is what the content says, nothing of the
original reaches a reader but its pixels, and a file that is two things at once is refused.
"""

import re
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageSequence, UnidentifiedImageError

from learn_exchange.renditions import ORIGINALS, PREVIEW, THUMBNAIL

# 50 million pixels are 200 MB in memory, of which several copies are made.
MAX_PIXELS = 50_000_000
MAX_SIDE = 16_000
MAX_ANIMATION_PIXELS = 100_000_000
MAX_FRAMES = 1000
THUMBNAIL_SIDE = 320
PREVIEW_SIDE = 1280
TOO_LARGE = (
    f"The picture is too large: at most {MAX_PIXELS // 1_000_000} million pixels are taken, and "
    f"{MAX_SIDE:,} at a side."
)

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
# By the orientation that a picture's metadata say (Exif 3.0, section 4.6.5.1.5). Not by Pillow's
# `exif_transpose`, which fails on metadata that it cannot write again.
TURNS: dict[Any, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# How long browsers show a frame that says nothing, in milliseconds.
USUAL_DURATION = 100
# The GIF's disposal by which a frame is cleared away before the next one is drawn.
CLEARED = 2

# An archive ends with its directory, then a record with a comment of 64 KiB at most:
# https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.12 and 4.3.16.
ZIP_DIRECTORY = b"PK\x01\x02"
ZIP_END = b"PK\x05\x06"
ZIP_END_BYTES = 22 + 0xFFFF
# Long enough that no picture of 15 MB has one by chance.
MARKUP = re.compile(rb"<(?:script|html)[\s/>]|<!doctype\s+html|<\?php\s", re.IGNORECASE)
PDF_TRAILER_BYTES = 1024

# Also of what a GIF's later frames claim, which is unpacked before they can be looked at.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


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
    """Makes the files to serve of an upload that was declared as this type.

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
    if MARKUP.search(content, 0, PDF_TRAILER_BYTES):
        raise Rejected("The file is a web page as well as a PDF document.")
    return Rendered({ORIGINALS["application/pdf"]: ("application/pdf", content)})


def _picture(content: bytes, declared: str) -> Rendered:
    try:
        with warnings.catch_warnings():
            # Of metadata that make no sense, which are left behind anyway.
            warnings.simplefilter("ignore", UserWarning)
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=DECODERS) as image:
                content_type = FORMATS[image.format or ""]
                _refuse_other_type(content_type, declared)
                _refuse_hidden_content(content)
                _refuse_long(image)
                return _renditions(image, content_type)
    except UnidentifiedImageError:
        raise Rejected("It is no JPEG, PNG, WebP or GIF picture and no PDF document.") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Rejected(TOO_LARGE) from None
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
    if b"%pdf-" in content[:PDF_TRAILER_BYTES].lower():
        raise Rejected("The file is a PDF document as well as a picture.")
    if MARKUP.search(content):
        raise Rejected("The file has a web page or a script in it.")


def _refuse_archive(content: bytes) -> None:
    """Refuse what unpackers take for a ZIP archive, whatever stands before and behind it."""
    end = content.rfind(ZIP_END, max(0, len(content) - ZIP_END_BYTES))
    if end >= 0 and ZIP_DIRECTORY in content[:end]:
        raise Rejected("The file is a ZIP archive as well.")


def _refuse_long(image: Image.Image) -> None:
    if max(image.size) > MAX_SIDE:
        raise Rejected(TOO_LARGE)


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
    """Returns the pixels alone: turned as the metadata say, in sRGB, without the metadata."""
    image.load()  # Only now is it known whether a frame is transparent.
    turn = TURNS.get(image.getexif().get(ExifTags.Base.Orientation))
    turned = _in_8_bits(image if turn is None else image.transpose(turn))
    profile = turned.info.get("icc_profile")
    mode = "RGBA" if turned.has_transparency_data else "RGB"
    plain = _in_srgb(turned, profile, mode) if profile else turned.convert(mode)
    plain.info = {}
    return plain


def _in_8_bits(image: Image.Image) -> Image.Image:
    """Scales grey of 16 bits to 8, which Pillow would clip."""
    if image.mode != "I;16":
        return image
    scaled = image.point(lambda value: value / 256).convert("L")
    if "transparency" in scaled.info:
        scaled.info["transparency"] //= 256
    return scaled


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    # A palette's profile is that of its colours.
    own = image if image.mode in ("L", "CMYK") and mode == "RGB" else image.convert(mode)
    try:
        converted = ImageCms.profileToProfile(
            own, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except ImageCms.PyCMSError:
        converted = None  # The profile is broken, or not one of this picture's mode.
    return converted or image.convert(mode)


def _saved(image: Image.Image, **options: Any) -> bytes:
    output = BytesIO()
    image.save(output, **options)
    return output.getvalue()


def _saved_animation(image: Image.Image, content_type: str) -> bytes:
    frames: list[Image.Image] = []
    durations: list[float] = []
    pixels = 0
    for frame in ImageSequence.Iterator(image):
        pixels += frame.width * frame.height
        if pixels > MAX_ANIMATION_PIXELS or len(frames) == MAX_FRAMES:
            raise Rejected("The animation is too long.")
        frames.append(_upright(frame))
        durations.append(frame.info.get("duration", USUAL_DURATION))
    first, *others = frames
    options: dict[str, Any] = {"append_images": others, "duration": durations}
    if "loop" in image.info:
        options["loop"] = image.info["loop"]
    if content_type == "image/gif" and any(frame.mode == "RGBA" for frame in frames):
        # Otherwise one frame would be seen through the next.
        options["disposal"] = CLEARED
    return _saved(first, **SAVED_AS[content_type], save_all=True, **options)
