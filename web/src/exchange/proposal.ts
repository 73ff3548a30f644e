import { Failure } from "~/api/failure";
import type { NewSession, ProposedSlot } from "~/api/http";
import { instantsOf, type LocalTime } from "~/ui/zones";

/** Characters of the place or link at most. */
export const LONGEST_PLACE = 255;

export const MOST_SLOTS = 5;
export const LENGTHS = [30, 45, 60, 90] as const;

/** A time that is chosen: what my clock shows; the instant where that was asked for. */
export interface Slot {
  local: LocalTime;
  instant?: number;
}

/** What is being proposed, as it is kept while it is written. */
export interface Proposal {
  slots: Slot[];
  minutes: number;
  place: string;
  key: string;
}

/** Whether a time begins within an hour of the week. */
export const isIn = (slot: Slot, hour: { local: LocalTime }): boolean =>
  slot.local.startsWith(hour.local.slice(0, 13));

/** Chooses a time, or takes it back; by time, so that numbers rise through the week. */
export function toggled(slots: readonly Slot[], local: LocalTime): Slot[] {
  if (slots.some((slot) => slot.local === local)) return slots.filter((it) => it.local !== local);
  return sorted([...slots, { local }]);
}

/** Puts another time in the place of one. */
export function replaced(slots: readonly Slot[], old: LocalTime, slot: Slot): Slot[] {
  const others = slots.filter(({ local }) => local !== old && local !== slot.local);
  return sorted([...others, slot]);
}

function sorted(slots: Slot[]): Slot[] {
  return slots.sort((one, other) => (one.local < other.local ? -1 : 1));
}

/** Returns when a chosen time is, as far as it is clear. */
export function instantOf(slot: Slot, timeZone: string): number | undefined {
  return slot.instant ?? instantsOf(slot.local, timeZone)[0];
}

/** A local time is sent as it is: it stays what was meant when the rules of the zone change. */
export function proposedSlots(slots: readonly Slot[]): ProposedSlot[] {
  return slots.map(({ local, instant }) =>
    instant === undefined
      ? { localTime: `${local}:00` }
      : { scheduledTime: new Date(instant).toISOString() },
  );
}

export function newSession(
  exchangeId: string,
  { slots, minutes, place }: Proposal,
  timeZone: string,
): NewSession {
  return {
    exchangeId,
    slots: proposedSlots(slots),
    durationMinutes: minutes,
    timeZone,
    locationDetails: place.trim(),
  };
}

/** What the server asks about one of the times: it does not exist, or twice. */
export interface SlotFault {
  detail: string;
  /** Times that do exist, each with its offset: "2026-10-25T02:30:00+02:00". */
  choices: string[];
}

/** Returns what the server says of each time that was sent, by its place. */
export function slotFaults(error: unknown): Map<number, SlotFault> {
  const faults = new Map<number, SlotFault>();
  if (!(error instanceof Failure)) return faults;
  for (const { pointer, detail, choices } of error.fields) {
    const place = /^\/slots\/(\d+)/.exec(pointer)?.[1];
    if (place !== undefined) faults.set(Number(place), { detail, choices: choices ?? [] });
  }
  return faults;
}

/** Returns the time of a choice on its clock, its instant, and its offset as "UTC+2". */
export function choiceOf(choice: string): { slot: Slot; offset: string } {
  const offset = /(Z|[+-]\d\d:\d\d)$/.exec(choice)?.[1] ?? "Z";
  const [hours = "0", minutes = "00"] = offset.replace("Z", "+00:00").split(":");
  return {
    slot: { local: choice.slice(0, 16), instant: Date.parse(choice) },
    offset: `UTC${hours.replace(/([+-])0/, "$1")}${minutes === "00" ? "" : `:${minutes}`}`,
  };
}
