"""Files that people upload: pictures of four quarters with all that can be said in them, and traps.

Whichever way a camera was held, its picture shows red and green above blue and yellow.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageDraw

COLOURS = {
    "red": (220, 20, 20),
    "green": (20, 170, 20),
    "blue": (20, 20, 220),
    "yellow": (230, 220, 20),
}
QUARTERS = tuple(COLOURS)
SIZE = (120, 80)

# What a picture says of the person: none of it may reach anybody.
ADDRESS = "Rua das Flores 12, Lisboa"
SERIAL_NUMBER = "serial 4711-0815"
LATITUDE = (38.0, 42.0, 51.875)
PERSONAL = (
    ADDRESS.encode(),
    SERIAL_NUMBER.encode(),
    *(
        struct.pack(f"{order}IIIIII", 38, 1, 42, 1, 415, 8)  # The latitude, as rationals.
        for order in "<>"
    ),
)
GREYS = (10, 100, 160, 250)
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    f'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="{ADDRESS}"/>'
    "</rdf:RDF></x:xmpmeta>"
).encode()

# How a sensor has a picture that is shown right when it is turned as the orientation says.
HELD = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quarters(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """Returns the picture of most files here; the red is half transparent where it can be."""
    image = Image.new("RGB", size)
    for colour, (column, row) in zip(
        COLOURS.values(), ((0, 0), (1, 0), (0, 1), (1, 1)), strict=True
    ):
        image.paste(colour, _quarter(size, column, row))
    if mode == "P":
        return image.quantize(4)
    if mode == "RGBA":
        image = image.convert("RGBA")
        image.paste((*COLOURS["red"], 128), _quarter(size, 0, 0))
    return image.convert(mode)


def _quarter(size: tuple[int, int], column: int, row: int) -> tuple[int, int, int, int]:
    width, height = size[0] // 2, size[1] // 2
    return column * width, row * height, column * width + width, row * height + height


def seen(image: Image.Image) -> tuple[str, ...]:
    """Returns the colours of a picture's quarters, by the colour that is nearest."""
    plain = image.convert("RGB")
    across, down = plain.width // 4, plain.height // 4
    places = [(x, y) for y in (down, 3 * down) for x in (across, 3 * across)]
    return tuple(nearest(plain.crop((x, y, x + 1, y + 1)).tobytes()) for x, y in places)


def nearest(colour: Sequence[int]) -> str:
    """Returns the name of the colour that is most like it."""
    return min(
        COLOURS,
        key=lambda name: sum((a - b) ** 2 for a, b in zip(COLOURS[name], colour, strict=True)),
    )


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Returns a picture as a file."""
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Returns what a camera says: how it was held, which one it was, and where."""
    data = Image.Exif()
    data[ExifTags.Base.Orientation] = orientation
    data[ExifTags.Base.Make] = "Leica"
    data[ExifTags.Base.ImageDescription] = ADDRESS
    data.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = SERIAL_NUMBER
    data.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: LATITUDE}
    )
    return data


def srgb() -> bytes:
    """Returns the ICC profile of sRGB."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def red_is_green() -> bytes:
    """Returns an ICC profile by whose colours red looks green, and green red."""
    profile = bytearray(srgb())
    tags = {bytes(profile[at : at + 4]): at for at in range(132, len(profile) - 12, 12)}
    red, green = (slice(tags[name] + 4, tags[name] + 12) for name in (b"rXYZ", b"gXYZ"))
    profile[red], profile[green] = profile[green], profile[red]
    return bytes(profile)


def lab() -> bytes:
    """Returns an ICC profile of colours that none of our pictures has."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def talkative(orientation: int = 1) -> dict[str, Any]:
    """Returns the options with which Pillow writes all metadata into a JPEG or WebP file."""
    return {"exif": exif(orientation), "xmp": XMP, "icc_profile": srgb()}


def photo(orientation: int = 1, size: tuple[int, int] = SIZE) -> bytes:
    """Returns a JPEG as a camera makes it: so large, and upright once turned as it says."""
    held = HELD[orientation]
    image = quarters(size=size)
    image = image.transpose(held) if held is not None else image
    return encoded(image, "JPEG", comment=ADDRESS, **talkative(orientation))


def cmyk() -> bytes:
    """Returns a JPEG for print."""
    return encoded(quarters("CMYK"), "JPEG", comment=ADDRESS, exif=exif())


def several() -> bytes:
    """Returns an MPO: two JPEG pictures in one file, as stereo cameras and some phones make it."""
    other = Image.new("RGB", SIZE)
    return encoded(quarters(), "MPO", save_all=True, append_images=[other], exif=exif())


def png(mode: str = "RGB", **options: Any) -> bytes:
    """Returns a PNG with texts, Exif data and a profile."""
    content = encoded(quarters(mode), "PNG", exif=exif(), icc_profile=srgb(), **options)
    texts = (
        png_chunk(b"tEXt", b"Author\0" + ADDRESS.encode()),
        png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(ADDRESS.encode())),
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
        png_chunk(b"tIME", struct.pack(">H5B", 2026, 11, 22, 18, 0, 0)),
    )
    return _with_chunks(content, *texts)


def grey_of_16_bits() -> bytes:
    """Returns a PNG in four greys, from left to right; their low bytes are noise."""
    row = b"".join(struct.pack("<H", grey * 256 + 77) * (SIZE[0] // 4) for grey in GREYS)
    return encoded(Image.frombytes("I;16", SIZE, row * SIZE[1]), "PNG")


def see_through(kind: str) -> bytes:
    """Returns a picture whose upper half is not there."""
    image = quarters("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, SIZE[0], SIZE[1] // 2))
    options = {"lossless": True} if kind == "WEBP" else {}
    return encoded(image, kind, **options)


def webp(orientation: int = 1) -> bytes:
    """Returns a WebP with Exif data."""
    held = HELD[orientation]
    image = quarters()
    image = image.transpose(held) if held is not None else image
    return encoded(image, "WEBP", **talkative(orientation))


def gif() -> bytes:
    """Returns a GIF with a comment and XMP data."""
    return _with_gif_blocks(encoded(quarters("P"), "GIF"))


DURATIONS = (50, 100, 150, 200)


def frames(*, transparent: bool) -> list[Image.Image]:
    """Returns a red ball that rolls over nothing, or over blue."""
    moments = []
    for number in range(len(DURATIONS)):
        ground = (0, 0, 0, 0) if transparent else (*COLOURS["blue"], 255)
        moment = Image.new("RGBA", SIZE, ground)
        place = (number * 30, 30, number * 30 + 20, 50)
        ImageDraw.Draw(moment).ellipse(place, fill=COLOURS["red"])
        moments.append(moment)
    return moments


def animation(kind: str, *, transparent: bool = True, **options: Any) -> bytes:
    """Returns a moving picture, whose frames say how long they are shown."""
    first, *others = frames(transparent=transparent)
    content = encoded(
        first, kind, save_all=True, append_images=others, duration=list(DURATIONS), **options
    )
    return _with_gif_blocks(content) if kind == "GIF" else content


def blinking_gif(number_of_frames: int) -> bytes:
    """Returns a GIF of one pixel that changes its colour again and again."""
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(3) + b"\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02%s\x01\x00"
    blinks = (frame % (b"\x44", b"\x4c")[number % 2] for number in range(number_of_frames))
    return head + b"".join(blinks) + b";"


def growing_gif() -> bytes:
    """Returns a GIF of one pixel whose second frame claims to be the largest that there can be."""
    small = blinking_gif(1)[:-1]
    graphic_control = b"\x21\xf9\x04\x08\x00\x00\x00\x00"  # Cleared away when its time is over.
    frame = b"," + struct.pack("<HHHHB", 0, 0, 0xFFFF, 0xFFFF, 0) + b"\x02\x02\x44\x01\x00"
    return small + (graphic_control + frame) * 2 + b";"


def pdf(body: bytes = b"") -> bytes:
    """Returns a PDF document of one empty page."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    )
    content, places = b"%PDF-1.7\n" + body, []
    for number, content_of_object in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, content_of_object)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    return content + b"xref\n0 4\n0000000000 65535 f \n" + table + trailer


def archive(comment: bytes = b"") -> bytes:
    """Returns a ZIP archive."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as file:
        file.writestr("Main.class", b"\xca\xfe\xba\xbe")
        file.comment = comment
    return output.getvalue()


PAGE = b"<!DOCTYPE html><html><script>alert(document.cookie)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(240) + b"PE\0\0"


def png_header(width: int, height: int) -> bytes:
    """Returns a PNG that claims to be this large, and has no pixels."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    nothing = png_chunk(b"IDAT", zlib.compress(b"")) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + nothing


def png_bomb(kind: bytes) -> bytes:
    """Returns a PNG whose text or profile (`zTXt`, `iTXt`, `iCCP`) unpacks to 100 MB."""
    packed = zlib.compress(bytes(100_000_000))
    between = b"\0\1\0\0\0" if kind == b"iTXt" else b"\0\0"
    return _with_chunks(encoded(quarters(), "PNG"), png_chunk(kind, b"name" + between + packed))


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """Returns a part of a PNG file (https://www.w3.org/TR/png-3/, section 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg_comment(text: bytes) -> bytes:
    """Returns a JPEG with a comment."""
    return encoded(quarters(), "JPEG", comment=text)


def gif_comment(text: bytes) -> bytes:
    """Returns a GIF with a comment."""
    return encoded(quarters("P"), "GIF", comment=text)


def _with_chunks(content: bytes, *chunks: bytes) -> bytes:
    after_header = 8 + 25
    return content[:after_header] + b"".join(chunks) + content[after_header:]


def _with_gif_blocks(content: bytes) -> bytes:
    """Returns a GIF that says things behind its colours (GIF89a, sections 24 and 26)."""
    comment = b"\x21\xfe" + _sub_blocks([ADDRESS.encode()])
    data = b"\x21\xff" + _sub_blocks([b"XMP DataXMP", XMP[:255]])
    colours = 3 * 2 ** ((content[10] & 7) + 1) if content[10] & 0x80 else 0
    return content[: 13 + colours] + comment + data + content[13 + colours :]


def _sub_blocks(blocks: Sequence[bytes]) -> bytes:
    return b"".join(bytes([len(block)]) + block for block in blocks) + b"\0"
