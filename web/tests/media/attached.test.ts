import { expect, it } from "vitest";
import { moved, refusalOf } from "~/media/attached";

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
