import { useQuery } from "@tanstack/react-query";
import type { SessionView, UserCard } from "~/api/http";
import { useLanguage, useText } from "~/texts/Texts";
import { cityOf } from "~/ui/Time";
import { profileOf } from "./queries";

/** When a session is, by both clocks: mine first. */
export function SessionTimes({ session, other }: { session: SessionView; other: UserCard }) {
  const t = useText();
  const { language } = useLanguage();
  const theirZone = useQuery(profileOf(other.id)).data?.timeZone;
  const start = Date.parse(session.scheduledTime);
  const end = start + session.durationMinutes * 60_000;
  const range = (timeZone: string) => {
    const time = new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone });
    const day = new Intl.DateTimeFormat(language, {
      weekday: "short",
      day: "numeric",
      month: "short",
      timeZone,
    });
    return { hours: time.formatRange(start, end), day: day.format(start), city: cityOf(timeZone) };
  };
  const mine = range(session.viewerTimeZone);
  const theirs = theirZone && theirZone !== session.viewerTimeZone ? range(theirZone) : null;
  return (
    <div className="rule">
      <div className="t">
        <b>{mine.hours}</b>
        <span>{t("card-time-mine", { day: mine.day, city: mine.city })}</span>
      </div>
      {theirs && (
        <div className="t them">
          <b>{theirs.hours}</b>
          <span>{t("card-time-theirs", { ...theirs, name: other.firstName })}</span>
        </div>
      )}
    </div>
  );
}
