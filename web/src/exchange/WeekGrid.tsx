import { type KeyboardEvent, useRef, useState } from "react";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { cityOf } from "~/ui/Time";
import { useWhen } from "~/ui/when";
import { type LocalTime, plusDays } from "~/ui/zones";
import { type Place, placeAfter } from "./gridKeys";
import { isIn, type Slot } from "./proposal";
import { WeekCell } from "./WeekCell";
import { type Fold, foldNights, type HourRow, isFold, type Week } from "./week";

export interface WeekProps {
  week: Week;
  slots: readonly Slot[];
  choose: (local: LocalTime) => void;
  name: string;
  mine: string;
  theirs: string;
}

interface WeekGridProps extends WeekProps {
  onMonday: (monday: string) => void;
}

/** A week, hour by hour, with both clocks at its side; arrows move in it, Space chooses. */
export function WeekGrid({ week, slots, choose, name, mine, theirs, onMonday }: WeekGridProps) {
  const t = useText();
  const when = useWhen();
  const grid = useRef<HTMLTableElement>(null);
  const [opened, setOpened] = useState<readonly number[]>([]);
  const [active, setActive] = useState("12/0");
  const keepOpen = (row: HourRow) =>
    opened.includes(row.hour) || row.cells.some((cell) => slots.some((slot) => isIn(slot, cell)));
  const parts = foldNights(week.rows, keepOpen);
  const shown = parts.flatMap((part) => (isFold(part) ? [] : [part.hour]));

  function press(event: KeyboardEvent) {
    const [hour, day] = (event.target as HTMLElement).dataset.at?.split("/").map(Number) ?? [];
    if (hour === undefined || day === undefined) return;
    const after = placeAfter(event.key, { hour, day }, shown, document.dir === "rtl");
    if (after === null) return;
    event.preventDefault();
    if (typeof after === "number") onMonday(plusDays(week.days[0] ?? "", after * 7));
    else focusOn(grid.current, after);
  }
  const known = shown.includes(Number(active.split("/")[0])) ? active : `${shown[0]}/0`;
  const isActive = (hour: number, day: number) => known === `${hour}/${day}`;
  return (
    <div className="stack">
      <table
        className="week"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table may be a grid
        role="grid"
        aria-label={t("week-of", { days: when.days(week.days[0] ?? "", week.days[6] ?? "") })}
        ref={grid}
        onKeyDown={press}
        onFocus={({ target }) => target.dataset.at && setActive(target.dataset.at)}
      >
        <WeekHead days={week.days} name={name} mine={mine} theirs={theirs} />
        <tbody>
          {parts.map((part) =>
            isFold(part) ? (
              <FoldRow
                key={`fold-${part.rows[0]?.hour}`}
                fold={part}
                name={name}
                onOpen={() => setOpened([...opened, ...part.rows.map(({ hour }) => hour)])}
              />
            ) : (
              <tr key={part.hour}>
                <th scope="row" className="z1 ltr">
                  {twoDigits(part.hour)}
                </th>
                <th scope="row" className="z2 ltr">
                  {part.theirs}
                </th>
                {part.cells.map((cell, day) => (
                  <WeekCell
                    key={cell.local}
                    cell={cell}
                    row={part}
                    at={`${part.hour}/${day}`}
                    active={isActive(part.hour, day)}
                    number={slots.findIndex((slot) => isIn(slot, cell))}
                    slot={slots.find((slot) => isIn(slot, cell))}
                    choose={choose}
                    name={name}
                    mine={mine}
                    theirs={theirs}
                  />
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
      <Legend name={name} />
      <p className="small quiet">{t("week-keys")}</p>
    </div>
  );
}

interface WeekHeadProps {
  days: readonly string[];
  name: string;
  mine: string;
  theirs: string;
}

function WeekHead({ days, name, mine, theirs }: WeekHeadProps) {
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
function FoldRow({ fold, name, onOpen }: { fold: Fold; name: string; onOpen: () => void }) {
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

function focusOn(grid: HTMLElement | null, { hour, day }: Place): void {
  grid?.querySelector<HTMLElement>(`[data-at="${hour}/${day}"]`)?.focus();
}

const twoDigits = (hour: number): string => String(hour).padStart(2, "0");

/** What the hatches mean. */
function Legend({ name }: { name: string }) {
  const t = useText();
  const keys = [
    ["busy-me", t("busy-me")],
    ["busy-them", t("busy-them", { name })],
    ["busy-both", t("busy-both")],
    ["night", t("night")],
    ["pick", t("chosen")],
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
