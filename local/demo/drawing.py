"""The base of all kinds of demo pictures."""

from abc import ABC, abstractmethod
from typing import Final

from pydantic import BaseModel, ConfigDict

from local.demo.canvas import PALETTES, Canvas, Palette, PaletteName

WIDTH: Final = 1200
HEIGHT: Final = 800
MIDDLE: Final = (WIDTH / 2, HEIGHT / 2)
WHITE: Final = (255, 255, 255)
BLACK: Final = (0, 0, 0)


class Drawing(BaseModel, ABC):
    """A picture by its parameters: the same parameters always give the same picture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    palette: PaletteName

    @property
    @abstractmethod
    def alt_text(self) -> str:
        """The alternative text of the picture."""

    @abstractmethod
    def draw(self, canvas: Canvas, palette: Palette) -> None:
        """Put the picture on a canvas that is filled with the palette's paper."""

    def jpeg(self) -> bytes:
        """Returns the picture as a file."""
        palette = PALETTES[self.palette]
        canvas = Canvas(WIDTH, HEIGHT, palette.paper)
        self.draw(canvas, palette)
        return canvas.jpeg()


class Varied(Drawing):
    """A picture of which there are as many as there are seeds."""

    seed: int
