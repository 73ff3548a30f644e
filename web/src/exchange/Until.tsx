import { useLanguage, useText } from "~/texts/Texts";
import type { Moment } from "~/ui/moment";
import { useNow } from "~/ui/useNow";
import { DAY, HOUR, MINUTE } from "~/ui/zones";

/** How long it is until a session: "in 3 days", "in 2 hr 5 min", "in 0:42", "now". */
export function Until({ moment }: { moment: Moment }) {
  const t = useText();
  const { language } = useLanguage();
  const near = moment.start - Date.now() < HOUR;
  const now = useNow(near ? 1000 : 10_000);
  const left = moment.start - now;
  if (now >= moment.end) return t("until-over");
  if (left <= 0) return t("until-now");
  const time = timeUntil(left, language);
  return left >= 2 * DAY ? time : t("until-in", { time });
}

/** "In 3 days" when it is far, hours and minutes on the day, and minutes and seconds in the last hour. */
export function timeUntil(left: number, language: string): string {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (left >= 2 * DAY) return relative.format(Math.floor(left / DAY), "day");
  if (left < HOUR) {
    const seconds = Math.ceil(left / 1000);
    const two = String(seconds % 60).padStart(2, "0");
    return `${Math.floor(seconds / 60)}:${two}`;
  }
  const minutes = Math.ceil(left / MINUTE);
  return [
    inUnit(Math.floor(minutes / 60), "hour", language),
    ...(minutes % 60 > 0 ? [inUnit(minutes % 60, "minute", language)] : []),
  ].join(" ");
}

function inUnit(count: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(
    count,
  );
}
