import { useMutation } from "@tanstack/react-query";
import { findSkills } from "~/explore/queries";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { FailedLine } from "~/ui/Failed";
import { fieldError } from "~/ui/form";
import { SkillsBench } from "~/ui/SkillsBench";
import { useBench } from "~/ui/useBench";
import { changeSkills } from "~/user/queries";
import { StepFoot } from "./StepFoot";
import type { StepProps } from "./Welcome";

/** Second step: what I can teach, and what I want to learn. */
export function SkillsStep({ onDone }: StepProps) {
  const t = useText();
  const me = useMe();
  const bench = useBench(me.skills);
  const save = useMutation({ mutationFn: () => changeSkills(bench.all()), onSuccess: onDone });
  return (
    <div className="stack s6">
      <p className="quiet">{t("welcome-skills-text")}</p>
      <SkillsBench
        bench={bench}
        suggest={findSkills}
        errorOf={(skill) =>
          fieldError(save.error, `skills/${bench.skills.indexOf(skill)}/skillName`)
        }
      />
      <FailedLine error={save.error} />
      <StepFoot busy={save.isPending} onSkip={onDone} onContinue={() => save.mutate()} />
    </div>
  );
}
