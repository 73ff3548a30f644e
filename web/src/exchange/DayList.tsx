import { useState } from "react";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { useWhen } from "~/ui/when";
import { clockOf, dateOf } from "~/ui/zones";
import { isIn } from "./proposal";
import type { WeekProps } from "./WeekGrid";
import { type Cell, partsOfDay } from "./week";

/** The week on the phone: days, and in each the hours in which both are awake. */
export function DayList({ week, slots, choose, name }: WeekProps) {
  const t = useText();
  const when = useWhen();
  const [nights, setNights] = useState(false);
  const awake = week.rows.filter((row) => nights || row.asleep === null);
  const days = week.days.map((date, day) => ({ date, parts: partsOfDay(day, awake) }));
  const numberOf = (cell: Cell) => slots.findIndex((slot) => isIn(slot, cell));
  const toChosen = () => {
    const chosen = document.getElementById("chosen");
    chosen?.scrollIntoView();
    chosen?.focus({ preventScroll: true });
  };
  return (
    <div className="stack s6">
      {days
        .filter(({ parts }) => parts.length > 0)
        .map(({ date, parts }) => (
          <section key={date} className="stack s2" aria-labelledby={date}>
            <h2 id={date}>{when.day(date)}</h2>
            {parts.map((part) =>
              "busy" in part ? (
                <p key={part.from} className="slot off">
                  <span>
                    <span className="ltr">
                      {clockOf(part.from)} – {part.to.slice(11, 16)}
                    </span>
                    , {t(`busy-${part.busy}`, { name })}
                  </span>
                  <i className={`sw busy-${part.busy}`} />
                </p>
              ) : (
                <DaySlot
                  key={part.cell.local}
                  cell={part.cell}
                  number={numberOf(part.cell)}
                  name={name}
                  onChoose={() => choose(slots[numberOf(part.cell)]?.local ?? part.cell.local)}
                />
              ),
            )}
          </section>
        ))}
      {!nights && (
        <Button weight="line" onClick={() => setNights(true)}>
          {t("nights-show")}
        </Button>
      )}
      {slots.length > 0 && (
        <div className="foot row between">
          <b>{t("slots-chosen", { count: slots.length })}</b>
          <Button weight="main" onClick={toChosen}>
            {t("review-and-send")}
          </Button>
        </div>
      )}
    </div>
  );
}

interface DaySlotProps {
  cell: Cell;
  number: number;
  name: string;
  onChoose: () => void;
}

function DaySlot({ cell, number, name, onChoose }: DaySlotProps) {
  const t = useText();
  const when = useWhen();
  const chosen = number >= 0;
  const there = cell.theirs ?? cell.local;
  return (
    <button
      type="button"
      className={chosen ? "slot on" : "slot"}
      aria-pressed={chosen}
      onClick={onChoose}
    >
      <span>
        <b className="ltr">{clockOf(cell.local)}</b> <small>{t("you")}</small>
        {cell.instants.length > 1 && <small className="block">{t("hour-twice")}</small>}
      </span>
      <span>
        <span className="ltr">{clockOf(there)}</span>{" "}
        <small>
          <bdi>{name}</bdi>
          {dateOf(there) !== dateOf(cell.local) && `, ${when.shortDay(there)}`}
        </small>
      </span>
      {chosen ? <span className="num">{number + 1}</span> : <span className="box" />}
    </button>
  );
}
