import { DAY, HOUR, offsetAt } from "~/ui/zones";
import { sameDay } from "./rows";

/** The line above a day: "Today", "Yesterday", "Sunday 29 November". */
export function dayLine(at: number, now: number, language: string): string {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (sameDay(at, now)) return capital(relative.format(0, "day"), language);
  if (sameDay(at, yesterday(now))) return capital(relative.format(-1, "day"), language);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const format = new Intl.DateTimeFormat(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(!sameYear && { year: "numeric" }),
  });
  return capital(format.format(at), language);
}

/** When something was, as short as a list has room for: "05:57", "Sun", "29 Oct". */
export function shortTime(at: number, now: number, language: string): string {
  if (sameDay(at, now)) return clock(at, language);
  const format: Intl.DateTimeFormatOptions =
    now - at < 6 * DAY ? { weekday: "short" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(language, format).format(at);
}

export function clock(at: number, language: string, timeZone?: string): string {
  // Of 24 hours, as all times of sessions are.
  const hour: Intl.DateTimeFormatOptions = {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  };
  return new Intl.DateTimeFormat(language, { ...hour, ...(timeZone && { timeZone }) }).format(at);
}

/** How many hours a zone's clock is ahead of another's at an instant; negative: behind. */
export function hoursAhead(timeZone: string, of: string, at: number): number {
  return (offsetAt(at, timeZone) - offsetAt(at, of)) / HOUR;
}

/** The same hour on the day before, also where clocks were changed between. */
function yesterday(now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() - 1);
  return date.getTime();
}

function capital(text: string, language: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
