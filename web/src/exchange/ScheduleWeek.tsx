import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { serverNow } from "~/api/clock";
import type { ScheduledSession } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { IconButton } from "~/ui/Button";
import { Loaded } from "~/ui/Loaded";
import { Skeleton } from "~/ui/Skeleton";
import { useWhen } from "~/ui/when";
import { clockOf, dateOf, instantsOf, localAt, mondayOf, plusDays } from "~/ui/zones";
import { byDay } from "./Agenda";
import { schedule } from "./queries";
import { sidesOf } from "./view";

/** The sessions of a week of mine, also of weeks that are over. */
export function ScheduleWeek() {
  const t = useText();
  const me = useMe();
  const when = useWhen();
  const today = dateOf(localAt(serverNow(), me.timeZone));
  const [monday, setMonday] = useState(() => mondayOf(today));
  const query = useInfiniteQuery(
    schedule({
      from: midnight(monday, me.timeZone),
      to: midnight(plusDays(monday, 7), me.timeZone),
    }),
  );
  const days = Array.from({ length: 7 }, (_, day) => plusDays(monday, day));
  return (
    <div className="stack">
      <div className="row tight no-print">
        <IconButton
          icon="back"
          label={t("week-earlier")}
          onClick={() => setMonday(plusDays(monday, -7))}
        />
        <b aria-live="polite">{when.days(monday, plusDays(monday, 6))}</b>
        <IconButton
          icon="next"
          label={t("week-later")}
          onClick={() => setMonday(plusDays(monday, 7))}
        />
      </div>
      <Loaded
        query={query}
        failed={t("schedule-failed")}
        loading={<Skeleton className="h-64 w-full" />}
      >
        {({ pages }) => {
          const sessions = new Map(byDay(pages.flatMap((page) => page.items)));
          return (
            <ol className="days">
              {days.map((date) => (
                <li key={date} aria-current={date === today ? "date" : undefined}>
                  <h2>
                    <span>{when.shortWeekday(date)}</span> {Number(date.slice(8))}
                  </h2>
                  {sessions.get(date)?.map((session) => (
                    <WeekSession key={session.id} session={session} />
                  ))}
                </li>
              ))}
            </ol>
          );
        }}
      </Loaded>
    </div>
  );
}

function WeekSession({ session }: { session: ScheduledSession }) {
  const t = useText();
  const me = useMe();
  const { partner, theirs } = sidesOf(session, me.id);
  return (
    <Link
      to="/exchange/$id"
      params={{ id: session.exchangeId }}
      search={{ session: session.id } as never}
      className={session.status === "proposed" ? "day-session open" : "day-session"}
    >
      <b className="ltr">{clockOf(session.viewerLocalTime)}</b>
      <bdi className="clip">{partner.firstName}</bdi>
      <bdi className="clip small">{theirs}</bdi>
      <span className="sr-only">
        {t(`schedule-${session.status}`, {
          minutes: session.durationMinutes,
          count: session.slots.length,
        })}
      </span>
    </Link>
  );
}

/** The instant at which a day begins; where its midnight does not exist, the hour after. */
function midnight(date: string, timeZone: string): string {
  const start =
    instantsOf(`${date}T00:00`, timeZone)[0] ?? instantsOf(`${date}T01:00`, timeZone)[0] ?? 0;
  return new Date(start).toISOString();
}
