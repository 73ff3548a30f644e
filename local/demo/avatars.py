"""Profile pictures for demo people: a few plain shapes, chosen by the name."""

from collections.abc import Callable
from random import Random
from typing import Final

from local.demo.canvas import PALETTES, Canvas, Colour, Palette, around, leaf, randomness

_SIDE: Final = 512
_MIDDLE: Final = (_SIDE / 2, _SIDE / 2)


def avatar(name: str) -> bytes:
    """Returns the picture of that name as PNG; the same name always gives the same one."""
    random = randomness(name)
    palette = PALETTES[random.choice(list(PALETTES))]
    canvas = Canvas(_SIDE, _SIDE, palette.paper)
    random.choice(_STYLES)(canvas, random, palette)
    return canvas.png()


def _tiles(canvas: Canvas, random: Random, palette: Palette) -> None:
    """Draws quarters of circles and dots on a grid of four by four."""
    tile = _SIDE / 4
    for row in range(4):
        for column in range(4):
            ground, figure = random.sample(_inks(palette), 2)
            x, y = column * tile, row * tile
            canvas.box((x, y), (tile, tile), ground)
            match random.choice(("quarter", "quarter", "dot", "plain")):
                case "quarter":
                    right, below = random.choice((0, 1)), random.choice((0, 1))
                    start = {(0, 0): 0, (1, 0): 90, (1, 1): 180, (0, 1): 270}[right, below]
                    corner = (x + tile * right, y + tile * below)
                    canvas.pie(corner, tile, (start, start + 90), figure)
                case "dot":
                    canvas.disc((x + tile / 2, y + tile / 2), tile * 0.3, figure)
                case _:
                    pass


def _mirrored(canvas: Canvas, random: Random, palette: Palette) -> None:
    """Draws a pattern of squares that is the same to the left and to the right."""
    figure = random.choice(palette.shades[2:])
    other = palette.accent
    for row in range(5):
        for column in range(3):
            fill = random.choice((figure, figure, other, None, None))
            for place in {column, 4 - column}:
                if fill:
                    corner = (66 + 76 * place, 66 + 76 * row)
                    canvas.box(corner, (76, 76), fill, rounded=16)


def _flower(canvas: Canvas, random: Random, palette: Palette) -> None:
    """Draws two rings of petals."""
    ground, outer, inner, heart = random.sample(_inks(palette), 4)
    canvas.box((0, 0), (_SIDE, _SIDE), ground)
    petals = random.choice((5, 6, 8, 10))
    for length, fill, turn in ((236, outer, 0.0), (160, inner, 180 / petals)):
        for petal in range(petals):
            degrees = turn + 360 * petal / petals
            foot = around(_MIDDLE, 16, degrees)
            canvas.polygon(leaf(foot, length, length * 3.2 / petals, degrees), fill)
    canvas.disc(_MIDDLE, 52, heart)


def _orbits(canvas: Canvas, random: Random, palette: Palette) -> None:
    """Draws circles around the same centre, each with a moon."""
    canvas.box((0, 0), (_SIDE, _SIDE), palette.shades[4])
    for ring, fill in enumerate(reversed(palette.shades[:4])):
        radius = 222 - 50 * ring
        canvas.disc(_MIDDLE, radius, fill)
        moon = around(_MIDDLE, radius - 2, random.uniform(0, 360))
        canvas.disc(moon, 25, random.choice((palette.accent, palette.paper)))


def _hills(canvas: Canvas, random: Random, palette: Palette) -> None:
    """Draws a sun between round hills."""
    canvas.gradient(palette.shades[0], palette.paper)
    canvas.disc((random.uniform(150, 360), random.uniform(130, 220)), 84, palette.accent)
    for shade, y in zip(palette.shades[1:], (470, 540, 600, 680), strict=True):
        canvas.disc((random.uniform(60, 450), y), random.uniform(190, 260), shade)


def _inks(palette: Palette) -> list[Colour]:
    return [*palette.shades, palette.accent, palette.paper]


_STYLES: Final[tuple[Callable[[Canvas, Random, Palette], None], ...]] = (
    _tiles,
    _mirrored,
    _flower,
    _orbits,
    _hills,
)
