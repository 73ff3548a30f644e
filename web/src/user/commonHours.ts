import { DAY, HOUR, instantsOf, localAt, MINUTE } from "~/ui/zones";

/** Nobody should be asked for the other hours. */
const WAKING = { from: "08:00", hours: 14 };

/** The longest stretch of today in which people of two zones are awake; null where there is none. */
export function commonHours(
  mine: string,
  theirs: string,
  now: number,
): { start: number; minutes: number } | null {
  const day = wakingDay(mine, now);
  const stretches = [-DAY, 0, DAY].map((by) => {
    const other = wakingDay(theirs, now + by);
    const start = Math.max(day.start, other.start);
    return { start, minutes: (Math.min(day.end, other.end) - start) / MINUTE };
  });
  const [longest] = stretches.sort((one, other) => other.minutes - one.minutes);
  return longest && longest.minutes > 0 ? longest : null;
}

function wakingDay(timeZone: string, now: number): { start: number; end: number } {
  const date = localAt(now, timeZone).slice(0, 10);
  const [start = now] = instantsOf(`${date}T${WAKING.from}`, timeZone);
  return { start, end: start + WAKING.hours * HOUR };
}
