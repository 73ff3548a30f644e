import { expect, it } from "vitest";
import { ownPath } from "~/frame/ownPath";

it.each([
  ["/chat/1?tab=2#last", "/chat/1?tab=2#last"],
  ["/", "/"],
])("goes on to %s", (next, path) => {
  expect(ownPath(next)).toBe(path);
});

it.each([
  "//evil.example",
  "/\\evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "/\t/evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "chat",
  "",
  undefined,
  7,
])("leads home from %s", (next) => {
  expect(ownPath(next)).toBe("/");
});
