import { lazy, Suspense, useState } from "react";
import type { PublicProfile } from "~/api/http";
import { useOpenChat } from "~/chat/useOpenChat";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Face } from "~/ui/Face";
import { FailedLine } from "~/ui/Failed";
import { Pair } from "~/ui/Pair";
import { lessonsBetween } from "~/ui/skills";
import { FollowButton } from "~/user/FollowButton";

const ProposeDialog = lazy(() =>
  import("~/exchange/ProposeDialog").then(({ ProposeDialog }) => ({ default: ProposeDialog })),
);

/** What the two could exchange, and the ways to each other: propose, write, follow. */
export function Together({ person }: { person: PublicProfile }) {
  const t = useText();
  const me = useMe();
  const [proposing, propose] = useState(false);
  const chat = useOpenChat(person.id);
  const { mine, theirs } = lessonsBetween(me.skills, person.skills);
  const [teach, learn] = [mine[0], theirs[0]];
  const fits = Boolean(teach?.wanted && learn?.wanted);
  const name = person.firstName;
  return (
    <section className="sheet stack" aria-label={t("together")}>
      {teach && learn && fits && (
        <>
          <h2 className="label">{t("together-fit")}</h2>
          <Pair
            mine={teach.skill}
            theirs={learn.skill}
            mineLabel={
              <>
                <Face person={me} size={24} />
                {t("you-teach")}
              </>
            }
            theirsLabel={
              <>
                <Face person={person} size={24} />
                <bdi>{t("person-teaches", { name })}</bdi>
              </>
            }
          />
        </>
      )}
      <div className="row wrap tight">
        <Button weight="main" className="fill" onClick={() => propose(true)}>
          {t(fits ? "propose-this" : "propose")}
        </Button>
        <Button weight="line" icon="chat" busy={chat.isPending} onClick={() => chat.mutate()}>
          {t("message")}
        </Button>
        <FollowButton person={person} follows={person.relationship.following} />
      </div>
      <FailedLine error={chat.error} />
      {proposing && (
        <Suspense>
          <ProposeDialog person={person} onClose={() => propose(false)} />
        </Suspense>
      )}
    </section>
  );
}
