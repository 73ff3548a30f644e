import { expect, it } from "vitest";
import { withSkill } from "~/ui/useBench";

const SQL = { skillName: "SQL", skillLevel: "expert", isOffering: true } as const;

it("adds a skill at the level where people begin", () => {
  expect(withSkill([SQL], "sought", "  Bread   baking ")).toEqual([
    SQL,
    { skillName: "Bread baking", skillLevel: "beginner", isOffering: false },
  ]);
});

it.each(["sql", " SQL ", "ＳＱＬ", ""])("adds %j to its side no second time", (typed) => {
  expect(withSkill([SQL], "offered", typed)).toEqual([SQL]);
});

it("lets a skill be on both sides, as the server does", () => {
  expect(withSkill([SQL], "sought", "SQL")).toHaveLength(2);
});
