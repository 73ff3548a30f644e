"""Demo pictures that are patterns: mandalas, textiles, a circle of ink."""

import math
from collections.abc import Callable, Sequence
from random import Random
from typing import Final, Literal

from local.demo.canvas import (
    Canvas,
    Colour,
    Palette,
    Point,
    around,
    colour,
    leaf,
    mix,
    randomness,
)
from local.demo.drawing import BLACK, HEIGHT, MIDDLE, WIDTH, Varied

_CELL: Final = 20
_COLUMNS: Final = WIDTH // _CELL
_HALF_ROWS: Final = HEIGHT // _CELL // 2
_SEAL: Final = colour("#c1352c")

_MADE: Final = {"woven": "Woven", "knitted": "Knitted", "crossed": "Cross-stitched"}

_Row = list[Colour | None]


class Mandala(Varied):
    """Rings of petals around a centre."""

    kind: Literal["mandala"]

    @property
    def alt_text(self) -> str:
        """The same for all of this kind."""
        return "A mandala: rings of petals around a centre."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws rings; each is turned by half a petal against the one outside it."""
        random = randomness(self.seed)
        ground = palette.shades[4]
        canvas.box((0, 0), (WIDTH, HEIGHT), ground)
        petals = random.choice((8, 10, 12, 16))
        inks = [*palette.shades[:4], palette.accent, palette.paper]
        radius, turn = 560.0, 0.0
        fill = random.choice(inks)
        for _ in range(6):
            fill, dot = random.sample([ink for ink in inks if ink != fill], 2)
            depth = random.uniform(90, 130)
            inner = max(0.0, radius - depth)
            length = radius - inner * 0.75
            width = math.tau * (inner + depth / 2) / petals * 1.1
            for petal in range(petals):
                degrees = turn + 360 * petal / petals
                foot = around(MIDDLE, inner * 0.75, degrees)
                canvas.polygon(leaf(foot, length, width, degrees), fill)
                canvas.polygon(leaf(foot, length * 0.6, width * 0.5, degrees), ground)
                canvas.disc(around(MIDDLE, radius + 14, degrees), 6, dot)
            turn += 180 / petals
            radius -= depth * 0.8
        canvas.disc(MIDDLE, 62, ground)
        canvas.disc(MIDDLE, 46, palette.accent)
        canvas.disc(MIDDLE, 22, palette.paper)


class Textile(Varied):
    """A woven, knitted or embroidered pattern."""

    kind: Literal["textile"]
    stitch: Literal["woven", "knitted", "crossed"]

    @property
    def alt_text(self) -> str:
        """The alternative text: how the pattern is made, and of what."""
        return f"{_MADE[self.stitch]} bands of diamonds, steps, zigzags and dots."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws bands of diamonds, steps, zigzags and dots; the lower half mirrors the upper."""
        random = randomness(self.seed)
        stitch = {"woven": _weave, "knitted": _knit, "crossed": _cross}[self.stitch]
        ground, threads = random.choice(
            (
                (palette.shades[4], [*palette.shades[:3], palette.accent, palette.paper]),
                (palette.paper, [*palette.shades[2:], palette.accent]),
            )
        )
        canvas.box((0, 0), (WIDTH, HEIGHT), ground)
        rows: list[_Row] = []
        while len(rows) < _HALF_ROWS:
            rows += _band(random, threads)
        upper = rows[:_HALF_ROWS]
        for row, cells in enumerate([*upper, *reversed(upper)]):
            for column, thread in enumerate(cells):
                if thread:
                    stitch(canvas, (column * _CELL, row * _CELL), thread)


class Brush(Varied):
    """A circle in one breath of a brush, and a seal."""

    kind: Literal["brush"]

    @property
    def alt_text(self) -> str:
        """The same for all of this kind."""
        return "A circle painted in one stroke of a brush, and a red seal."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws many hairs side by side; those at the edges run dry before the stroke ends."""
        random = randomness(self.seed)
        for _ in range(200):
            x, y = random.uniform(0, WIDTH), random.uniform(0, HEIGHT)
            fibre = [(x, y), (x + random.uniform(-26, 26), y + random.uniform(-7, 7))]
            canvas.line(fibre, mix(palette.paper, palette.shades[0], random.uniform(0.2, 0.6)), 1)
        centre = (random.uniform(520, 680), 405.0)
        start = random.uniform(60, 130)
        for _ in range(75):
            aside = random.gauss(0, 20)
            sweep = 335 - 2.2 * abs(aside) * random.random()
            sway = random.uniform(0, math.tau)
            hair = [
                around(
                    centre,
                    265 + aside + 7 * math.sin(step / 5 + sway) - step * 0.4,
                    start + sweep * step / 42,
                )
                for step in range(43)
            ]
            ink = mix(palette.ink, palette.shades[3], random.uniform(0, 0.55))
            canvas.line(hair, ink, random.uniform(2, 9))
        canvas.disc(around(centre, 262, start), 34, palette.ink)
        for _ in range(9):
            drop = around(centre, random.uniform(310, 390), random.uniform(0, 360))
            canvas.disc(drop, random.uniform(2, 8), palette.ink)
        _seal(canvas, palette.paper, (1010, 630))


def _band(random: Random, threads: Sequence[Colour]) -> list[_Row]:
    """Returns some rows of a pattern that mirrors left and right, with a border."""
    one, other = random.sample(list(threads), 2)
    period = random.choice((6, 10, 12, 15))
    height = random.choice((3, 5, 7))
    filled = random.choice(_FIGURES)
    rows: list[_Row] = []
    for row in range(height):
        depth = abs(row - (height - 1) / 2)
        across = [abs(column - (_COLUMNS - 1) / 2) for column in range(_COLUMNS)]
        rows.append([one if filled(distance, depth, period) else None for distance in across])
    border: _Row = [other if column % 2 else one for column in range(_COLUMNS)]
    return [*rows, [None] * _COLUMNS, border, [None] * _COLUMNS]


def _diamonds(across: float, depth: float, period: int) -> bool:
    return abs(across % period - period / 2) + depth < period / 2 - 1


def _zigzag(across: float, depth: float, period: int) -> bool:
    return abs(abs(across % period - period / 2) - depth) <= 1


def _steps(across: float, depth: float, period: int) -> bool:
    return (across + 2 * depth) % period < period / 2


def _dots(across: float, depth: float, period: int) -> bool:
    return int(across + depth) % 3 == 0 or (int(across) % period == 0 and depth == 0)


_FIGURES: Final[tuple[Callable[[float, float, int], bool], ...]] = (
    _diamonds,
    _zigzag,
    _steps,
    _dots,
)


def _weave(canvas: Canvas, corner: Point, thread: Colour) -> None:
    x, y = corner
    canvas.box((x + 1, y + 1), (_CELL - 2, _CELL - 2), thread, rounded=4)


def _knit(canvas: Canvas, corner: Point, thread: Colour) -> None:
    x, y = corner[0] + _CELL / 2, corner[1] + _CELL - 1
    for side in (-1, 1):
        canvas.line([(x + side * 1.5, y), (x + side * 6.6, y - 12.4)], thread, 6)


def _cross(canvas: Canvas, corner: Point, thread: Colour) -> None:
    (left, top), (right, bottom) = ((side + 3 for side in corner), (side + 17 for side in corner))
    canvas.line([(left, bottom), (right, top)], mix(thread, BLACK, 0.15), 5)
    canvas.line([(left, top), (right, bottom)], thread, 5)


def _seal(canvas: Canvas, paper: Colour, corner: Point) -> None:
    """Draws a seal with the character for a mountain."""
    x, y = corner
    canvas.box(corner, (96, 96), _SEAL, rounded=9)
    canvas.line([(x + 48, y + 20), (x + 48, y + 72)], paper, 7)
    canvas.line([(x + 22, y + 40), (x + 22, y + 72), (x + 74, y + 72), (x + 74, y + 40)], paper, 7)
