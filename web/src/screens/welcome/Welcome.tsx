import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { ownPath } from "~/frame/ownPath";
import { useText } from "~/texts/Texts";
import { Mark } from "~/ui/Joint";
import { Page } from "~/ui/Page";
import { PeopleStep } from "./PeopleStep";
import { PictureStep } from "./PictureStep";
import { SkillsStep } from "./SkillsStep";
import "./welcome.css";

const STEPS = [PictureStep, SkillsStep, PeopleStep] as const;
const TITLES = ["welcome-picture-title", "welcome-skills-title", "welcome-people-title"] as const;

/** What each step of the welcome is given. */
export interface StepProps {
  onDone: () => void;
}

/** The way in of a newcomer: picture and time zone, skills, people; any of it can be skipped. */
export function Welcome() {
  const t = useText();
  const navigate = useNavigate();
  const { step, next } = useSearch({ strict: false }) as { step?: unknown; next?: unknown };
  const number = step === 2 || step === 3 ? step : 1;
  const Step = STEPS[number - 1] ?? PictureStep;
  const title = TITLES[number - 1] ?? TITLES[0];
  useEffect(() => {
    // A step is a page of its own to whoever hears it, though the path stays the same.
    if (number > 1) document.querySelector("h1")?.focus();
  }, [number]);

  function goOn() {
    if (number === STEPS.length) void navigate({ href: ownPath(next) });
    else void navigate({ to: "/welcome", search: { step: number + 1, next: ownPath(next) } });
  }

  return (
    <div className="welcome">
      <header className="row between welcome-head">
        <span className="brand">
          <Mark />
          <span className="desk">{t("brand")}</span>
        </span>
        <span className="row">
          <span className="small quiet">{t("step-of", { step: number, steps: STEPS.length })}</span>
          <span className="steps" aria-hidden="true">
            {TITLES.map((each, index) => (
              <i key={each} className={index < number ? "on" : ""} />
            ))}
          </span>
        </span>
      </header>
      <Page title={t(title)}>
        <Step key={number} onDone={goOn} />
      </Page>
    </div>
  );
}
