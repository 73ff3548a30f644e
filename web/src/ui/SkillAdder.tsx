import { type KeyboardEvent, useRef } from "react";
import type { SkillView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { announce } from "./announce";
import { Button } from "./Button";
import { Field } from "./Field";
import { fold } from "./fold";
import { limited } from "./limit";
import { type Bench, hasSkill, type Side } from "./useBench";
import { type Suggest, useSuggestions } from "./useSuggestions";

const SHOWN = 5;

interface SkillAdderProps {
  bench: Bench;
  side: Side;
  suggest: Suggest;
}

/** A field to add a skill: of the catalogue, by any of its names, or one of one's own. */
export function SkillAdder({ bench, side, suggest }: SkillAdderProps) {
  const t = useText();
  const field = useRef<HTMLDivElement>(null);
  const typed = bench.typed[side];
  const wanted = typed.trim();
  const latest = useSuggestions(wanted, suggest);
  // What was found for an earlier text says nothing of this one.
  const found = latest?.text === wanted ? latest.skills : undefined;
  const offered = (found ?? [])
    .filter((each) => !hasSkill(bench.skills, side, each.name))
    .slice(0, SHOWN);
  const name = catalogueName(wanted, found ?? []);
  const isTwice = wanted !== "" && hasSkill(bench.skills, side, name);

  function add(skill: string) {
    bench.add(side, skill);
    announce(t("bench-added", { skill }));
    field.current?.querySelector("input")?.focus();
  }

  function press(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || wanted === "") return;
    event.preventDefault();
    if (isTwice) return;
    add(name);
    // Whoever was faster than the catalogue gets its name for the skill a moment later.
    if (found) return;
    suggest(wanted).then(
      (skills) => bench.rename(side, wanted, catalogueName(wanted, skills)),
      () => undefined,
    );
  }

  return (
    <div ref={field} className="stack s3">
      <Field
        label={t("bench-add")}
        value={typed}
        onChange={(event) => bench.type(side, event.target.value)}
        onKeyDown={press}
        error={isTwice ? t("bench-twice", { skill: name }) : undefined}
        {...limited(100)}
        autoComplete="off"
        autoCapitalize="none"
        enterKeyHint="done"
      />
      {wanted !== "" && found && (
        <ul className="tags">
          {offered.map((each) => (
            <li key={each.name}>
              <Button weight="line" icon="plus" className="small" onClick={() => add(each.name)}>
                <bdi>{each.name}</bdi>
              </Button>
            </li>
          ))}
          {fold(name) === fold(wanted) &&
            !offered.some((each) => each.name === name) &&
            !isTwice && (
              <li>
                <Button icon="plus" className="small" onClick={() => add(wanted)}>
                  {t("bench-own", { skill: wanted })}
                </Button>
              </li>
            )}
        </ul>
      )}
    </div>
  );
}

/** What the catalogue calls a skill by any of its names; what it does not know stays as it is. */
function catalogueName(wanted: string, skills: readonly SkillView[]): string {
  const known = skills.find(({ name, aliases }) =>
    [name, ...aliases].some((each) => fold(each) === fold(wanted)),
  );
  return known?.name ?? wanted;
}
