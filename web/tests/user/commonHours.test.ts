import { expect, it } from "vitest";
import { commonHours } from "~/user/commonHours";
import { withFollow } from "~/user/queries";

const NOON = Date.parse("2026-11-30T12:00Z");

it.each([
  ["Europe/Berlin", "Europe/Berlin", 14],
  ["Europe/Berlin", "America/Mexico_City", 7],
  ["Europe/Berlin", "Asia/Tokyo", 6],
  ["Europe/London", "Asia/Kolkata", 8.5],
])("%s and %s are awake together for %d hours", (mine, theirs, hours) => {
  expect(commonHours(mine, theirs, NOON)?.minutes).toBe(hours * 60);
});

it("following someone who is followed already counts once", () => {
  const relationship = { following: true, followedBy: false, blocked: false };
  const person = { relationship, stats: { followers: 3 } };
  expect(withFollow(person, true)).toEqual({});
  expect(withFollow(person, false)).toMatchObject({ stats: { followers: 2 } });
});
