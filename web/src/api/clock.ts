import { Shown } from "~/session/shown";

/** By how many milliseconds the server's clock is ahead of this device's, as far as is known. */
const ahead = new Shown(0);
/** `Date` counts whole seconds: what is nearer than that is no news. */
const GRAIN = 1500;

/** Learns the server's time from an answer that came between two readings of our own clock. */
export function hearServerTime(date: string | null, sentAt: number, heardAt: number): void {
  const told = date === null ? Number.NaN : Date.parse(date);
  // An answer that took long says too little about when it was written.
  if (Number.isNaN(told) || heardAt - sentAt > 10_000) return;
  const found = told + 500 - (sentAt + heardAt) / 2;
  if (Math.abs(found - ahead.get()) > GRAIN) ahead.set(found);
}

/** Calls back when the server's time turns out to be another; returns what ends that. */
export const onServerTime = ahead.subscribe;

/** The time by the server's clock: what counts for deadlines, however this device is set. */
export function serverNow(): number {
  return Date.now() + ahead.get();
}
