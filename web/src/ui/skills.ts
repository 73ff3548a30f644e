import type { SkillEntry } from "~/api/http";

/** What two people could teach each other, what the other seeks first. */
export interface Lessons {
  /** What I teach. */
  mine: Lesson[];
  theirs: Lesson[];
}

export interface Lesson {
  skill: string;
  /** The other wants to learn it. */
  wanted: boolean;
}

export function lessonsBetween(
  mine: readonly SkillEntry[],
  theirs: readonly SkillEntry[],
): Lessons {
  return { mine: lessons(mine, theirs), theirs: lessons(theirs, mine) };
}

function lessons(teacher: readonly SkillEntry[], learner: readonly SkillEntry[]): Lesson[] {
  const sought = new Set(learner.filter(({ isOffering }) => !isOffering).map(nameOf));
  return teacher
    .filter(({ isOffering }) => isOffering)
    .map((entry) => ({ skill: entry.skillName, wanted: sought.has(nameOf(entry)) }))
    .sort((one, other) => Number(other.wanted) - Number(one.wanted));
}

/** Neither case, width nor spacing counts, as for the server. */
function nameOf({ skillName }: SkillEntry): string {
  return skillName.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}
