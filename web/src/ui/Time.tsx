import { useSyncExternalStore } from "react";
import { Shown } from "~/session/shown";
import { useLanguage } from "~/texts/Texts";

const MINUTE = 60_000;
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 24 * 60 * MINUTE],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
];

/** How long ago, up to a week; then the date. The full time is the element's title. */
export function Ago({ at }: { at: string }) {
  const { language } = useLanguage();
  const now = useMinute();
  const instant = new Date(at);
  const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });
  return (
    <time dateTime={at} title={full.format(instant)}>
      {ago(instant.getTime(), now, language)}
    </time>
  );
}

/** "2 hours ago", "yesterday", "just now"; after a week "3 December", with its year if another. */
export function ago(instant: number, now: number, language: string): string {
  const passed = now - instant;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  if (passed < MINUTE) return relative.format(0, "second");
  if (passed < 7 * 24 * 60 * MINUTE) {
    const [unit, size] = UNITS.find(([, length]) => passed >= length) ?? ["minute", MINUTE];
    return relative.format(-Math.floor(passed / size), unit);
  }
  const sameYear = new Date(instant).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "long",
    ...(!sameYear && { year: "numeric" }),
  }).format(instant);
}

const minute = new Shown(Date.now());
let showing = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The time of now, renewed each minute for all that show it. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, minute.get);
}

function renew(): void {
  minute.set(Date.now());
}

function subscribe(listener: () => void): () => void {
  const stop = minute.subscribe(listener);
  showing += 1;
  // Nobody has shown it for a while.
  if (Date.now() - minute.get() > MINUTE) renew();
  timer ??= setInterval(renew, MINUTE);
  return () => {
    stop();
    showing -= 1;
    if (showing > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** A time zone as people know it: "Mexico City". */
export function cityOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}
