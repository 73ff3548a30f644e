import { expect, it } from "vitest";
import { placeOf } from "~/ui/PlaceLink";

it.each([
  ["https://meet.example/one-two", "https://meet.example/one-two", "meet.example"],
  ["meet.example/one-two", "https://meet.example/one-two", "meet.example"],
  ["HTTP://meet.example", "http://meet.example/", "meet.example"],
])("%s leads to a place of the web", (words, href, host) => {
  expect(placeOf(words)).toMatchObject({ href, host });
});

it("shows letters that look like others as the browser reads them", () => {
  expect(placeOf("https://mеet.example")?.host).toMatch(/^xn--/);
});

it.each([
  "Café Central, table 4",
  "javascript:alert(1)",
  "data:text/html,x",
  "https://bank.example@evil.example/",
  "zoom",
  "see https://meet.example",
  "",
])("%s is words", (words) => {
  expect(placeOf(words)).toBeNull();
});
