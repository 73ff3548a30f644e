import type { SkillEntry } from "~/api/http";
import { useText } from "~/texts/Texts";
import { SkillTag } from "~/ui/SkillTag";

interface SkillListsProps {
  skills: readonly SkillEntry[];
  mine: boolean;
}

/** What a person teaches and wants to learn, side by side. */
export function SkillLists({ skills, mine }: SkillListsProps) {
  const t = useText();
  const offered = skills.filter(({ isOffering }) => isOffering);
  const sought = skills.filter(({ isOffering }) => !isOffering);
  return (
    <div className="halves">
      <SkillList title={t("profile-teaches")} skills={offered} mine={mine} />
      <SkillList title={t("profile-learns")} skills={sought} mine={mine} />
    </div>
  );
}

function SkillList({ title, skills, mine }: SkillListsProps & { title: string }) {
  const t = useText();
  return (
    <section className="stack s3">
      <h2 className="label">{title}</h2>
      {skills.length === 0 && <p className="small quiet">{t("profile-no-skills")}</p>}
      <ul className="tags">
        {skills.map((skill) => (
          <SkillTag
            key={skill.skillName}
            name={skill.skillName}
            level={skill.skillLevel}
            kind={skill.isOffering ? "offered" : "sought"}
            mine={mine}
          />
        ))}
      </ul>
    </section>
  );
}
