import { expect, it, vi } from "vitest";
import { moved, refusalOf, sorted } from "~/media/attached";

const MB = 1024 * 1024;

it.each([
  [{ name: "a.jpg", type: "image/jpeg", size: MB }, null],
  [{ name: "a.pdf", type: "application/pdf", size: 15 * MB }, null],
  [{ name: "a.pdf", type: "application/pdf", size: 15 * MB + 1 }, "size"],
  [{ name: "IMG_1.HEIC", type: "", size: MB }, "heic"],
  [{ name: "a", type: "image/heif", size: MB }, "heic"],
  [{ name: "a.svg", type: "image/svg+xml", size: MB }, "kind"],
])("%j is refused as %s", (file, refusal) => expect(refusalOf(file)).toBe(refusal));

it.each([
  [0, 1, ["b", "a", "c"]],
  [2, 0, ["c", "a", "b"]],
  [0, 9, ["b", "c", "a"]],
  [1, -1, ["b", "a", "c"]],
])("from %i to %i", (from, to, order) => expect(moved(["a", "b", "c"], from, to)).toEqual(order));

it("ten files are shown; those that are refused do not count", () => {
  vi.stubGlobal("isSecureContext", true);
  const pictures = Array.from({ length: 4 }, () => new File(["x"], "a.png", { type: "image/png" }));
  const [first, ...others] = pictures as [File, ...File[]];
  const { taken, refused } = sorted([first, new File(["x"], "b.heic"), ...others], 7);
  expect(taken.map(({ file }) => file?.name)).toEqual(["a.png", "a.png", "a.png"]);
  expect(refused).toEqual([
    { name: "b.heic", why: "heic" },
    { name: "a.png", why: "many" },
  ]);
});
