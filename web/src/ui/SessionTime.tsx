import { useText } from "~/texts/Texts";
import { alike, type Clock, type Moment } from "./moment";
import { cityOf } from "./Time";
import { useWhen } from "./when";
import { clockOf, dateOf } from "./zones";

/** A time in one line: its day, and the hour on both clocks; their day where it is another. */
export function SessionTime({ moment }: { moment: Moment }) {
  const t = useText();
  const when = useWhen();
  const { mine, theirs } = moment;
  const place = ({ start, timeZone }: Clock) =>
    t("time-place", { time: clockOf(start), city: cityOf(timeZone) });
  return (
    <time dateTime={new Date(moment.start).toISOString()}>
      {when.day(mine.start)}, {place(mine)}
      {theirs && !alike(mine, theirs) && (
        <>
          {", "}
          {dateOf(theirs.start) !== dateOf(mine.start) && `${when.shortDay(theirs.start)}, `}
          {place(theirs)}
        </>
      )}
    </time>
  );
}

/** The same as two short lines, for lists at the side; the day stands above them. */
export function SessionClocks({ moment }: { moment: Moment }) {
  const t = useText();
  const when = useWhen();
  const { mine, theirs } = moment;
  return (
    <span className="clocks small">
      <b className="ltr">{clockOf(mine.start)}</b>
      <span className="quiet">{t("place-you", { city: cityOf(mine.timeZone) })}</span>
      {theirs && !alike(mine, theirs) && (
        <>
          <span className="ltr">{clockOf(theirs.start)}</span>
          <span className="quiet">
            {cityOf(theirs.timeZone)}
            {dateOf(theirs.start) !== dateOf(mine.start) && `, ${when.shortDay(theirs.start)}`}
          </span>
        </>
      )}
    </span>
  );
}
