import { HOUR, type LocalTime, localAt, MINUTE, offsetAt, plusMinutes } from "./zones";

/** A place with its clock at the beginning and at the end of a stretch of time. */
export interface Clock {
  timeZone: string;
  start: LocalTime;
  end: LocalTime;
}

/** A stretch of time, as it is for me and for the person I share it with. */
export interface Moment {
  /** Milliseconds since 1970. */
  start: number;
  end: number;
  mine: Clock;
  /** Null where their zone is not known yet. */
  theirs: Clock | null;
}

/** Returns a clock that shows `start` at an instant; when the clocks change in between, its end too. */
export function clockFrom(
  start: LocalTime,
  instant: number,
  minutes: number,
  timeZone: string,
): Clock {
  const end = instant + minutes * MINUTE;
  const shift = (offsetAt(end, timeZone) - offsetAt(instant, timeZone)) / MINUTE;
  return { timeZone, start: start.slice(0, 16), end: plusMinutes(start, minutes + shift) };
}

/** Returns the clock of a zone over a stretch of time. */
export function clockIn(timeZone: string, instant: number, minutes: number): Clock {
  return {
    timeZone,
    start: localAt(instant, timeZone),
    end: localAt(instant + minutes * MINUTE, timeZone),
  };
}

/** Whether both clocks show the same, so that one is enough. */
export function alike(one: Clock, other: Clock): boolean {
  return one.start === other.start && one.end === other.end;
}

export interface Mark {
  /** Hours from the beginning of the rule. */
  at: number;
  text: string;
  /** The stretch begins or ends here. */
  edge: boolean;
}

export interface Scale {
  /** The instant at which the rule begins: a whole hour on my clock. */
  from: number;
  hours: number;
  block: { at: number; length: number };
  mine: Mark[];
  theirs: Mark[];
}

/** Returns a rule of some hours around a moment, with the whole hours of both clocks on it. */
export function scaleOf(moment: Moment, wanted: number): Scale {
  const length = (moment.end - moment.start) / HOUR;
  const hours = Math.max(wanted, Math.ceil(length) + 2);
  const minutes = Number(moment.mine.start.slice(14, 16));
  const before = Math.floor((hours - length) / 2) * HOUR;
  const from = moment.start - minutes * MINUTE - before;
  const marks = (timeZone: string) => marksOf(timeZone, from, hours, moment);
  return {
    from,
    hours,
    block: { at: (moment.start - from) / HOUR, length },
    mine: marks(moment.mine.timeZone),
    theirs: moment.theirs ? marks(moment.theirs.timeZone) : [],
  };
}

const QUARTER = 15 * MINUTE;

/** Goes by quarters: zones are whole quarters from each other, and so are changes of the clocks. */
function marksOf(timeZone: string, from: number, hours: number, moment: Moment): Mark[] {
  const marks: Mark[] = [];
  for (let at = from + QUARTER; at < from + hours * HOUR; at += QUARTER) {
    const local = localAt(at, timeZone);
    if (!local.endsWith(":00")) continue;
    const edge = at === moment.start || at === moment.end;
    marks.push({ at: (at - from) / HOUR, text: local.slice(11, 13), edge });
  }
  return marks;
}
