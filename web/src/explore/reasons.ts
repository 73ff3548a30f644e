/** Why someone is recommended, read from the API's plain English, to be said in any language. */
export type Reason =
  | { kind: "teaches"; skill: string; level: string }
  | { kind: "learns"; skill: string }
  | { kind: "rated"; average: string; people: number }
  | { kind: "hours"; hours: number }
  | { kind: "other"; text: string };

const TEACHES = /^Teaches (.+) \((\w+)\), which you seek$/;
const LEARNS = /^Wants to learn (.+), which you offer$/;
const RATED = /^Rated (\d+(?:\.\d+)?) by (\d+) (?:person|people)$/;
const HOURS = /^(\d+(?:\.\d+)?) of your waking hours in common$/;

/** A reason that the API words in another way is shown as it is. */
export function reasonOf(text: string): Reason {
  const teaches = TEACHES.exec(text);
  if (teaches) return { kind: "teaches", skill: teaches[1] ?? "", level: teaches[2] ?? "" };
  const learns = LEARNS.exec(text);
  if (learns) return { kind: "learns", skill: learns[1] ?? "" };
  const rated = RATED.exec(text);
  if (rated) return { kind: "rated", average: rated[1] ?? "", people: Number(rated[2]) };
  const hours = HOURS.exec(text);
  if (hours) return { kind: "hours", hours: Number(hours[1]) };
  return { kind: "other", text };
}

/** What each could teach the other, the first of several; null where only one teaches. */
export function pairOf(reasons: readonly string[]): { mine: string; theirs: string } | null {
  const all = reasons.map(reasonOf);
  const teaches = all.find((reason) => reason.kind === "teaches");
  const learns = all.find((reason) => reason.kind === "learns");
  return teaches && learns ? { mine: learns.skill, theirs: teaches.skill } : null;
}

/** The reasons without those that a pair, or the skill that was looked for, says already. */
export function unsaid(
  reasons: readonly string[],
  said: { mine?: string | undefined; theirs?: string | undefined },
): string[] {
  return reasons.filter((text) => {
    const reason = reasonOf(text);
    if (reason.kind === "teaches") return reason.skill !== said.theirs;
    return reason.kind !== "learns" || reason.skill !== said.mine;
  });
}
