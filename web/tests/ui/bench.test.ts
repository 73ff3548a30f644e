import { act, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { useBench, withSkill } from "~/ui/useBench";

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

it("gives a skill that was typed fast the name of the catalogue, and has it once", () => {
  const { result } = renderHook(() => useBench([SQL]));
  act(() => result.current.add("offered", "js"));
  act(() => result.current.rename("offered", "js", "JavaScript"));
  act(() => result.current.add("offered", "structured query language"));
  act(() => result.current.rename("offered", "structured query language", "SQL"));
  expect(result.current.skills.map(({ skillName }) => skillName)).toEqual(["SQL", "JavaScript"]);
});

it("keeps what was typed and not added", () => {
  const { result } = renderHook(() => useBench([]));
  act(() => result.current.type("sought", "Piano"));
  expect(result.current.all()).toMatchObject([{ skillName: "Piano", isOffering: false }]);
});
