import { expect, it } from "vitest";
import { lookUpIn } from "~/texts/Texts";
import { tryAgainIn } from "~/ui/Failed";

const SOURCES = import.meta.glob<string>("../../src/texts/en.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});
const t = lookUpIn(Object.values(SOURCES).join(""), "en");

it.each([
  [1, "Try again in 1 second"],
  [120, "Try again in 120 seconds"],
  [121, "Try again in 3 minutes"],
  [7200, "Try again in 120 minutes"],
  [7201, "Try again in 3 hours"],
  [86_400, "Try again in 24 hours"],
])("tells of %i seconds in the unit in which people would say it", (seconds, said) => {
  expect(tryAgainIn(t, seconds).replace(/[\u2068\u2069]/g, "")).toBe(said);
});
