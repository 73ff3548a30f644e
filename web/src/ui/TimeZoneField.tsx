import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useLanguage, useText } from "~/texts/Texts";
import { Labelled } from "./Field";
import { cityOf, useMinute } from "./Time";
import { clockIn, findTimeZones, zoneName } from "./timeZones";

const SHOWN = 8;

interface TimeZoneFieldProps {
  value: string;
  onChange: (zone: string) => void;
  error?: string | undefined;
}

/** A time zone, found by its city while one types (APG, "Editable Combobox With List"). */
export function TimeZoneField({ value, onChange, error }: TimeZoneFieldProps) {
  const t = useText();
  const { language } = useLanguage();
  const now = useMinute();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const zones = typed === null ? [] : findTimeZones(typed, SHOWN);
  const current = zones[at];

  function choose(zone: string) {
    onChange(zone);
    setTyped(null);
  }

  function search(text: string) {
    setTyped(text);
    setAt(0);
  }

  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (typed === null) search("");
      else setAt((at + step + zones.length) % Math.max(1, zones.length));
    } else if (typed === null) {
      return;
    } else if (event.key === "Enter" && current) {
      event.preventDefault();
      choose(current);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      setTyped(null);
    }
  }

  return (
    <Labelled
      label={t("time-zone")}
      error={error}
      hint={t("time-zone-now", {
        zone: zoneName(value, language, now),
        time: clockIn(value, now),
      })}
    >
      {(control) => (
        <div className="combo">
          <input
            ref={input}
            {...control}
            role="combobox"
            aria-expanded={typed !== null}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={current && `${list}-${at}`}
            autoComplete="off"
            dir="auto"
            value={typed ?? cityOf(value)}
            onChange={(event) => search(event.target.value)}
            onFocus={() => input.current?.select()}
            onClick={() => typed === null && search("")}
            onBlur={() => setTyped(null)}
            onKeyDown={press}
          />
          <div id={list} role="listbox" aria-label={t("time-zone")} hidden={typed === null}>
            {zones.map((zone, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
              <div
                key={zone}
                id={`${list}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                // The field keeps the focus, or the list would be gone before the click.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(zone)}
              >
                <span className="grow clip">
                  <b>{cityOf(zone)}</b> <small>{zoneName(zone, language, now)}</small>
                </span>
                <span className="ltr">{clockIn(zone, now)}</span>
              </div>
            ))}
            {zones.length === 0 && <p className="quiet">{t("time-zone-none")}</p>}
          </div>
        </div>
      )}
    </Labelled>
  );
}
