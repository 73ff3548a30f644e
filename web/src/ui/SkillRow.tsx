import { useId } from "react";
import type { SkillEntry, SkillLevel } from "~/api/http";
import { useText } from "~/texts/Texts";
import { IconButton } from "./Button";
import { Icon } from "./Icon";
import { LEVELS, Notches } from "./SkillTag";

interface SkillRowProps {
  skill: SkillEntry;
  error?: string | undefined;
  onGrade: (level: SkillLevel) => void;
  onRemove: () => void;
}

/** One skill on the bench: its name, its level to choose, and a cross to take it away. */
export function SkillRow({ skill, error, onGrade, onRemove }: SkillRowProps) {
  const t = useText();
  const group = useId();
  const { skillName: name, skillLevel } = skill;
  return (
    <li>
      <div className="pickrow">
        <span className="grow">
          <b className="clip" dir="auto" title={name}>
            {name}
          </b>
          <span className="small lvname">{t(`level-${skillLevel}`)}</span>
        </span>
        <fieldset className="seg">
          <legend className="sr-only">{t("bench-level", { skill: name })}</legend>
          {LEVELS.map((level) => (
            <label key={level} title={t(`level-${level}`)}>
              <input
                type="radio"
                className="sr-only"
                name={group}
                checked={level === skillLevel}
                onChange={() => onGrade(level)}
              />
              <Notches level={level} />
              <span className="sr-only">{t(`level-${level}`)}</span>
            </label>
          ))}
        </fieldset>
        <IconButton
          icon="x"
          label={t("bench-remove", { skill: name })}
          onClick={(event) => {
            focusBeside(event.currentTarget);
            onRemove();
          }}
        />
      </div>
      {error && (
        <p className="err" role="alert">
          <Icon name="alert" small />
          <span>{error}</span>
        </p>
      )}
    </li>
  );
}

/** Where the focus goes when a row is taken away: the next row's cross, else the field below. */
function focusBeside(cross: HTMLElement): void {
  const row = cross.closest("li");
  const beside = row?.nextElementSibling ?? row?.previousElementSibling;
  const field = row?.closest(".stack")?.querySelector<HTMLElement>("input.field");
  (beside?.querySelector<HTMLElement>("button") ?? field)?.focus();
}
