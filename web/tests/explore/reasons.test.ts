import { expect, it } from "vitest";
import { pairOf, reasonsOf } from "~/explore/reasons";

const skill = (skillName: string) => ({ skillName, skillLevel: "expert" as const });
const nothing = { teaches: [], learns: [], rating: null, commonHours: null };
const fit = {
  teaches: [skill("Spanish"), skill("Salsa")],
  learns: [skill("SQL")],
  rating: { average: 4.55, count: 2 },
  commonHours: 7.5,
};

it("every factor that counted is a reason", () => {
  expect(reasonsOf(fit)).toEqual([
    { kind: "teaches", skill: "Spanish" },
    { kind: "teaches", skill: "Salsa" },
    { kind: "learns", skill: "SQL" },
    { kind: "rated", average: 4.55, people: 2 },
    { kind: "hours", hours: 7.5 },
  ]);
});

it("what did not count is no reason, and no hours in common are one", () => {
  expect(reasonsOf(nothing)).toEqual([]);
  expect(reasonsOf({ ...nothing, commonHours: 0 })).toEqual([{ kind: "hours", hours: 0 }]);
});

it("two fit where each teaches what the other seeks", () => {
  expect(pairOf(fit)).toEqual({ mine: "SQL", theirs: "Spanish" });
  expect(pairOf({ ...fit, learns: [] })).toBeNull();
  expect(pairOf({ ...fit, teaches: [] })).toBeNull();
});

it("what a pair says is not said again", () => {
  const said = { mine: "SQL", theirs: "Spanish" };
  expect(reasonsOf(fit, said).map(({ kind }) => kind)).toEqual(["teaches", "rated", "hours"]);
});
