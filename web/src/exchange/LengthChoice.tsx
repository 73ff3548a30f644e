import { useText } from "~/texts/Texts";
import { LENGTHS } from "./proposal";

interface LengthChoiceProps {
  minutes: number;
  onChoose: (minutes: number) => void;
}

/** How long a session is to be. */
export function LengthChoice({ minutes, onChoose }: LengthChoiceProps) {
  const t = useText();
  return (
    <fieldset className="stack s2">
      <legend className="label">{t("how-long")}</legend>
      <div className="seg">
        {LENGTHS.map((length) => (
          <label key={length} className={length === minutes ? "on" : ""}>
            <input
              type="radio"
              name="minutes"
              className="sr-only"
              checked={length === minutes}
              onChange={() => onChoose(length)}
            />
            {length}
            <span className="sr-only"> {t("minutes")}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
