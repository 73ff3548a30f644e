import { expect, it } from "vitest";
import { moved, squareOf, WHOLE, within } from "~/ui/crop";

const WIDE = { width: 400, height: 200 };

it("begins with the largest square in the middle", () => {
  expect(squareOf(WHOLE, WIDE)).toEqual({ left: 100, top: 0, side: 200 });
});

it("follows the hand: the picture goes right, what is shown lies further left", () => {
  expect(squareOf(moved(WHOLE, 0.25, 0, WIDE), WIDE)).toEqual({ left: 50, top: 0, side: 200 });
});

it.each([
  [
    { x: -3, y: 9, zoom: 2 },
    { left: 0, top: 100, side: 100 },
  ],
  [
    { x: 2, y: 0.5, zoom: 0.1 },
    { left: 200, top: 0, side: 200 },
  ],
])("never leaves the picture: %o", (crop, square) => {
  expect(squareOf(within(crop, WIDE), WIDE)).toEqual(square);
});
