import { serverNow } from "~/api/clock";
import { useText } from "~/texts/Texts";
import { IconButton } from "~/ui/Button";
import { cityOf } from "~/ui/Time";
import { useWhen } from "~/ui/when";
import { DAY, dateOf, instantsOf, localAt, mondayOf, offsetAt, plusDays } from "~/ui/zones";
import type { Week } from "./week";

/** The API takes times of a year to come. */
const FARTHEST = 364 * DAY;

interface WeekBarProps {
  monday: string;
  onMonday: (monday: string) => void;
  week: Week;
  name: string;
  mine: string;
  theirs: string;
}

/** What is to be done, whose clocks these are, which week it is, and the way to others. */
export function WeekBar({ monday, onMonday, week, name, mine, theirs }: WeekBarProps) {
  const t = useText();
  const when = useWhen();
  const now = serverNow();
  const isFirst = monday <= mondayOf(dateOf(localAt(now, mine)));
  const isLast = monday > dateOf(localAt(now + FARTHEST - 7 * DAY, mine));
  const start = instantsOf(`${monday}T12:00`, mine)[0] ?? now;
  const hours = (offsetAt(start, theirs) - offsetAt(start, mine)) / 3_600_000;
  return (
    <div className="stack s2">
      <p className="quiet">
        {t("propose-how", { name })}{" "}
        {t("propose-zones", {
          name,
          mine: cityOf(mine),
          theirs: cityOf(theirs),
          hours: Math.abs(hours),
          side: hours === 0 ? "same" : hours > 0 ? "ahead" : "behind",
        })}
      </p>
      <div className="row tight">
        <IconButton
          icon="back"
          label={t("week-earlier")}
          disabled={isFirst}
          onClick={() => onMonday(plusDays(monday, -7))}
        />
        <b aria-live="polite">{when.days(monday, plusDays(monday, 6))}</b>
        <IconButton
          icon="next"
          label={t("week-later")}
          disabled={isLast}
          onClick={() => onMonday(plusDays(monday, 7))}
        />
      </div>
      {week.changes.map(({ date, whose, minutes }) => (
        <p key={date + whose} className="line small">
          {t("clocks-change", {
            day: when.day(date),
            whose,
            name,
            minutes: Math.abs(minutes),
            way: minutes > 0 ? "forward" : "back",
          })}
        </p>
      ))}
    </div>
  );
}
