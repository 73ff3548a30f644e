import { expect, test } from "vitest";
import english from "~/texts/en.ftl?raw";
import { lookUpIn } from "~/texts/Texts";
import { tryAgainIn } from "~/ui/Failed";

const t = lookUpIn(english, "en");

test.each([
  [1, "second"],
  [120, "120"],
  [121, "3"],
  [7200, "120"],
  [7201, "3"],
  [86_400, "24"],
])("%i seconds are told in the unit in which people would say it", (seconds, said) => {
  expect(tryAgainIn(t, seconds)).toContain(said);
});
