import { expect, it } from "vitest";
import { findTimeZones } from "~/ui/timeZones";

it.each([
  ["new y", "America/New_York"],
  ["MEXICO city", "America/Mexico_City"],
  ["europe berl", "Europe/Berlin"],
  ["são paulo", "America/Sao_Paulo"],
  ["utc", "UTC"],
])("%s finds %s", (typed, zone) => {
  expect(findTimeZones(typed, 8)).toContain(zone);
});

it("finds no more than are shown", () => {
  expect(findTimeZones("", 8)).toHaveLength(8);
});
