import { useState } from "react";
import type { SkillEntry, SkillLevel } from "~/api/http";
import { fold } from "./fold";

export type Side = "offered" | "sought";

const START: Readonly<Record<Side, SkillLevel>> = { offered: "intermediate", sought: "beginner" };

/** What a person teaches and wants to learn, while they change it. */
export interface Bench {
  skills: readonly SkillEntry[];
  /** What stands in the field of a side and is not added yet. */
  typed: Readonly<Record<Side, string>>;
  type: (side: Side, text: string) => void;
  /** Adds a skill to a side; one that is there already is not added twice. */
  add: (side: Side, name: string) => void;
  /** Gives a skill that was added the name that the catalogue has for it. */
  rename: (side: Side, typed: string, name: string) => void;
  remove: (skill: SkillEntry) => void;
  grade: (skill: SkillEntry, level: SkillLevel) => void;
  /** All skills, with what was typed and not added: nobody means to lose that. */
  all: () => SkillEntry[];
}

export function useBench(initial: readonly SkillEntry[]): Bench {
  const [skills, setSkills] = useState(initial);
  const [typed, setTyped] = useState<Record<Side, string>>({ offered: "", sought: "" });
  return {
    skills,
    typed,
    type: (side, text) => setTyped((before) => ({ ...before, [side]: text })),
    add: (side, name) => {
      setSkills((before) => withSkill(before, side, name));
      setTyped((before) => ({ ...before, [side]: "" }));
    },
    rename: (side, typed, name) => setSkills((before) => renamed(before, side, typed, name)),
    remove: (skill) => setSkills((before) => before.filter((each) => each !== skill)),
    grade: (skill, skillLevel) =>
      setSkills((before) =>
        before.map((each) => (each === skill ? { ...each, skillLevel } : each)),
      ),
    all: () => withSkill(withSkill(skills, "offered", typed.offered), "sought", typed.sought),
  };
}

/** Whether a side has a skill, whatever the case of its letters. */
export function hasSkill(skills: readonly SkillEntry[], side: Side, name: string): boolean {
  const wanted = fold(name);
  return onSide(skills, side).some((each) => fold(each.skillName) === wanted);
}

export function onSide(skills: readonly SkillEntry[], side: Side): SkillEntry[] {
  return skills.filter((each) => each.isOffering === (side === "offered"));
}

export function withSkill(skills: readonly SkillEntry[], side: Side, typed: string): SkillEntry[] {
  const skillName = typed.trim().replaceAll(/\s+/g, " ");
  if (skillName === "" || hasSkill(skills, side, skillName)) return [...skills];
  return [...skills, { skillName, skillLevel: START[side], isOffering: side === "offered" }];
}

function renamed(
  skills: readonly SkillEntry[],
  side: Side,
  typed: string,
  name: string,
): SkillEntry[] {
  const isIt = (each: SkillEntry) => hasSkill([each], side, typed);
  if (fold(typed) !== fold(name) && hasSkill(skills, side, name)) {
    return skills.filter((each) => !isIt(each));
  }
  return skills.map((each) => (isIt(each) ? { ...each, skillName: name } : each));
}
