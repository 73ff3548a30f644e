"""Tools for the demo pictures: palettes, shapes, and a canvas with smooth edges."""

import io
import math
from collections.abc import Iterable, Sequence
from random import Random
from typing import Final, Literal, NamedTuple

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
Point = tuple[float, float]
PaletteName = Literal[
    "berry",
    "citrus",
    "clay",
    "dawn",
    "desert",
    "dusk",
    "forest",
    "ink",
    "meadow",
    "night",
    "ocean",
    "winter",
]

# Everything is drawn larger and then reduced, which is what makes the edges smooth.
_OVERSAMPLING: Final = 2
_CURVE_STEPS: Final = 12


class Palette(NamedTuple):
    """Colours that go together; `shades` are five, from far and light to near and deep."""

    paper: Colour
    ink: Colour
    accent: Colour
    shades: tuple[Colour, ...]


def colour(text: str) -> Colour:
    """Returns the colour of a text such as `#d9a441`."""
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red, green, blue


def _palette(paper: str, ink: str, accent: str, *shades: str) -> Palette:
    return Palette(colour(paper), colour(ink), colour(accent), tuple(map(colour, shades)))


# fmt: off
PALETTES: Final[dict[PaletteName, Palette]] = {
    "berry": _palette("#fdeef4", "#3a1431", "#ffc857", "#f7b2cc", "#e56b9f", "#b5397c", "#7a2263", "#451547"),  # noqa: E501
    "citrus": _palette("#fffbe6", "#3b3a1f", "#f3722c", "#ffe066", "#f9c74f", "#f9a24a", "#90be6d", "#3f9a7c"),  # noqa: E501
    "clay": _palette("#f7ede2", "#43302b", "#84a59d", "#f2cc9f", "#e2a272", "#c9704f", "#94503c", "#5f3630"),  # noqa: E501
    "dawn": _palette("#fff1e6", "#3d2c4e", "#fff6c9", "#ffd6a5", "#ffadad", "#e07a8b", "#9a5f80", "#4f3b63"),  # noqa: E501
    "desert": _palette("#fdf0d5", "#4a2c1d", "#fff3d0", "#f6d7a7", "#eab676", "#d98a4e", "#b3593b", "#7a3528"),  # noqa: E501
    "dusk": _palette("#fde2d4", "#2b1d3f", "#ffe0a3", "#f9a26c", "#ef6f6c", "#a8456e", "#5e3370", "#2f2250"),  # noqa: E501
    "forest": _palette("#f1f5e4", "#1f3a2d", "#f4b860", "#cfe3b0", "#93bf85", "#5b9279", "#34675c", "#1d4038"),  # noqa: E501
    "ink": _palette("#f6f3ec", "#1c1c1c", "#c1352c", "#d9d4c7", "#a8a295", "#716c62", "#44413b", "#23211e"),  # noqa: E501
    "meadow": _palette("#f5fbe9", "#24401f", "#ff9f5a", "#d8efac", "#a6d06f", "#6fae4f", "#3f8150", "#245a45"),  # noqa: E501
    "night": _palette("#dfe4ff", "#141a35", "#ffe29a", "#8d99d6", "#5f6db3", "#434f8f", "#2b3567", "#1a2146"),  # noqa: E501
    "ocean": _palette("#eaf6f8", "#0f2f45", "#ffd166", "#bde0e6", "#7cc3d0", "#3f9bb5", "#1f6f8b", "#134a66"),  # noqa: E501
    "winter": _palette("#f4f8fb", "#26384d", "#ffd9a0", "#dfeaf2", "#b9cfdf", "#8aa9c2", "#587c9c", "#33506e"),  # noqa: E501
}
# fmt: on


def randomness(seed: int | str) -> Random:
    """Makes choices that are the same for the same seed."""
    return Random(seed)  # noqa: S311 (for patterns, not for secrets)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Returns a colour between two; `share` is how much of the other is in it, 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def around(centre: Point, radius: float, degrees: float) -> Point:
    """Returns the point at that distance and direction; 0 is to the right, 90 downwards."""
    angle = math.radians(degrees)
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def oval(centre: Point, radii: Point, degrees: float = 0) -> list[Point]:
    """Returns the outline of an ellipse that is turned."""
    turned = math.radians(degrees)
    outline = []
    for step in range(48):
        angle = math.tau * step / 48
        x, y = radii[0] * math.cos(angle), radii[1] * math.sin(angle)
        outline.append(
            (
                centre[0] + x * math.cos(turned) - y * math.sin(turned),
                centre[1] + x * math.sin(turned) + y * math.cos(turned),
            )
        )
    return outline


def leaf(foot: Point, length: float, width: float, degrees: float) -> list[Point]:
    """Returns the outline of a pointed leaf that grows from its foot in a direction."""
    turned = math.radians(degrees)
    steps = [step / 16 for step in range(17)]
    edge = [(length * t, width / 2 * math.sin(math.pi * t**0.8)) for t in steps]
    return [
        (
            foot[0] + x * math.cos(turned) - y * math.sin(turned),
            foot[1] + x * math.sin(turned) + y * math.cos(turned),
        )
        for x, y in edge + [(x, -y) for x, y in reversed(edge)]
    ]


def curve(points: Sequence[Point]) -> list[Point]:
    """Returns a smooth line through all points: a Catmull-Rom spline."""
    padded = [points[0], *points, points[-1]]
    smooth = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(_CURVE_STEPS):
            t = step / _CURVE_STEPS
            smooth.append(
                (_between(p0[0], p1[0], p2[0], p3[0], t), _between(p0[1], p1[1], p2[1], p3[1], t))
            )
    return [*smooth, points[-1]]


def _between(before: float, start: float, end: float, after: float, t: float) -> float:
    # https://en.wikipedia.org/wiki/Catmull%E2%80%93Rom_spline, the uniform one.
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * start - before - 3 * end + after) * t**3
    )


class Canvas:
    """A picture in the making; x goes to the right and y down, in pixels of the finished one."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width = width
        self.height = height
        size = (width * _OVERSAMPLING, height * _OVERSAMPLING)
        self._image = Image.new("RGB", size, ground)
        self._draw = ImageDraw.Draw(self._image)

    def polygon(self, outline: Iterable[Point], fill: Colour) -> None:
        """Draws a filled shape."""
        self._draw.polygon([_scaled(point) for point in outline], fill=fill)

    def disc(self, centre: Point, radius: float, fill: Colour) -> None:
        """Draws a filled circle."""
        (x, y), r = _scaled(centre), radius * _OVERSAMPLING
        self._draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def ring(self, centre: Point, radius: float, fill: Colour, width: float) -> None:
        """Draws a circle's line; the radius is its outer edge."""
        (x, y), r = _scaled(centre), radius * _OVERSAMPLING
        box = (x - r, y - r, x + r, y + r)
        self._draw.ellipse(box, outline=fill, width=max(1, round(width * _OVERSAMPLING)))

    def pie(self, centre: Point, radius: float, degrees: tuple[float, float], fill: Colour) -> None:
        """Draws a slice of a disc, from one direction clockwise to the other."""
        (x, y), r = _scaled(centre), radius * _OVERSAMPLING
        self._draw.pieslice((x - r, y - r, x + r, y + r), *degrees, fill=fill)

    def box(self, corner: Point, size: Point, fill: Colour, *, rounded: float = 0) -> None:
        """Draws a rectangle from its upper left corner."""
        x, y = _scaled(corner)
        width, height = _scaled(size)
        # Pillow counts the last pixel as inside.
        box = (x, y, max(x, x + width - 1), max(y, y + height - 1))
        self._draw.rounded_rectangle(box, rounded * _OVERSAMPLING, fill=fill)

    def line(self, points: Iterable[Point], fill: Colour, width: float) -> None:
        """Draws a line with round ends through the points."""
        path = [_scaled(point) for point in points]
        thick = max(1, round(width * _OVERSAMPLING))
        self._draw.line(path, fill=fill, width=thick, joint="curve")
        r = thick / 2
        for x, y in (path[0], path[-1]):
            self._draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def gradient(self, top: Colour, bottom: Colour, *, until: float | None = None) -> None:
        """Fill from the top down to `until`, from one colour to the other."""
        height = round((self.height if until is None else until) * _OVERSAMPLING)
        for y in range(height):
            self._draw.line(
                (0, y, self._image.width, y), fill=mix(top, bottom, y / max(1, height - 1))
            )

    def text(self, corner: Point, text: str, fill: Colour, *, size: float, advance: float) -> None:
        """Write in Pillow's own font, each character in the middle of a cell `advance` wide."""
        font = ImageFont.load_default(size * _OVERSAMPLING)
        x, y = _scaled(corner)
        for column, character in enumerate(text):
            middle = x + (column + 0.5) * advance * _OVERSAMPLING
            self._draw.text((middle, y), character, fill=fill, font=font, anchor="ms")

    def jpeg(self) -> bytes:
        """Returns the finished picture as JPEG."""
        return self._saved("JPEG", quality=85)

    def png(self) -> bytes:
        """Returns the finished picture as PNG."""
        return self._saved("PNG", optimize=True)

    def _saved(self, format_: str, **options: object) -> bytes:
        file = io.BytesIO()
        self._image.reduce(_OVERSAMPLING).save(file, format_, **options)
        return file.getvalue()


def _scaled(point: Point) -> Point:
    return point[0] * _OVERSAMPLING, point[1] * _OVERSAMPLING
