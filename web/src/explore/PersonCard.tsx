import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Partner, SkillLevel } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Face, fullName } from "~/ui/Face";
import { MiniPair } from "~/ui/Joint";
import { SkillTag } from "~/ui/SkillTag";
import { pairOf } from "./reasons";
import { useReason } from "./useReason";

interface PersonCardProps {
  partner: Partner & { skill?: string; skillLevel?: SkillLevel };
  /** What can be done with the person from here. */
  actions: ReactNode;
}

/** Someone to exchange with: how well they fit, and all reasons for it. */
export function PersonCard({ partner, actions }: PersonCardProps) {
  const t = useText();
  const say = useReason();
  const { user, reasons, score, skill, skillLevel } = partner;
  const pair = pairOf(reasons);
  return (
    <li className="person-card">
      <Face person={user} />
      <div className="stack s2">
        <div className="row between">
          <Link to="/user/$id" params={{ id: user.id }} className="grow target-line">
            <b className="clip">
              <bdi>{fullName(user)}</bdi>
            </b>
          </Link>
          <span className="small quiet">
            {t("explore-fit", { percent: Math.round(score * 100) })}
          </span>
        </div>
        {skill && skillLevel ? (
          <ul className="tags">
            <SkillTag name={skill} level={skillLevel} kind="offered" />
          </ul>
        ) : (
          pair && <MiniPair {...pair} />
        )}
        <ul className="small quiet">
          {reasons.map((reason) => (
            <li key={reason}>{say(reason)}</li>
          ))}
        </ul>
        {actions}
      </div>
    </li>
  );
}
