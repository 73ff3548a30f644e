import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { UserCard } from "~/api/http";
import { useOpenChat } from "~/chat/useOpenChat";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { FollowButton } from "~/user/FollowButton";
import { profile } from "~/user/queries";

const ProposeDialog = lazy(() =>
  import("~/exchange/ProposeDialog").then(({ ProposeDialog }) => ({ default: ProposeDialog })),
);

interface PersonActionsProps {
  person: UserCard;
  follows: boolean;
  /** What was looked for: the first choice of what they teach. */
  skill: string;
}

/** From a person in a list: propose an exchange, write, follow. */
export function PersonActions({ person, follows, skill }: PersonActionsProps) {
  const t = useText();
  const [proposing, propose] = useState(false);
  const whole = useQuery({ ...profile(person.id), enabled: proposing });
  const chat = useOpenChat(person.id);
  return (
    <div className="stack s2">
      <div className="row wrap tight">
        <Button
          weight="line"
          busy={proposing && whole.isPending && !whole.isError}
          onClick={() => {
            propose(true);
            if (whole.isError) void whole.refetch();
          }}
        >
          {t("propose")}
        </Button>
        <Button icon="chat" busy={chat.isPending} onClick={() => chat.mutate()}>
          {t("message")}
        </Button>
        <FollowButton person={person} follows={follows} />
      </div>
      <FailedLine error={chat.error ?? whole.error} />
      {proposing && whole.data && (
        <Suspense>
          <ProposeDialog person={whole.data} skill={skill} onClose={() => propose(false)} />
        </Suspense>
      )}
    </div>
  );
}
