"""Reads the parts of a picture's file without the library that made it."""

import struct
from collections.abc import Iterator

PIXELS_ALONE = {
    # https://www.w3.org/Graphics/JPEG/itu-t81.pdf, table B.1, and JFIF's own header (APP0).
    "image/jpeg": {"APP0", "DQT", "DHT", "SOF0", "SOF2", "SOS"},
    # https://www.w3.org/TR/png-3/, section 11
    "image/png": {"IHDR", "PLTE", "tRNS", "IDAT", "IEND", "acTL", "fcTL", "fdAT"},
    # https://developers.google.com/speed/webp/docs/riff_container
    "image/webp": {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"},
    # https://www.w3.org/Graphics/GIF/spec-gif89a.txt
    "image/gif": {"graphic control", "image", "NETSCAPE2.0"},
}
"""The parts that a picture needs to be seen, by type."""

JPEG_MARKERS = {0xC0: "SOF0", 0xC2: "SOF2", 0xC4: "DHT", 0xDA: "SOS", 0xDB: "DQT", 0xE0: "APP0"}


def parts(content: bytes, content_type: str) -> set[str]:
    """Returns the names of the parts that a file consists of, from its first byte to its last.

    Raises:
        AssertionError: it is no such file, or has something behind its end.
    """
    reader = {
        "image/jpeg": _of_jpeg,
        "image/png": _of_png,
        "image/webp": _of_webp,
        "image/gif": _of_gif,
    }
    return set(reader[content_type](content))


def _of_jpeg(content: bytes) -> Iterator[str]:
    assert content.startswith(b"\xff\xd8")
    at = 2
    while content[at : at + 2] != b"\xff\xd9":
        assert content[at] == 0xFF
        marker = content[at + 1]
        yield JPEG_MARKERS.get(marker, hex(marker))
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        # What follows a scan's header is compressed: there, 0 follows each byte of 255.
        while marker == 0xDA and (content[at] != 0xFF or content[at + 1] == 0):
            at += 1
    assert at + 2 == len(content)


def _of_png(content: bytes) -> Iterator[str]:
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        yield name.decode()
        at += 12 + size
    assert at == len(content)
    assert name == b"IEND"


def _of_webp(content: bytes) -> Iterator[str]:
    riff, size, webp = struct.unpack_from("<4sI4s", content)
    assert (riff, size, webp) == (b"RIFF", len(content) - 8, b"WEBP")
    at = 12
    while at < len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        yield name.decode()
        at += 8 + size + size % 2
    assert at == len(content)


def _of_gif(content: bytes) -> Iterator[str]:
    assert content[:6] in (b"GIF87a", b"GIF89a")
    at = 13 + _colours(content[10])
    while content[at] != ord(";"):
        if content[at] == ord(","):
            yield "image"
            at += 10 + _colours(content[at + 9]) + 1
        else:
            assert content[at] == ord("!")
            label, size = content[at + 1], content[at + 2]
            names = {0xF9: "graphic control", 0xFF: str(content[at + 3 : at + 3 + size], "latin-1")}
            yield names.get(label, hex(label))
            at += 2
        while content[at]:
            at += 1 + content[at]
        at += 1
    assert at + 1 == len(content)


def _colours(flags: int) -> int:
    """Returns the bytes of the table of colours that the flags tell of."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
