import type { BusyTimes } from "~/api/http";
import {
  asUtc,
  clockOf,
  DAY,
  dateOf,
  HOUR,
  instantsOf,
  type LocalTime,
  localAt,
  MINUTE,
  offsetAt,
  plusDays,
} from "~/ui/zones";

export type Whose = "me" | "them" | "both";

/** An hour of my day in which a session can begin. */
export interface Cell {
  /** On my clock. */
  local: LocalTime;
  /** None where my clocks skip the hour, two where it comes twice. */
  instants: number[];
  /** On their clock; null where the hour does not exist. */
  theirs: LocalTime | null;
  busy: Whose | null;
  past: boolean;
  /** Nobody should be asked for it: one of us sleeps, or it is late. */
  night: boolean;
}

export interface HourRow {
  hour: number;
  /** What their clock shows at this hour of mine on the first day. */
  theirs: string;
  asleep: Whose | null;
  cells: Cell[];
}

export interface Fold {
  whose: Whose;
  rows: HourRow[];
}

/** Clocks that are put forward or back on a day. */
export interface ClockChange {
  date: string;
  whose: Whose;
  /** Positive: forward. */
  minutes: number;
}

export interface Week {
  days: string[];
  rows: HourRow[];
  changes: ClockChange[];
}

interface WeekInput {
  /** The first of its seven days, on my calendar. */
  monday: string;
  mine: string;
  theirs: string;
  busy: BusyTimes | undefined;
  now: number;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Returns the seven days from a Monday on, hour by hour, on both clocks. */
export function weekOf({ monday, mine, theirs, busy, now }: WeekInput): Week {
  const days = Array.from({ length: 7 }, (_, day) => plusDays(monday, day));
  const spans = { me: spansOf(busy?.mine), them: spansOf(busy?.theirs) };
  const rows = HOURS.map((hour): HourRow => {
    const cells = days.map((date) => {
      const local = `${date}T${String(hour).padStart(2, "0")}:00`;
      const instants = instantsOf(local, mine);
      const [start] = instants;
      const there = start === undefined ? null : localAt(start, theirs);
      return {
        local,
        instants,
        theirs: there,
        busy: start === undefined ? null : busyAt(start, start + HOUR, spans),
        past: start !== undefined && start <= now,
        night: isNight(hour) || (there !== null && isNight(hourOf(there))),
      };
    });
    const there = cells.find((cell) => cell.theirs !== null)?.theirs;
    return { hour, theirs: there ? hourText(there) : "", asleep: sleeper(hour, there), cells };
  });
  return { days, rows, changes: days.flatMap((date) => changesOn(date, mine, theirs)) };
}

/** Returns who is busy at some time of a stretch. */
export function busyAt(
  start: number,
  end: number,
  { me, them }: { me: readonly Span[]; them: readonly Span[] },
): Whose | null {
  const overlaps = (spans: readonly Span[]) => spans.some(([from, to]) => from < end && start < to);
  const [mine, theirs] = [overlaps(me), overlaps(them)];
  return mine && theirs ? "both" : mine ? "me" : theirs ? "them" : null;
}

type Span = readonly [from: number, to: number];

export function spansOf(intervals: BusyTimes["mine"] | undefined): Span[] {
  return (intervals ?? []).map(({ start, end }) => [Date.parse(start), Date.parse(end)]);
}

/**
 * Folds the hours in which somebody sleeps, unless they are opened or a time in them is chosen.
 *
 * Where nothing would be left, nobody's night is folded.
 */
export function foldNights(
  rows: readonly HourRow[],
  keepOpen: (row: HourRow) => boolean,
): (HourRow | Fold)[] {
  const folded: (HourRow | Fold)[] = [];
  let run: HourRow[] = [];
  const close = () => {
    const whose = run[0]?.asleep;
    // One row is no longer than the line that would stand for it.
    if (whose && run.length > 1 && !run.some(keepOpen)) folded.push({ whose, rows: run });
    else folded.push(...run);
    run = [];
  };
  for (const row of rows) {
    if (row.asleep !== run[0]?.asleep) close();
    run.push(row);
  }
  close();
  return folded.every((part) => "whose" in part) ? [...rows] : folded;
}

export function isFold(part: HourRow | Fold): part is Fold {
  return "whose" in part;
}

/** What the hours of a day come to on the phone: times to choose, and stretches that are taken. */
export type DayPart = { cell: Cell } | { busy: Whose; from: LocalTime; to: LocalTime };

export function partsOfDay(day: number, rows: readonly HourRow[]): DayPart[] {
  const parts: DayPart[] = [];
  for (const row of rows) {
    const cell = row.cells[day];
    if (!cell || cell.past || cell.instants.length === 0) continue;
    const last = parts.at(-1);
    const end = `${dateOf(cell.local)}T${String(row.hour + 1).padStart(2, "0")}:00`;
    if (!cell.busy) parts.push({ cell });
    else if (last && "busy" in last && last.busy === cell.busy && last.to === cell.local)
      last.to = end;
    else parts.push({ busy: cell.busy, from: cell.local, to: end });
  }
  return parts;
}

/** "08", or "21:30" where the zones are not whole hours apart. */
export function hourText(local: LocalTime): string {
  return local.endsWith(":00") ? local.slice(11, 13) : clockOf(local);
}

const hourOf = (local: LocalTime): number => Number(local.slice(11, 13));

const isAsleep = (hour: number): boolean => hour < 8 || hour >= 23;

const isNight = (hour: number): boolean => hour < 8 || hour >= 22;

function sleeper(hour: number, there: LocalTime | null | undefined): Whose | null {
  if (isAsleep(hour)) return "me";
  return there && isAsleep(hourOf(there)) ? "them" : null;
}

function changesOn(date: string, mine: string, theirs: string): ClockChange[] {
  const from = asUtc(`${date}T00:00`) - offsetAt(asUtc(`${date}T00:00`), mine);
  const shift = (zone: string) => (offsetAt(from + DAY, zone) - offsetAt(from, zone)) / MINUTE;
  const [me, them] = [shift(mine), shift(theirs)];
  if (me !== 0 && me === them) return [{ date, whose: "both", minutes: me }];
  return [
    ...(me === 0 ? [] : [{ date, whose: "me" as const, minutes: me }]),
    ...(them === 0 ? [] : [{ date, whose: "them" as const, minutes: them }]),
  ];
}
