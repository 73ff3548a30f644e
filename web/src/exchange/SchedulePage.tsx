import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useText } from "~/texts/Texts";
import { Aside } from "~/ui/Aside";
import { Button } from "~/ui/Button";
import { Page } from "~/ui/Page";
import { Tabs } from "~/ui/Tabs";
import { Agenda } from "./Agenda";
import { CalendarAddress } from "./CalendarAddress";
import { NextSession } from "./NextSession";
import { schedule } from "./queries";
import { ScheduleWeek } from "./ScheduleWeek";
import "./exchange.css";
import "./schedule.css";

/** My sessions: the next one, then all that come, as a list or by weeks; and the way to calendars. */
export function SchedulePage() {
  const t = useText();
  const { view } = useSearch({ strict: false }) as { view?: string };
  const query = useInfiniteQuery(schedule());
  const byWeek = view === "week";
  return (
    <Page
      title={t("schedule-title")}
      actions={
        <Button className="no-print" icon="file" onClick={() => print()}>
          {t("print")}
        </Button>
      }
    >
      <div className="stack s6">
        <div className="next-session">
          <NextSession />
        </div>
        <Tabs
          label={t("schedule-views")}
          tabs={[
            { name: t("schedule-agenda"), current: !byWeek, search: {} },
            { name: t("schedule-week"), current: byWeek, search: { view: "week" } },
          ]}
        />
        {byWeek ? <ScheduleWeek /> : <Agenda query={query} />}
      </div>
      <Aside>
        <CalendarAddress url={query.data?.pages[0]?.calendarUrl} />
      </Aside>
    </Page>
  );
}
