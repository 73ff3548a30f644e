import type { SkillEntry } from "~/api/http";
import type { TextId } from "~/texts/ids";
import { useText } from "~/texts/Texts";
import { Seam, SeamAcross } from "./Pair";
import { SkillAdder } from "./SkillAdder";
import { SkillRow } from "./SkillRow";
import { type Bench, onSide, type Side } from "./useBench";
import type { Suggest } from "./useSuggestions";
import "./bench.css";

interface SkillsBenchProps {
  bench: Bench;
  suggest: Suggest;
  /** What is wrong with a skill, as the server says. */
  errorOf?: (skill: SkillEntry) => string | undefined;
}

/** What I teach and what I want to learn: two halves that interlock, each with its skills. */
export function SkillsBench(props: SkillsBenchProps) {
  return (
    <div className="bench">
      <Half {...props} side="offered" title="bench-offered" className="a stack" />
      <Seam className="jh" />
      <SeamAcross className="jv" />
      <Half {...props} side="sought" title="bench-sought" className="b stack" />
    </div>
  );
}

interface HalfProps extends SkillsBenchProps {
  side: Side;
  title: TextId;
  className: string;
}

function Half({ bench, suggest, errorOf, side, title, className }: HalfProps) {
  const t = useText();
  const skills = onSide(bench.skills, side);
  return (
    <div className={className}>
      <h2>{t(title)}</h2>
      {skills.length > 0 && (
        <ul>
          {skills.map((skill) => (
            <SkillRow
              key={skill.skillName}
              skill={skill}
              error={errorOf?.(skill)}
              onGrade={(level) => bench.grade(skill, level)}
              onRemove={() => bench.remove(skill)}
            />
          ))}
        </ul>
      )}
      <SkillAdder bench={bench} side={side} suggest={suggest} />
    </div>
  );
}
