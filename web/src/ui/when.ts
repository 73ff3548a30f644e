import { useMemo } from "react";
import { useLanguage } from "~/texts/Texts";
import { asUtc, type LocalTime } from "./zones";

/** How days are written in the language of the page. Times are always of 24 hours, as rules are. */
export interface When {
  /** "Thursday 3 December" */
  day: (local: LocalTime) => string;
  /** "Thu 3 Dec" */
  shortDay: (local: LocalTime) => string;
  /** "Thursday" */
  weekday: (local: LocalTime) => string;
  /** "Thu" */
  shortWeekday: (local: LocalTime) => string;
  /** "3 December" */
  date: (local: LocalTime) => string;
  /** "7 – 13 December" */
  days: (first: LocalTime, last: LocalTime) => string;
}

/** Returns what writes days; the year stands only where it is not this one. */
export function useWhen(): When {
  const { language } = useLanguage();
  return useMemo(() => whenIn(regional(language)), [language]);
}

export function whenIn(locale: string, thisYear = new Date().getFullYear()): When {
  const writer = (parts: Intl.DateTimeFormatOptions) => {
    const plain = new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" });
    const withYear = new Intl.DateTimeFormat(locale, {
      ...parts,
      year: "numeric",
      timeZone: "UTC",
    });
    return (local: LocalTime) =>
      (Number(local.slice(0, 4)) === thisYear ? plain : withYear).format(asUtc(midday(local)));
  };
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const shortWeekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const range = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" });
  return {
    day: writer({ weekday: "long", day: "numeric", month: "long" }),
    shortDay: writer({ weekday: "short", day: "numeric", month: "short" }),
    weekday: (local) => weekday.format(asUtc(midday(local))),
    shortWeekday: (local) => shortWeekday.format(asUtc(midday(local))),
    date: writer({ day: "numeric", month: "long" }),
    days: (first, last) => range.formatRange(asUtc(midday(first)), asUtc(midday(last))),
  };
}

/** The language as the browser's own region writes it: "3 December" or "December 3". */
function regional(language: string): string {
  return navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;
}

/** Dates may come without a time. */
function midday(local: LocalTime): LocalTime {
  return `${local.slice(0, 10)}T12:00`;
}
