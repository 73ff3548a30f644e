import { useQuery } from "@tanstack/react-query";
import type { Partner } from "~/api/http";
import { recommendations } from "~/explore/queries";
import { reasonsOf } from "~/explore/reasons";
import { useReason } from "~/explore/useReason";
import { useText } from "~/texts/Texts";
import { Face, fullName } from "~/ui/Face";
import { Blank } from "~/ui/Failed";
import { Loaded } from "~/ui/Loaded";
import { SkeletonPerson } from "~/ui/Skeleton";
import { FollowButton } from "~/user/FollowButton";
import { StepFoot } from "./StepFoot";
import type { StepProps } from "./Welcome";

const SHOWN = 3;

/** Third step: people who fit, and why; their posts come to the feed of whoever follows them. */
export function PeopleStep({ onDone }: StepProps) {
  const t = useText();
  const people = useQuery(recommendations());
  return (
    <div className="stack s6">
      <p className="quiet">{t("welcome-people-text")}</p>
      <Loaded
        query={people}
        failed={t("people-failed")}
        loading={
          <div className="stack s6">
            <SkeletonPerson />
            <SkeletonPerson />
            <SkeletonPerson />
          </div>
        }
        isEmpty={(found) => found.people.length === 0}
        empty={
          <Blank state="open" title={t("welcome-people-none")}>
            <p>{t("welcome-people-none-text")}</p>
          </Blank>
        }
      >
        {(found) => (
          <ul className="fits">
            {found.people.slice(0, SHOWN).map((partner) => (
              <Fit key={partner.user.id} partner={partner} />
            ))}
          </ul>
        )}
      </Loaded>
      <StepFoot onContinue={onDone} continueLabel={t("welcome-done")} />
    </div>
  );
}

function Fit({ partner: { user, fit, following } }: { partner: Partner }) {
  const say = useReason();
  return (
    <li className="row wrap">
      <Face person={user} />
      <div className="grow">
        <b className="clip" dir="auto">
          {fullName(user)}
        </b>
        <ul className="small quiet">
          {reasonsOf(fit)
            .slice(0, 3)
            .map(say)
            .map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
        </ul>
      </div>
      <FollowButton person={user} follows={following} weight="line" />
    </li>
  );
}
