import { useLocation, useRouter } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState } from "react";
import type { SkillLevel } from "~/api/http";
import { useText } from "~/texts/Texts";
import { SuggestField } from "~/ui/SuggestField";
import { findSkills } from "./queries";
import "./explore.css";

const LEVELS: readonly SkillLevel[] = ["beginner", "intermediate", "expert"];

interface SkillSearchProps {
  skill: string;
  level: SkillLevel | undefined;
}

/** Which skill, and from which level on: both are in the address. */
export function SkillSearch({ skill, level }: SkillSearchProps) {
  const t = useText();
  const router = useRouter();
  const { hash } = useLocation();
  const [typed, type] = useState(skill);
  const form = useRef<HTMLFormElement>(null);
  const levelId = useId();
  useEffect(() => type(skill), [skill]);
  useEffect(() => {
    if (hash === "search") form.current?.querySelector("input")?.focus();
  }, [hash]);
  const search = (wanted: string, from: SkillLevel | undefined) =>
    void router.navigate({
      to: "/explore",
      search: { ...(wanted && { skill: wanted }), ...(from && { level: from }) },
    });
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> has no role in all browsers of ours
    <form
      ref={form}
      role="search"
      className="skill-search"
      onSubmit={(event) => {
        event.preventDefault();
        search(typed.trim(), level);
      }}
    >
      <SuggestField
        label={t("explore-skill")}
        value={typed}
        suggest={findSkills}
        onType={(text) => {
          type(text);
          if (text === "") search("", undefined);
        }}
        onChoose={(chosen) => search(chosen, level)}
      />
      <div className="stack s2">
        <label className="label" htmlFor={levelId}>
          {t("explore-level")}
        </label>
        <select
          id={levelId}
          className="field"
          value={level ?? ""}
          onChange={({ target }) =>
            search(
              typed.trim(),
              LEVELS.find((each) => each === target.value),
            )
          }
        >
          <option value="">{t("explore-any-level")}</option>
          {LEVELS.map((each) => (
            <option key={each} value={each}>
              {t(`level-${each}`)}
            </option>
          ))}
        </select>
      </div>
    </form>
  );
}
