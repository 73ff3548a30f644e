import { useText } from "~/texts/Texts";
import { Button, IconButton } from "~/ui/Button";
import { Icon } from "~/ui/Icon";
import { cityOf } from "~/ui/Time";
import { useWhen } from "~/ui/when";
import { clockOf, dateOf, instantsOf, localAt } from "~/ui/zones";
import { choiceOf, instantOf, type Slot, type SlotFault } from "./proposal";
import type { Whose } from "./week";

interface ChosenSlotProps {
  slot: Slot;
  number: number;
  mine: string;
  theirs: string;
  name: string;
  busy: Whose | null;
  fault: SlotFault | undefined;
  onChange: (slot: Slot) => void;
  onRemove: () => void;
}

/** One of the times that are chosen: it can be moved by minutes, and the server may ask which. */
export function ChosenSlot(props: ChosenSlotProps) {
  const { slot, number, mine, theirs, name, busy, fault, onChange, onRemove } = props;
  const t = useText();
  const when = useWhen();
  const day = when.shortDay(slot.local);
  const start = instantOf(slot, mine);
  const there = start === undefined ? null : localAt(start, theirs);
  const asks = fault && fault.choices.length > 0 && slot.instant === undefined;
  return (
    <li className="chosen-slot">
      <span className="num" aria-hidden="true">
        {number}
      </span>
      <div className="stack s2">
        <b>{day}</b>
        <span className="clocks small">
          <input
            type="time"
            step={900}
            className="clock"
            aria-label={t("slot-time", { day })}
            value={clockOf(slot.local)}
            onChange={({ target }) =>
              target.value && onChange({ local: `${dateOf(slot.local)}T${target.value}` })
            }
          />
          <span className="quiet self-center">{t("place-you", { city: cityOf(mine) })}</span>
          {there && (
            <>
              <span className="ltr">{clockOf(there)}</span>
              <span className="quiet">
                {cityOf(theirs)}
                {dateOf(there) !== dateOf(slot.local) && `, ${when.shortDay(there)}`}
              </span>
            </>
          )}
        </span>
        {busy && (
          <p className="small err">
            <Icon name="alert" small />
            <span>{t(`busy-${busy}`, { name })}</span>
          </p>
        )}
        {fault && !asks && <p className="small err">{fault.detail}</p>}
        {asks && <Choices {...props} fault={fault} />}
      </div>
      <IconButton icon="x" label={t("slot-remove", { day })} onClick={onRemove} />
    </li>
  );
}

/** The clocks are put forward or back over this time: the server's two choices. */
function Choices({
  slot,
  mine,
  theirs,
  name,
  fault,
  onChange,
}: ChosenSlotProps & { fault: SlotFault }) {
  const t = useText();
  const twice = instantsOf(slot.local, mine).length > 1;
  return (
    <div className="stack s2" role="alert">
      <p className="small">
        {t(twice ? "clocks-twice" : "clocks-skipped", { time: clockOf(slot.local) })}
      </p>
      {fault.choices.map((choice) => {
        const { slot: found, offset } = choiceOf(choice);
        const there = localAt(found.instant ?? 0, theirs);
        return (
          <Button
            key={choice}
            weight="line"
            className="h-auto whitespace-normal py-2 text-start"
            onClick={() => onChange(found)}
          >
            {t("clocks-choice", {
              time: clockOf(found.local),
              offset,
              theirTime: clockOf(there),
              name,
            })}
          </Button>
        );
      })}
    </div>
  );
}
