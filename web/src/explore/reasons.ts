import type { Fit } from "~/api/http";

/** One reason for which two people fit, to be said in the language of the page. */
export type Reason =
  | { kind: "teaches"; skill: string }
  | { kind: "learns"; skill: string }
  | { kind: "rated"; average: number; people: number }
  | { kind: "hours"; hours: number };

export interface Said {
  mine?: string | undefined;
  theirs?: string | undefined;
}

/** What each could teach the other, the first of several; null where only one teaches. */
export function pairOf({ teaches, learns }: Fit): { mine: string; theirs: string } | null {
  const [theirs, mine] = [teaches[0], learns[0]];
  return theirs && mine ? { mine: mine.skillName, theirs: theirs.skillName } : null;
}

/** The reasons without those that a pair, or the skill that was looked for, says already. */
export function reasonsOf(
  { teaches, learns, rating, commonHours }: Fit,
  said: Said = {},
): Reason[] {
  const reasons: Reason[] = [];
  for (const { skillName } of teaches) {
    if (skillName !== said.theirs) reasons.push({ kind: "teaches", skill: skillName });
  }
  for (const { skillName } of learns) {
    if (skillName !== said.mine) reasons.push({ kind: "learns", skill: skillName });
  }
  if (rating) reasons.push({ kind: "rated", average: rating.average, people: rating.count });
  if (commonHours !== null) reasons.push({ kind: "hours", hours: commonHours });
  return reasons;
}
