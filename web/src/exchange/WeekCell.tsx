import { useText } from "~/texts/Texts";
import { cityOf } from "~/ui/Time";
import { useWhen } from "~/ui/when";
import { clockOf, dateOf, type LocalTime } from "~/ui/zones";
import type { Slot } from "./proposal";
import { type Cell, type HourRow, hourText } from "./week";

interface WeekCellProps {
  cell: Cell;
  row: HourRow;
  at: string;
  /** The one cell that Tab stops at. */
  active: boolean;
  /** Which of the chosen times it is, from 0 on; -1 for none. */
  number: number;
  slot: Slot | undefined;
  choose: (local: LocalTime) => void;
  name: string;
  mine: string;
  theirs: string;
}

/** An hour of a day. What is shaded also says why. */
export function WeekCell(props: WeekCellProps) {
  const { cell, row, at, active, number, slot, choose } = props;
  const label = useLabel(props);
  const chosen = number >= 0;
  const free = !cell.past && !cell.busy && cell.instants.length > 0;
  const there = cell.theirs && hourText(cell.theirs);
  const look = chosen
    ? "pick"
    : cell.busy
      ? `busy-${cell.busy}`
      : cell.night || cell.past
        ? "night"
        : "";
  return (
    <td>
      <button
        type="button"
        className={`cell ${look} ${cell.past ? "past" : ""}`}
        data-at={at}
        tabIndex={active ? 0 : -1}
        aria-label={label}
        aria-pressed={chosen}
        aria-disabled={!free && !chosen ? true : undefined}
        onClick={() => (free || chosen) && choose(slot?.local ?? cell.local)}
      >
        {chosen && number + 1}
        {!chosen && cell.instants.length !== 1 && <small>{cell.instants.length}×</small>}
        {!chosen && there && there !== row.theirs && <small className="ltr">{there}</small>}
      </button>
    </td>
  );
}

/** The whole of it in words: "Mon 7 December, 17:00 Berlin, 10:00 Mexico City, Ana is busy". */
function useLabel({ cell, slot, name, mine, theirs }: WeekCellProps): string {
  const t = useText();
  const when = useWhen();
  const local = slot?.local ?? cell.local;
  const parts = [when.day(local), t("time-place", { time: clockOf(local), city: cityOf(mine) })];
  if (cell.theirs) {
    if (dateOf(cell.theirs) !== dateOf(local)) parts.push(when.shortDay(cell.theirs));
    parts.push(t("time-place", { time: clockOf(cell.theirs), city: cityOf(theirs) }));
  }
  if (cell.busy) parts.push(t(`busy-${cell.busy}`, { name }));
  if (cell.past) parts.push(t("past"));
  if (cell.instants.length === 0) parts.push(t("hour-skipped"));
  if (cell.instants.length > 1) parts.push(t("hour-twice"));
  return parts.join(", ");
}
