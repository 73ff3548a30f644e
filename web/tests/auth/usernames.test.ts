import { expect, it } from "vitest";
import { suggestUsername } from "~/auth/usernames";

it.each([
  ["Ana", "Morales", "ana.morales"],
  ["José Luis", "Ñandú", "joseluis.nandu"],
  ["Søren", "Weiß", "soren.weiss"],
  ["Łukasz", "", "lukasz"],
  ["Bo", "", ""],
  ["桜", "山田", ""],
  ["A".repeat(49), "B", "a".repeat(49)],
])("%s %s may be called %s", (firstName, lastName, username) => {
  expect(suggestUsername(firstName, lastName)).toBe(username);
});
