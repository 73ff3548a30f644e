import { useMutation } from "@tanstack/react-query";
import { findSkills } from "~/explore/queries";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { fieldError } from "~/ui/form";
import { SkillsBench } from "~/ui/SkillsBench";
import { toasts } from "~/ui/toasts";
import { useBench } from "~/ui/useBench";
import { changeSkills } from "~/user/queries";

/** What one teaches and wants to learn. */
export function SkillsForm() {
  const t = useText();
  const me = useMe();
  const bench = useBench(me.skills);
  const save = useMutation({
    mutationFn: () => changeSkills(bench.all()),
    onSuccess: () => toasts.show(t("saved")),
  });
  return (
    <section className="stack" aria-labelledby="skills">
      <h2 id="skills">{t("settings-skills")}</h2>
      <SkillsBench
        bench={bench}
        suggest={findSkills}
        errorOf={(skill) =>
          fieldError(save.error, `skills/${bench.skills.indexOf(skill)}/skillName`)
        }
      />
      <FailedLine error={save.error} />
      <Button
        weight="main"
        className="fill justify-self-start"
        busy={save.isPending}
        onClick={() => save.mutate()}
      >
        {t("settings-skills-save")}
      </Button>
    </section>
  );
}
