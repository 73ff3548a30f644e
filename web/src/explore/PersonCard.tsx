import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Partner, SkillLevel } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Face, fullName } from "~/ui/Face";
import { MiniPair } from "~/ui/Pair";
import { SkillTag } from "~/ui/SkillTag";
import { pairOf, reasonsOf } from "./reasons";
import { useReason } from "./useReason";
import "./explore.css";

/** Where only one can teach the other, the score is next to nothing, and says nothing. */
const WORTH_SAYING = 5;

interface PersonCardProps {
  partner: Partner & { skill?: string; skillLevel?: SkillLevel };
  /** What can be done with the person from here. */
  actions: ReactNode;
}

/** Someone to exchange with: how well they fit, and why. */
export function PersonCard({ partner, actions }: PersonCardProps) {
  const t = useText();
  const say = useReason();
  const { user, fit, score, skill, skillLevel } = partner;
  const taught = skill && skillLevel ? { name: skill, level: skillLevel } : null;
  const pair = taught ? null : pairOf(fit);
  const more = reasonsOf(fit, { theirs: taught?.name ?? pair?.theirs, mine: pair?.mine });
  const percent = Math.round(score * 100);
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
          {percent >= WORTH_SAYING && (
            <span className="small quiet">{t("explore-fit", { percent })}</span>
          )}
        </div>
        {taught && (
          <ul className="tags">
            <SkillTag {...taught} kind="offered" />
          </ul>
        )}
        {pair && <MiniPair {...pair} />}
        {more.length > 0 && (
          <ul className="small quiet">
            {more.map(say).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        {actions}
      </div>
    </li>
  );
}
