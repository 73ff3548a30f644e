/** What the clocks of a place show, to the minute and without a zone: `2026-12-03T18:00`. */
export type LocalTime = string;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Swedish writes times as ISO 8601 does, so that nothing has to be put together. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      dateStyle: "short",
      timeStyle: "short",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Returns what clocks in a zone show at an instant. */
export function localAt(instant: number, timeZone: string): LocalTime {
  return formatOf(timeZone).format(instant).replace(" ", "T");
}

/** Returns by how many milliseconds a zone is ahead of UTC at an instant. */
export function offsetAt(instant: number, timeZone: string): number {
  return asUtc(localAt(instant, timeZone)) - Math.floor(instant / MINUTE) * MINUTE;
}

/**
 * Returns the instants at which clocks in a zone show a local time: one, none where the clocks are
 * put forward over it, or two where they are put back.
 */
export function instantsOf(local: LocalTime, timeZone: string): number[] {
  const guess = asUtc(local);
  const offsets = new Set([guess - DAY, guess + DAY].map((near) => offsetAt(near, timeZone)));
  return [...offsets]
    .map((offset) => guess - offset)
    .filter((instant) => localAt(instant, timeZone) === local.slice(0, 16))
    .sort((one, other) => one - other);
}

/** Returns a local time some minutes later by the calendar, whatever the clocks do there. */
export function plusMinutes(local: LocalTime, minutes: number): LocalTime {
  return new Date(asUtc(local) + minutes * MINUTE).toISOString().slice(0, 16);
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Returns the local time as if it were one of UTC: for `Intl` with the zone UTC, and for sums. */
export function asUtc(local: LocalTime): number {
  return Date.parse(`${local.slice(0, 16)}Z`);
}

export const dateOf = (local: LocalTime): string => local.slice(0, 10);

export const clockOf = (local: LocalTime): string => local.slice(11, 16);

/** Returns the Monday of the week that a date lies in. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00Z`).getUTCDay();
  return plusDays(date, -((weekday + 6) % 7));
}
