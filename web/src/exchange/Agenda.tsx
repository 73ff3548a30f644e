import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { Schedule, ScheduledSession } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Blank } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Loaded } from "~/ui/Loaded";
import { More } from "~/ui/More";
import { Skeleton, SkeletonPerson } from "~/ui/Skeleton";
import { useWhen } from "~/ui/when";
import { dateOf } from "~/ui/zones";
import { ScheduleRow } from "./ScheduleRow";

/** The sessions that come, day by day. */
export function Agenda({ query }: { query: UseInfiniteQueryResult<InfiniteData<Schedule>> }) {
  const t = useText();
  const when = useWhen();
  return (
    <>
      <Loaded
        query={query}
        failed={t("schedule-failed")}
        loading={
          <div className="stack">
            <Skeleton className="h-7 w-2/5" />
            <SkeletonPerson />
            <SkeletonPerson />
          </div>
        }
        isEmpty={({ pages }) => pages.every((page) => page.items.length === 0)}
        empty={
          <Blank
            state="open"
            title={t("schedule-empty")}
            actions={
              <ButtonLink to="/exchanges" weight="main">
                {t("nav-exchanges")}
              </ButtonLink>
            }
          >
            <p>{t("schedule-empty-text")}</p>
          </Blank>
        }
      >
        {({ pages }) =>
          byDay(pages.flatMap((page) => page.items)).map(([date, sessions]) => (
            <section key={date} className="stack s2" aria-labelledby={`day-${date}`}>
              <h2 id={`day-${date}`}>{when.day(date)}</h2>
              <ul>
                {sessions.map((session) => (
                  <ScheduleRow key={session.id} session={session} />
                ))}
              </ul>
            </section>
          ))
        }
      </Loaded>
      <More list={query} loading={<SkeletonPerson />} />
    </>
  );
}

/** Returns the sessions by my day, in the order in which they come. */
export function byDay(sessions: readonly ScheduledSession[]): [string, ScheduledSession[]][] {
  return [...Map.groupBy(sessions, ({ viewerLocalTime }) => dateOf(viewerLocalTime))];
}
