import { type KeyboardEvent, useId, useState } from "react";
import type { SkillView } from "~/api/http";
import { Labelled } from "./Field";
import { limited } from "./limit";
import { type Suggest, useSuggestions } from "./useSuggestions";
import "./suggest.css";

interface SuggestFieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: string;
  suggest: Suggest;
  onType: (text: string) => void;
  /** One was chosen, or the text was finished with Enter. */
  onChoose: (skill: string) => void;
  /** The field is left with what is in it. */
  onLeave?: () => void;
}

const SHOWN = 8;

/** A field for a skill, with suggestions as one types (APG, "Combobox"). */
export function SuggestField(props: SuggestFieldProps) {
  const { value, suggest, onType, onChoose } = props;
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const found = useSuggestions(open ? value.trim() : "", suggest);
  const shown = open ? (found?.skills.slice(0, SHOWN) ?? []) : [];

  function choose(skill: string) {
    setOpen(false);
    setAt(-1);
    onChoose(skill);
  }

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      setAt((at + step + shown.length + (at === -1 && step === -1 ? 1 : 0)) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const skill = shown[at]?.name ?? value.trim();
      if (skill) choose(skill);
    } else if (event.key === "Escape" && shown.length > 0) {
      event.stopPropagation();
      event.preventDefault();
      setOpen(false);
    }
  }

  return (
    <Labelled label={props.label} hint={props.hint} error={props.error}>
      {(control) => (
        <div className="suggest">
          <input
            {...control}
            dir="auto"
            role="combobox"
            aria-expanded={shown.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={shown[at] ? `${listId}-${at}` : undefined}
            autoComplete="off"
            autoCapitalize="none"
            {...limited(100)}
            enterKeyHint="search"
            value={value}
            onChange={({ target }) => {
              setOpen(true);
              setAt(-1);
              onType(target.value);
            }}
            onKeyDown={press}
            onBlur={() => {
              setOpen(false);
              props.onLeave?.();
            }}
          />
          <div id={listId} role="listbox" aria-label={props.label} hidden={shown.length === 0}>
            {shown.map((skill, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field answers the keys
              <div
                key={skill.name}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                // The field keeps the focus.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(skill.name)}
              >
                <bdi>{skill.name}</bdi>
                <bdi className="small quiet">{otherName(skill, value)}</bdi>
              </div>
            ))}
          </div>
        </div>
      )}
    </Labelled>
  );
}

/** The name by which a skill was found, where it is not its first one. */
function otherName({ name, aliases }: SkillView, typed: string): string | undefined {
  const start = typed.trim().toLowerCase();
  if (name.toLowerCase().startsWith(start)) return undefined;
  return aliases.find((alias) => alias.toLowerCase().startsWith(start));
}
