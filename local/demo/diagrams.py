"""Demo pictures that say something exact: chess positions, notes, charts, code, colours."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field

from local.demo.canvas import Canvas, Colour, Palette, Point, colour, curve, mix, oval
from local.demo.drawing import BLACK, WHITE, Drawing

_BOARD_SIDE: Final = 88
_SPACE: Final = 34
_ADVANCE: Final = 21.5
_LINE_HEIGHT: Final = 60

_BEATS: Final = 4
_F5: Final = "CDEFGAB".index("F") + 7 * 5
_MIDDLE_LINE: Final = 4

_IVORY: Final = (colour("#fbf7ee"), colour("#2a2622"))
_EBONY: Final = (colour("#33302d"), colour("#f1e9da"))
_LIGHTS: Final = tuple(map(colour, ("#ff5f57", "#febc2e", "#28c840")))


class _Figure(NamedTuple):
    """A chess piece on a square of 100 by 100, by eye."""

    outline: Sequence[Point]
    balls: Sequence[tuple[Point, float]] = ()
    strokes: Sequence[Sequence[Point]] = ()


_FOOT: Final = ((30, 84), (70, 84))
# fmt: off
_FIGURES: Final = {
    "p": _Figure(
        [(43, 46), (57, 46), (66, 78), (34, 78)],
        balls=[((50, 36), 13)],
    ),
    "r": _Figure([
        (30, 20), (39, 20), (39, 28), (46, 28), (46, 20), (54, 20), (54, 28), (61, 28), (61, 20),
        (70, 20), (70, 38), (63, 43), (66, 78), (34, 78), (37, 43), (30, 38),
    ]),
    "n": _Figure([
        (38, 78), (40, 60), (52, 46), (38, 50), (28, 56), (24, 48), (36, 30), (46, 22), (48, 14),
        (55, 22), (68, 34), (73, 54), (70, 78),
    ]),
    "b": _Figure(
        curve([(50, 18), (66, 38), (60, 54), (65, 78), (35, 78), (40, 54), (34, 38), (50, 18)]),
        balls=[((50, 15), 5)],
    ),
    "q": _Figure(
        [(24, 29), (36, 52), (38, 23), (47, 50), (50, 18), (53, 50), (62, 23), (64, 52), (76, 29),
         (67, 78), (33, 78)],
        balls=[((x, y), 4.5) for x, y in ((24, 29), (38, 23), (50, 18), (62, 23), (76, 29))],
    ),
    "k": _Figure(
        curve([(50, 36), (62, 28), (76, 36), (72, 54), (66, 78), (34, 78), (28, 54), (24, 36),
               (38, 28), (50, 36)]),
        strokes=[[(50, 10), (50, 30)], [(43, 17), (57, 17)]],
    ),
}
# fmt: on


_PIECES: Final = {
    "k": "king",
    "q": "queen",
    "r": "rook",
    "b": "bishop",
    "n": "knight",
    "p": "pawn",
}


class Chessboard(Drawing):
    """A position, written as the first field of the Forsyth-Edwards notation."""

    kind: Literal["chessboard"]
    position: Annotated[str, Field(pattern=r"^([1-8KQRBNPkqrbnp]{1,8}/){7}[1-8KQRBNPkqrbnp]{1,8}$")]

    @property
    def alt_text(self) -> str:
        """Both sides with their pieces, such as `king e6`."""
        sides: dict[str, list[str]] = {"White": [], "Black": []}
        for row, squares in enumerate(self._rows()):
            for column, piece in enumerate(squares):
                if piece != " ":
                    side = sides["White" if piece.isupper() else "Black"]
                    side.append(f"{_PIECES[piece.lower()]} {'abcdefgh'[column]}{8 - row}")
        told = (f"{side}: {', '.join(pieces)}." for side, pieces in sides.items())
        return f"A chess position. {' '.join(told)}"

    def _rows(self) -> list[str]:
        return [re.sub(r"\d", lambda n: " " * int(n[0]), row) for row in self.position.split("/")]

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws a board on which white plays upwards."""
        side, left, top = _BOARD_SIDE, 248, 48
        canvas.gradient(palette.shades[3], palette.shades[4])
        frame = 8 * side + 36
        canvas.box((left - 18, top - 18), (frame, frame), palette.ink, rounded=14)
        for row, squares in enumerate(self._rows()):
            for column, piece in enumerate(squares):
                corner = (left + column * side, top + row * side)
                shade = palette.shades[1] if (row + column) % 2 else palette.paper
                canvas.box(corner, (side, side), shade)
                if piece != " ":
                    _piece(canvas, piece, corner)


class Stave(Drawing):
    """Notes such as `C4` and `G5`, on two staves with a treble clef."""

    kind: Literal["stave"]
    notes: list[Annotated[str, Field(pattern=r"^([GAB]3|[A-G][45])$")]]

    @property
    def alt_text(self) -> str:
        """The notes one by one."""
        return f"A tune in crotchets on two staves: {' '.join(self.notes)}."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws crotchets, four to the bar."""
        canvas.gradient(palette.paper, mix(palette.paper, palette.shades[0], 0.55))
        half = (len(self.notes) + 1) // 2
        for top, line in ((180, self.notes[:half]), (500, self.notes[half:])):
            bottom = top + 4 * _SPACE
            for y in range(top, bottom + 1, _SPACE):
                canvas.line([(90, y), (1110, y)], palette.shades[3], 3)
            _treble_clef(canvas, palette.ink, (150, bottom - _SPACE))
            gap = 880 / max(1, len(line))
            for place, note in enumerate(line, start=1):
                x = 250 + gap * (place - 0.6)
                _crotchet(canvas, palette, (x, top), note, palette.shades[2 + place % 3])
                if place % _BEATS == 0:
                    bar = x + gap * 0.55
                    canvas.line([(bar, top), (bar, bottom)], palette.shades[3], 3)


class Bars(Drawing):
    """A chart of bars; negative ones hang down."""

    kind: Literal["bars"]
    values: Annotated[list[int], Field(min_length=2, max_length=24)]

    @property
    def alt_text(self) -> str:
        """The values one by one."""
        return f"A chart of bars: {', '.join(map(str, self.values))}."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws bars; the highest has the accent's colour."""
        _card(canvas, palette)
        high, low = max(*self.values, 0), min(*self.values, 0)
        unit = 500 / (high - low or 1)
        ground = 150 + high * unit
        gap = 960 / len(self.values)
        for place, value in enumerate(self.values):
            fill = palette.shades[2] if value > 0 else palette.shades[3]
            if value == high:
                fill = palette.accent
            length = abs(value) * unit
            corner = (120 + gap * (place + 0.14), ground - max(value, 0) * unit)
            canvas.box(corner, (gap * 0.72, length), fill, rounded=min(12, length / 2))
        canvas.line([(110, ground), (1090, ground)], palette.ink, 4)


class Curve(Drawing):
    """A chart of one smooth line."""

    kind: Literal["curve"]
    values: Annotated[list[int], Field(min_length=3, max_length=40)]

    @property
    def alt_text(self) -> str:
        """The values one by one."""
        return f"A chart of one line: {', '.join(map(str, self.values))}."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws a line; the area below it is filled, and each value is a dot."""
        _card(canvas, palette)
        high, low = max(self.values), min(self.values)
        unit = 420 / (high - low or 1)
        gap = 940 / (len(self.values) - 1)
        dots = [
            (130 + gap * place, 620 - (value - low) * unit)
            for place, value in enumerate(self.values)
        ]
        path = curve(dots)
        area = [(130, 660), *path, (1070, 660)]
        canvas.polygon(area, mix(palette.shades[0], palette.paper, 0.35))
        canvas.line(path, palette.shades[3], 9)
        for dot in dots:
            canvas.disc(dot, 15, palette.shades[3])
            canvas.disc(dot, 9, palette.accent)


class Terminal(Drawing):
    """A window with some lines of code."""

    kind: Literal["terminal"]
    lines: Annotated[list[Annotated[str, Field(max_length=44)]], Field(min_length=1, max_length=7)]

    @property
    def alt_text(self) -> str:
        """The lines as they stand in the window."""
        return "\n".join(["A window with these lines:", *self.lines])

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws a window as high as its lines want."""
        canvas.gradient(palette.shades[1], palette.shades[3])
        canvas.disc((1050, 130), 260, mix(palette.shades[1], palette.paper, 0.25))
        window = mix(palette.ink, (10, 12, 20), 0.5)
        bar = mix(window, palette.paper, 0.12)
        height = 150 + _LINE_HEIGHT * len(self.lines)
        x, y = 90, (800 - height) / 2
        shadow = mix(palette.shades[4], BLACK, 0.4)
        canvas.box((x + 10, y + 12), (1020, height), shadow, rounded=26)
        canvas.box((x, y), (1020, height), window, rounded=26)
        canvas.box((x, y), (1020, 62), bar, rounded=26)
        canvas.box((x, y + 34), (1020, 28), bar)
        for place, light in enumerate(_LIGHTS):
            canvas.disc((x + 42 + 40 * place, y + 31), 12, light)
        for row, line in enumerate(self.lines):
            for column, word, fill in _coloured(line, palette):
                corner = (x + 38 + _ADVANCE * column, y + 134 + _LINE_HEIGHT * row)
                canvas.text(corner, word, fill, size=37, advance=_ADVANCE)


class Swatches(Drawing):
    """A palette of colours, side by side."""

    kind: Literal["swatches"]
    colours: Annotated[
        list[Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]], Field(min_length=3, max_length=6)
    ]

    @property
    def alt_text(self) -> str:
        """The colours by their names, which stand below them."""
        return f"A palette of colours: {', '.join(self.colours)}."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws cards with the colour above and its name below."""
        canvas.gradient(palette.paper, mix(palette.paper, palette.shades[0], 0.7))
        shadow = mix(palette.shades[0], palette.ink, 0.15)
        gap = 1040 / len(self.colours)
        width = gap - 24
        advance = min(19.0, width / 9)
        for place, name in enumerate(self.colours):
            x = 92 + gap * place
            canvas.box((x + 6, 126), (width, 560), shadow, rounded=20)
            canvas.box((x, 116), (width, 560), WHITE, rounded=20)
            canvas.box((x, 116), (width, 440), colour(name), rounded=20)
            canvas.box((x, 500), (width, 60), colour(name))
            corner = (x + (width - len(name) * advance) / 2, 630)
            canvas.text(corner, name, palette.ink, size=30, advance=advance)


def _card(canvas: Canvas, palette: Palette) -> None:
    """Draws the ground of a chart, with a grid."""
    canvas.gradient(palette.shades[0], palette.shades[1])
    canvas.box((66, 78), (1080, 660), mix(palette.shades[2], palette.ink, 0.3), rounded=30)
    canvas.box((60, 70), (1080, 660), mix(palette.paper, WHITE, 0.4), rounded=30)
    for y in range(150, 700, 100):
        canvas.line([(110, y), (1090, y)], mix(palette.paper, palette.shades[0], 0.7), 2)


def _piece(canvas: Canvas, letter: str, corner: Point) -> None:
    """Draws a chess piece: a bit larger in the colour of its outline, then as it is."""
    fill, outline = _IVORY if letter.isupper() else _EBONY
    _figure(canvas, _FIGURES[letter.lower()], corner, outline, margin=4)
    _figure(canvas, _FIGURES[letter.lower()], corner, fill, margin=0)


def _figure(canvas: Canvas, figure: _Figure, corner: Point, fill: Colour, *, margin: float) -> None:
    unit = _BOARD_SIDE / 100

    def placed(points: Sequence[Point]) -> list[Point]:
        return [(corner[0] + x * unit, corner[1] + y * unit) for x, y in points]

    for stroke, width in ((_FOOT, 9), *((stroke, 5) for stroke in figure.strokes)):
        canvas.line(placed(stroke), fill, width * unit + margin)
    for centre, radius in figure.balls:
        canvas.disc(placed([centre])[0], radius * unit + margin / 2, fill)
    outline = placed(figure.outline)
    canvas.polygon(outline, fill)
    if margin:
        canvas.line([*outline, outline[0]], fill, margin)


def _treble_clef(canvas: Canvas, ink: Colour, g_line: Point) -> None:
    # By eye, in spaces of the stave around the line of the G.
    shape = [
        (0.05, 0.55), (-0.55, 0.15), (-0.25, -0.6), (0.5, -0.75), (1.0, 0.05), (0.55, 0.9),
        (-0.4, 0.95), (-1.1, 0.2), (-0.9, -0.9), (0.0, -2.1), (0.55, -3.1), (0.35, -4.2),
        (-0.1, -4.0), (-0.3, -3.0), (0.1, -0.8), (0.5, 1.6), (0.25, 2.4), (-0.35, 2.4),
        (-0.45, 1.95), (-0.3, 2.0),
    ]  # fmt: skip
    path = curve([(g_line[0] + x * _SPACE, g_line[1] + y * _SPACE) for x, y in shape])
    canvas.line(path, ink, 7)
    canvas.disc(path[-1], 9, ink)


def _crotchet(canvas: Canvas, palette: Palette, start: Point, note: str, fill: Colour) -> None:
    """Draws a note on the stave whose highest line, the F5, begins at `start`."""
    x, top = start
    steps_down = _F5 - ("CDEFGAB".index(note[0]) + 7 * int(note[1]))
    y = top + _SPACE / 2 * steps_down
    for ledger in [*range(-2, steps_down - 1, -2), *range(10, steps_down + 1, 2)]:
        height = top + _SPACE / 2 * ledger
        canvas.line([(x - 34, height), (x + 34, height)], palette.shades[3], 3)
    side = 1 if steps_down >= _MIDDLE_LINE else -1
    canvas.line([(x + 19 * side, y), (x + 19 * side, y - 112 * side)], palette.ink, 5)
    canvas.polygon(oval((x, y), (23, 16), -20), fill)


def _coloured(line: str, palette: Palette) -> list[tuple[int, str, Colour]]:
    """Returns the words of a line of code with their columns and how they stand out."""
    starts = [0, *(i for i in range(1, len(line)) if line[i - 1] == " " != line[i])]
    words = []
    in_comment = False
    for start, end in pairwise([*starts, len(line)]):
        word = line[start:end]
        in_comment = in_comment or word.startswith(("#", "--", "//"))
        if in_comment:
            fill = palette.shades[1]
        elif word.startswith(("$", "=")) or word.isupper():
            fill = palette.accent
        elif word.startswith(tuple("0123456789\"'")):
            fill = palette.shades[0]
        else:
            fill = mix(palette.paper, WHITE, 0.4)
        words.append((start, word, fill))
    return words
