import type { SkillLevel } from "~/api/http";
import { useText } from "~/texts/Texts";

export const LEVELS: readonly SkillLevel[] = ["beginner", "intermediate", "expert"];

/** Three rising notches: as many as the level has are dark. */
export function Notches({ level }: { level: SkillLevel }) {
  const reached = LEVELS.indexOf(level);
  return (
    <svg className="lv" viewBox="0 0 16 14" aria-hidden="true">
      {["M3 12.5V9", "M8 12.5V5.5", "M13 12.5V2"].map((path, index) => (
        <path key={path} className={index <= reached ? "" : "off"} d={path} />
      ))}
    </svg>
  );
}

interface SkillTagProps {
  name: string;
  level: SkillLevel;
  /** Filled is offered, open is sought. */
  kind: "offered" | "sought";
  mine?: boolean;
}

export function SkillTag({ name, level, kind, mine = false }: SkillTagProps) {
  const t = useText();
  const looks = kind === "sought" ? "tag seek" : mine ? "tag me" : "tag";
  return (
    <li className={looks}>
      <Notches level={level} />
      <bdi>{name}</bdi>
      <small>{t(`level-${level}`)}</small>
    </li>
  );
}
