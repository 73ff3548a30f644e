import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { cityOf } from "~/ui/Time";
import { useWhen } from "~/ui/when";
import type { Fold } from "./week";

interface WeekHeadProps {
  days: readonly string[];
  name: string;
  mine: string;
  theirs: string;
}

/** Whose clocks these are, and the days. */
export function WeekHead({ days, name, mine, theirs }: WeekHeadProps) {
  const t = useText();
  const when = useWhen();
  return (
    <thead>
      <tr>
        <th scope="col" className="h z1">
          {cityOf(mine)}
          <br />
          {t("you")}
        </th>
        <th scope="col" className="h z2">
          {cityOf(theirs)}
          <br />
          <bdi>{name}</bdi>
        </th>
        {days.map((date) => (
          <th scope="col" key={date} className="h">
            {when.shortWeekday(date)}
            <b>{Number(date.slice(8))}</b>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Hours in which somebody sleeps, in one row; pressed, it opens. */
export function FoldRow({ fold, name, onOpen }: { fold: Fold; name: string; onOpen: () => void }) {
  const t = useText();
  const [first, last] = [fold.rows[0], fold.rows.at(-1)];
  if (!first || !last) return null;
  return (
    <tr>
      <th scope="row" className="z1 q ltr">
        {twoDigits(first.hour)}–{twoDigits(last.hour)}
      </th>
      <th scope="row" className="z2 q ltr">
        {first.theirs.slice(0, 2)}–{last.theirs.slice(0, 2)}
      </th>
      <td className="night fold-cell" colSpan={7}>
        <Button className="fold" onClick={onOpen}>
          {t("night-open", { whose: fold.whose, name, count: fold.rows.length })}
        </Button>
      </td>
    </tr>
  );
}

export const twoDigits = (hour: number): string => String(hour).padStart(2, "0");

/** What the hatches mean. */
export function Legend({ name }: { name: string }) {
  const t = useText();
  const keys = [
    ["busy-me", t("busy-me")],
    ["busy-them", t("busy-them", { name })],
    ["busy-both", t("busy-both")],
    ["night", t("night")],
    ["pick", t("slot-chosen")],
  ] as const;
  return (
    <div className="key">
      {keys.map(([look, words]) => (
        <span key={look}>
          <i className={look} />
          {words}
        </span>
      ))}
    </div>
  );
}
