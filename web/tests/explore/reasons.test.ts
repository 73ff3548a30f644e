import { expect, it } from "vitest";
import { pairOf, reasonOf, unsaid } from "~/explore/reasons";

it.each([
  [
    "Teaches Spanish (expert), which you seek",
    { kind: "teaches", skill: "Spanish", level: "expert" },
  ],
  [
    "Teaches C (the language) (beginner), which you seek",
    { kind: "teaches", skill: "C (the language)", level: "beginner" },
  ],
  ["Wants to learn SQL, which you offer", { kind: "learns", skill: "SQL" }],
  ["Rated 4.8 by 12 people", { kind: "rated", average: "4.8", people: 12 }],
  ["Rated 5.0 by 1 person", { kind: "rated", average: "5.0", people: 1 }],
  ["7.5 of your waking hours in common", { kind: "hours", hours: 7.5 }],
  ["Has a cat", { kind: "other", text: "Has a cat" }],
])("%s", (text, reason) => expect(reasonOf(text)).toEqual(reason));

it("two fit where each teaches what the other seeks", () => {
  const teaches = "Teaches Spanish (expert), which you seek";
  const learns = "Wants to learn SQL, which you offer";
  expect(pairOf([teaches, learns])).toEqual({ mine: "SQL", theirs: "Spanish" });
  expect(pairOf([teaches])).toBeNull();
});

it("what a pair says is not said again", () => {
  const reasons = [
    "Teaches Spanish (expert), which you seek",
    "Teaches Salsa (expert), which you seek",
    "Wants to learn SQL, which you offer",
    "Rated 4.5 by 2 people",
  ];
  expect(unsaid(reasons, { mine: "SQL", theirs: "Spanish" })).toEqual([reasons[1], reasons[3]]);
});
