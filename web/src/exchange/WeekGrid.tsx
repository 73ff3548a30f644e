import { type KeyboardEvent, useRef, useState } from "react";
import { useText } from "~/texts/Texts";
import { useWhen } from "~/ui/when";
import { type LocalTime, plusDays } from "~/ui/zones";
import { type Place, placeAfter } from "./gridKeys";
import { isIn, type Slot } from "./proposal";
import { WeekCell } from "./WeekCell";
import { FoldRow, Legend, twoDigits, WeekHead } from "./WeekParts";
import { foldNights, type HourRow, isFold, type Week } from "./week";

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

function focusOn(grid: HTMLElement | null, { hour, day }: Place): void {
  grid?.querySelector<HTMLElement>(`[data-at="${hour}/${day}"]`)?.focus();
}
