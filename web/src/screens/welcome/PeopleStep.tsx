import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Partner } from "~/api/http";
import { recommendations } from "~/explore/queries";
import { useReason } from "~/explore/useReason";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Face, fullName } from "~/ui/Face";
import { Blank, FailedLine } from "~/ui/Failed";
import { Loaded } from "~/ui/Loaded";
import { SkeletonPerson } from "~/ui/Skeleton";
import { follow, unfollow } from "~/user/queries";
import { StepFoot } from "./StepFoot";
import type { StepProps } from "./Welcome";

const SHOWN = 3;

/** Third step: people who fit, and why; their posts come to the feed of whoever follows them. */
export function PeopleStep({ onDone }: StepProps) {
  const t = useText();
  const people = useQuery(recommendations(SHOWN));
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
            {found.people.map((partner) => (
              <Fit key={partner.user.id} partner={partner} />
            ))}
          </ul>
        )}
      </Loaded>
      <StepFoot onContinue={onDone} continueLabel={t("welcome-done")} />
    </div>
  );
}

function Fit({ partner: { user, reasons } }: { partner: Partner }) {
  const t = useText();
  const say = useReason();
  const [following, setFollowing] = useState(false);
  const change = useMutation({
    mutationFn: (wanted: boolean) => (wanted ? follow(user.id) : unfollow(user.id)),
    onMutate: setFollowing,
    onError: (_error, wanted) => setFollowing(!wanted),
  });
  return (
    <li className="stack s2">
      <div className="row">
        <Face person={user} />
        <div className="grow">
          <b className="clip" dir="auto">
            {fullName(user)}
          </b>
          <ul className="small quiet">
            {reasons.slice(0, 3).map((reason) => (
              <li key={reason}>{say(reason)}</li>
            ))}
          </ul>
        </div>
        <Button
          weight="line"
          icon={following ? "check" : "plus"}
          aria-pressed={following}
          aria-label={t(following ? "unfollow-person" : "follow-person", { name: fullName(user) })}
          onClick={() => change.mutate(!following)}
        >
          {t(following ? "following" : "follow")}
        </Button>
      </div>
      <FailedLine error={change.error} />
    </li>
  );
}
