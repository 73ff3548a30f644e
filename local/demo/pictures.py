"""The kinds of picture that a demo post can have; the data name one by its `kind`."""

from typing import Annotated

from pydantic import Field

from local.demo.diagrams import Bars, Chessboard, Curve, Stave, Swatches, Terminal
from local.demo.patterns import Brush, Mandala, Textile
from local.demo.scenes import Cup, Landscape, Plant, Plate, Pots, Sea, Skyline, Stars

Picture = Annotated[
    Bars
    | Brush
    | Chessboard
    | Cup
    | Curve
    | Landscape
    | Mandala
    | Plant
    | Plate
    | Pots
    | Sea
    | Skyline
    | Stars
    | Stave
    | Swatches
    | Terminal
    | Textile,
    Field(discriminator="kind"),
]
