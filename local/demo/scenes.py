"""Demo pictures of places and things: landscapes, cities, meals, pots."""

import math
from collections.abc import Sequence
from random import Random
from typing import Final, Literal

from local.demo.canvas import (
    Canvas,
    Colour,
    Palette,
    Point,
    around,
    colour,
    curve,
    leaf,
    mix,
    oval,
    randomness,
)
from local.demo.drawing import BLACK, HEIGHT, MIDDLE, WHITE, WIDTH, Varied

_HERB: Final = colour("#4f8a4c")
_MILK: Final = colour("#f4e3c8")
_COFFEE: Final = colour("#6b4226")
_CREMA: Final = colour("#8a5a35")
_SAUCES: Final = tuple(map(colour, ("#c8553d", "#e3a03c", "#8fae5d", "#b97a45", "#efd7a1")))
_BITES: Final = tuple(
    map(colour, ("#d9483b", "#f2b134", "#6f9d4f", "#e98b4a", "#b5677d", "#8c5a3c"))
)


class Landscape(Varied):
    """A sun over hills, one behind the other."""

    kind: Literal["landscape"]

    @property
    def alt_text(self) -> str:
        """The same for all of this kind."""
        return "The sun over hills, one behind the other, with trees on the nearest ones."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws far things pale and near ones deep; trees stand on the two nearest hills."""
        random = randomness(self.seed)
        canvas.gradient(mix(palette.shades[0], palette.paper, 0.2), palette.paper, until=560)
        _sun(canvas, palette, (random.uniform(250, 950), random.uniform(170, 280)))
        waves = random.uniform(1.2, 2.6)
        rocks = random.choice((0, 0.5, 1.0))
        hills = zip(palette.shades, (rocks, rocks, 0, 0, 0), (0, 0, 0, 54, 62), strict=True)
        for depth, (shade, jags, tree) in enumerate(hills):
            ridge = _ridge(
                random, height=330 + depth * 95, swing=78 - depth * 9, waves=waves, jags=jags
            )
            canvas.polygon([(0, HEIGHT), *ridge, (WIDTH, HEIGHT)], shade)
            if tree:
                _trees(canvas, random, ridge, tree, mix(shade, palette.ink, 0.35))


class Sea(Varied):
    """A low sun, waves, and a boat."""

    kind: Literal["sea"]

    @property
    def alt_text(self) -> str:
        """The same for all of this kind."""
        return "A low sun over the sea, mirrored in the waves, and a boat."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws the sun, which touches the horizon and is mirrored in the water."""
        random = randomness(self.seed)
        horizon = 390
        far = palette.shades[1]
        canvas.gradient(palette.shades[0], palette.paper, until=horizon)
        sun = random.uniform(300, 900)
        _sun(canvas, palette, (sun, horizon - random.uniform(0, 90)))
        canvas.box((0, horizon), (WIDTH, HEIGHT - horizon), far)
        for step in range(9):
            half = (150 - 13 * step) * random.uniform(0.7, 1.1)
            y = horizon + 8 + step * 15
            canvas.line([(sun - half, y), (sun + half, y)], mix(far, palette.accent, 0.7), 5)
        _waves(canvas, random, palette, 0)
        _boat(canvas, palette, (random.uniform(220, 980), 584))
        for row in (1, 2, 3):
            _waves(canvas, random, palette, row)


class Skyline(Varied):
    """A city in the evening."""

    kind: Literal["skyline"]

    @property
    def alt_text(self) -> str:
        """The same for all of this kind."""
        return "A city in the evening: three rows of houses, some windows of the nearest one lit."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws three rows of houses, the nearest one with some windows lit."""
        random = randomness(self.seed)
        sky = mix(palette.shades[3], palette.shades[2], 0.5)
        canvas.gradient(sky, palette.shades[0])
        moon = (random.uniform(200, 1000), random.uniform(150, 260))
        canvas.disc(moon, 118, mix(sky, palette.accent, 0.18))
        canvas.disc(moon, 60, palette.accent)
        for shade, tallest, lived_in in (
            (palette.shades[1], 430, False),
            (palette.shades[2], 330, False),
            (palette.shades[4], 290, True),
        ):
            x = -random.uniform(0, 60)
            while x < WIDTH:
                width = random.choice((70, 90, 110, 140))
                height = random.uniform(0.45, 1) * tallest
                corner = (x, HEIGHT - height)
                canvas.box(corner, (width, height), shade)
                _roof(canvas, random, corner, width, shade)
                if lived_in:
                    _windows(canvas, random, palette, corner, (width, height))
                x += width + random.choice((0, 0, 6, 14))


class Stars(Varied):
    """The night sky with a constellation, over an observatory."""

    kind: Literal["stars"]

    @property
    def alt_text(self) -> str:
        """The same for all of this kind."""
        return "The night sky with a constellation and the Milky Way, over an observatory."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws stars, most of them small, more than half of them along the Milky Way."""
        random = randomness(self.seed)
        canvas.gradient(palette.ink, palette.shades[3])
        for _ in range(900):
            x = random.uniform(0, WIDTH)
            milky_way = 620 - x * 0.45 + random.gauss(0, 85)
            y = random.choice((milky_way, milky_way, random.uniform(0, HEIGHT)))
            glow = mix(palette.shades[3], palette.paper, random.uniform(0.2, 1))
            canvas.disc((x, y), min(4.0, 0.8 + random.paretovariate(2.4) * 0.6), glow)
        figure = [(300 + 110 * step, random.uniform(110, 380)) for step in range(6)]
        canvas.line(figure, palette.shades[1], 2)
        for star in figure:
            canvas.disc(star, 12, palette.shades[2])
            canvas.disc(star, 7, palette.accent)
        ridge = _ridge(random, height=700, swing=35, waves=2.2)
        canvas.polygon([(0, HEIGHT), *ridge, (WIDTH, HEIGHT)], mix(palette.ink, BLACK, 0.35))
        _dome(canvas, palette, (random.uniform(180, 1020), 700))


class Plant(Varied):
    """A plant in a pot."""

    kind: Literal["plant"]

    @property
    def alt_text(self) -> str:
        """The same for all of this kind."""
        return "A plant in a pot, its stems bending outwards."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws stems that bend outwards, and bear leaves on both sides."""
        random = randomness(self.seed)
        canvas.disc((600, 380), 330, palette.shades[0])
        canvas.box((0, 700), (WIDTH, 100), mix(palette.shades[0], palette.paper, 0.5))
        for place in range(7):
            lean = (place - 3) * 68 + random.uniform(-18, 18)
            rise = random.uniform(330, 440) - abs(lean) * 0.5
            _stem(canvas, palette, lean, rise, palette.shades[2 + place % 3])
        clay = palette.accent
        canvas.polygon([(478, 545), (722, 545), (690, 735), (510, 735)], clay)
        canvas.polygon([(478, 545), (560, 545), (572, 735), (510, 735)], mix(clay, WHITE, 0.18))
        canvas.box((462, 520), (276, 48), mix(clay, palette.ink, 0.15), rounded=10)


class Plate(Varied):
    """A meal, seen from above."""

    kind: Literal["plate"]

    @property
    def alt_text(self) -> str:
        """The same for all of this kind."""
        return "A meal on a plate, seen from above, with a fork and a knife on a striped cloth."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws a striped cloth, a plate, a fork and a knife, and something to eat."""
        random = randomness(self.seed)
        cloth = random.choice(palette.shades[:4])
        china = mix(palette.paper, WHITE, 0.6)
        canvas.box((0, 0), (WIDTH, HEIGHT), cloth)
        for x in range(-20, WIDTH, 120):
            canvas.box((x, 0), (34, HEIGHT), mix(cloth, palette.paper, 0.28))
        canvas.disc((612, 418), 322, mix(cloth, palette.ink, 0.3))
        canvas.disc(MIDDLE, 318, china)
        canvas.ring(MIDDLE, 300, palette.shades[3], 5)
        canvas.disc(MIDDLE, 228, mix(china, palette.shades[0], 0.3))
        _cutlery(canvas, mix(palette.paper, palette.ink, 0.12))
        _meal(canvas, random, palette.ink)


class Cup(Varied):
    """A cup of coffee with a pattern in the milk, seen from above."""

    kind: Literal["cup"]

    @property
    def alt_text(self) -> str:
        """The same for all of this kind."""
        return "A cup of coffee from above, with hearts drawn in the milk."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws hearts, one inside the other, pulled through with a thin line."""
        random = randomness(self.seed)
        table = palette.shades[2]
        china = mix(palette.paper, WHITE, 0.5)
        canvas.box((0, 0), (WIDTH, HEIGHT), table)
        for y in range(0, HEIGHT, 100):
            plank = [(0, y), (WIDTH, y + random.uniform(-6, 6))]
            canvas.line(plank, mix(table, palette.ink, 0.12), 3)
        canvas.disc((614, 420), 312, mix(table, palette.ink, 0.28))
        canvas.disc(MIDDLE, 305, china)
        canvas.ring(MIDDLE, 305, mix(palette.paper, palette.shades[1], 0.5), 12)
        handle = around(MIDDLE, 255, -35)
        canvas.polygon(oval(handle, (85, 34), -35), palette.shades[4])
        canvas.polygon(oval(handle, (52, 13), -35), china)
        canvas.disc(MIDDLE, 222, palette.shades[4])
        canvas.disc(MIDDLE, 196, _COFFEE)
        canvas.ring(MIDDLE, 196, _CREMA, 10)
        hearts = random.choice((4, 5, 6))
        for layer in range(hearts):
            heart = _heart((600, 405 + 14 * layer), 140 * (1 - layer / hearts))
            canvas.polygon(heart, _CREMA if layer % 2 else _MILK)
        canvas.polygon(leaf((600, 300), 230, 12, 90), _MILK)


class Pots(Varied):
    """Three glazed vessels on a shelf."""

    kind: Literal["pots"]

    @property
    def alt_text(self) -> str:
        """The same for all of this kind."""
        return "Three glazed vessels on a shelf."

    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Draws pots; each is turned from a profile, and dipped into a second glaze."""
        random = randomness(self.seed)
        canvas.gradient(palette.paper, palette.shades[0])
        canvas.disc((random.uniform(350, 850), 330), 250, mix(palette.paper, palette.accent, 0.3))
        canvas.box((0, 660), (WIDTH, 26), palette.shades[4])
        canvas.box((0, 686), (WIDTH, 114), mix(palette.shades[0], palette.shades[1], 0.6))
        glazes = random.sample([*palette.shades[1:4], palette.accent], 3)
        for x, glaze in zip((290, 600, 910), glazes, strict=True):
            _vessel(canvas, random, palette, (x, 660), glaze)


def _sun(canvas: Canvas, palette: Palette, centre: Point) -> None:
    canvas.disc(centre, 164, mix(palette.accent, palette.paper, 0.86))
    canvas.disc(centre, 120, mix(palette.accent, palette.paper, 0.74))
    canvas.disc(centre, 78, palette.accent)


def _ridge(
    random: Random, *, height: float, swing: float, waves: float, jags: float = 0
) -> list[Point]:
    """Returns a line from left to right around that height; `jags` makes rocks of hills."""
    first, second, third = (random.uniform(0, math.tau) for _ in range(3))
    points = []
    for step in range(121):
        x = WIDTH * step / 120
        t = math.tau * waves * step / 120
        y = math.sin(t + first) + 0.5 * math.sin(2.3 * t + second)
        y += jags * (0.9 * abs(math.sin(1.7 * t + third)) - 0.3 * abs(math.sin(5.1 * t)))
        points.append((x, height - swing * y))
    return points


def _trees(
    canvas: Canvas, random: Random, ridge: Sequence[Point], size: float, fill: Colour
) -> None:
    for _ in range(22):
        x, y = random.choice(ridge)
        tall = size * random.uniform(0.7, 1.4)
        for part in (0.0, 0.28, 0.56):
            half = tall * (0.3 - 0.24 * part)
            foot = y - tall * part + 8
            canvas.polygon(
                [(x - half, foot), (x, y - tall * (0.45 + part)), (x + half, foot)], fill
            )


def _waves(canvas: Canvas, random: Random, palette: Palette, row: int) -> None:
    """Draws a row of waves with foam; the rows come nearer and get deeper."""
    crests = _ridge(random, height=500 + row * 80, swing=13 + 4 * row, waves=7 - row)
    water = mix(palette.shades[row + 1], palette.shades[4], row / 6)
    canvas.polygon([(0, HEIGHT), *crests, (WIDTH, HEIGHT)], water)
    for _ in range(7):
        start = random.randrange(len(crests) - 9)
        foam = [(x, y + 16) for x, y in crests[start : start + 9]]
        canvas.line(foam, mix(water, palette.paper, 0.45), 4)


def _boat(canvas: Canvas, palette: Palette, water: Point) -> None:
    x, y = water
    hull = [(x - 95, y - 34), (x + 105, y - 34), (x + 66, y + 22), (x - 66, y + 22)]
    canvas.polygon(hull, palette.ink)
    canvas.line([(x, y - 30), (x, y - 236)], palette.ink, 6)
    canvas.polygon([(x + 9, y - 232), (x + 9, y - 48), (x + 112, y - 48)], palette.paper)
    canvas.polygon([(x - 9, y - 205), (x - 9, y - 48), (x - 80, y - 48)], palette.accent)


def _roof(canvas: Canvas, random: Random, corner: Point, width: float, fill: Colour) -> None:
    x, y = corner
    middle, right, low = x + width / 2, x + width, y + 1
    match random.choice(("gable", "antenna", "dome", "slope", "chimney")):
        case "gable":
            canvas.polygon([(x, low), (middle, y - width * 0.4), (right, low)], fill)
        case "antenna":
            canvas.box((x + width * 0.2, y - 26), (width * 0.6, 30), fill)
            canvas.line([(middle, y - 20), (middle, y - 80)], fill, 4)
        case "dome":
            canvas.pie((middle, low), width / 2, (180, 360), fill)
        case "slope":
            canvas.polygon([(x, low), (right, y - width * 0.35), (right, low)], fill)
        case _:
            canvas.box((x + 10, y - 14), (20, 18), fill)


def _windows(canvas: Canvas, random: Random, palette: Palette, corner: Point, size: Point) -> None:
    dark = mix(palette.shades[4], palette.shades[2], 0.3)
    columns = int(size[0] // 28)
    left = corner[0] + (size[0] - columns * 28 + 12) / 2
    for row in range(int(size[1] // 40)):
        for column in range(columns):
            light = random.choice((palette.accent, palette.accent, dark, dark, dark))
            window = (left + column * 28, corner[1] + 22 + row * 40)
            canvas.box(window, (16, 22), light, rounded=2)


def _dome(canvas: Canvas, palette: Palette, foot: Point) -> None:
    x, y = foot
    canvas.box((x - 80, y - 70), (160, 110), mix(palette.ink, palette.shades[3], 0.4))
    canvas.pie((x, y - 68), 86, (180, 360), palette.shades[2])
    canvas.pie((x, y - 68), 86, (285, 312), palette.ink)
    canvas.box((x - 14, y - 26), (28, 66), palette.accent, rounded=4)


def _stem(canvas: Canvas, palette: Palette, lean: float, rise: float, green: Colour) -> None:
    x, y = 600.0, 560.0
    path = curve([(x, y), (x + lean * 0.45, y - rise * 0.55), (x + lean * 1.6, y - rise)])
    canvas.line(path, mix(green, palette.ink, 0.3), 5)
    for place in range(5, len(path), 4):
        size = 105 - 2.2 * place
        for side in (-52, 52):
            heading = _heading(path[place - 1], path[place]) + side
            canvas.polygon(leaf(path[place], size, size * 0.4, heading), green)
    canvas.polygon(leaf(path[-1], 80, 30, _heading(path[-2], path[-1])), green)


def _heading(start: Point, end: Point) -> float:
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


def _cutlery(canvas: Canvas, metal: Colour) -> None:
    canvas.line([(170, 330), (170, 640)], metal, 17)
    canvas.box((138, 280), (64, 62), metal, rounded=22)
    for x in (143, 161, 179, 197):
        canvas.line([(x, 172), (x, 300)], metal, 8)
    canvas.line([(1030, 430), (1030, 640)], metal, 19)
    blade = curve([(1021, 440), (1020, 180), (1052, 230), (1056, 360), (1040, 440)])
    canvas.polygon(blade, metal)


def _meal(canvas: Canvas, random: Random, shadow: Colour) -> None:
    """Draws noodles or a sauce, then slices, leaves, and something sprinkled on it."""
    sauce = random.choice(_SAUCES)
    bites = random.sample([bite for bite in _BITES if bite != sauce], 3)
    random.choice((_noodles, _puddle))(canvas, random, sauce)
    # The golden angle spreads things evenly without a visible order.
    for place in range(random.choice((5, 7, 9))):
        centre = around(MIDDLE, random.uniform(30, 140), place * 137.5)
        radius = random.uniform(30, 46)
        bite = bites[place % 2]
        canvas.disc((centre[0] + 4, centre[1] + 6), radius, mix(sauce, shadow, 0.35))
        canvas.disc(centre, radius, bite)
        canvas.disc(centre, radius * 0.72, mix(bite, WHITE, 0.3))
    for place in range(9):
        foot = around(MIDDLE, random.uniform(10, 150), place * 137.5 + 60)
        herb = leaf(foot, random.uniform(48, 74), 26, random.uniform(0, 360))
        canvas.polygon(herb, mix(_HERB, BLACK, random.uniform(0, 0.2)))
    for _ in range(26):
        canvas.disc(around(MIDDLE, random.uniform(0, 185), random.uniform(0, 360)), 4, bites[2])


def _noodles(canvas: Canvas, random: Random, sauce: Colour) -> None:
    for _ in range(34):
        centre = around(MIDDLE, random.uniform(10, 80), random.uniform(0, 360))
        start = random.uniform(0, 360)
        noodle = [around(centre, random.uniform(85, 96), start + step * 27) for step in range(6)]
        canvas.line(curve(noodle), mix(sauce, WHITE, random.uniform(0.1, 0.6)), 8)


def _puddle(canvas: Canvas, random: Random, sauce: Colour) -> None:
    edge = [around(MIDDLE, random.uniform(165, 198), 30 * step) for step in range(12)]
    canvas.polygon(curve([*edge, edge[0]]), sauce)
    for _ in range(5):
        shine = around(MIDDLE, random.uniform(40, 150), random.uniform(0, 360))
        canvas.polygon(oval(shine, (34, 9), random.uniform(0, 180)), mix(sauce, WHITE, 0.25))


def _heart(centre: Point, size: float) -> list[Point]:
    # https://mathworld.wolfram.com/HeartCurve.html
    outline = []
    for step in range(60):
        t = math.tau * step / 60
        x = 16 * math.sin(t) ** 3
        y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        outline.append((centre[0] + x * size / 16, centre[1] - y * size / 16))
    return outline


def _vessel(canvas: Canvas, random: Random, palette: Palette, foot: Point, glaze: Colour) -> None:
    x, ground = foot
    height = random.uniform(220, 420)
    belly = random.uniform(90, 130)
    shape = ((0.5, 0.7), (0.85, 1.0), (1.0, 1.0), (0.45, 0.9), (0.35, 0.8))
    profile = curve(
        [
            (belly * random.uniform(*share), ground - height * step / 4)
            for step, share in enumerate(shape)
        ]
    )
    canvas.polygon(_turned(x, profile), mix(glaze, palette.paper, 0.3))
    dip = ground - height * random.uniform(0.35, 0.7)
    upper = [(half, y) for half, y in profile if y <= dip]
    edge = upper[0][0]
    drips = [(x - edge + edge * step / 12, dip + 9 * math.sin(step * 0.9)) for step in range(25)]
    canvas.polygon([*drips, *_turned(x, upper)], glaze)
    canvas.line([(x - half * 0.62, y) for half, y in profile[8:-10]], mix(glaze, WHITE, 0.45), 9)
    rim, top = profile[-1]
    canvas.polygon(oval((x, top), (rim, 13)), mix(glaze, palette.ink, 0.45))


def _turned(x: float, profile: Sequence[Point]) -> list[Point]:
    """Returns the outline of what a profile is half of."""
    right = [(x + half, y) for half, y in profile]
    return right + [(x - half, y) for half, y in reversed(profile)]
