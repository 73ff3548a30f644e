import { useQuery } from "@tanstack/react-query";
import type { ExchangeView, UserCard } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { FailedLine } from "~/ui/Failed";
import { useNow } from "~/ui/useNow";
import { ratings } from "./queries";
import { StoryEntry } from "./StoryEntry";
import { storyOf } from "./story";

interface StoryProps {
  exchange: ExchangeView;
  partner: UserCard;
  partnerZone: string | undefined;
}

/** What has happened so far, newest first. */
export function Story({ exchange, partner, partnerZone }: StoryProps) {
  const t = useText();
  const me = useMe();
  const now = useNow(60_000);
  const enabled = exchange.sessions.some(({ status }) => status === "completed");
  const given = useQuery({ ...ratings(partner.id), enabled });
  const got = useQuery({ ...ratings(me.id), enabled });
  const known = [...(given.data?.items ?? []), ...(got.data?.items ?? [])];
  const pair = known.filter(({ raterId }) => raterId === me.id || raterId === partner.id);
  const entries = storyOf(exchange, pair, me.id, now);
  return (
    <section aria-labelledby="story">
      <h2 id="story" className="mb-5">
        {t("story-title")}
      </h2>
      <FailedLine error={given.error ?? got.error} />
      <ol className="story">
        {entries.map((entry) => (
          <StoryEntry
            key={`${entry.kind}/${entry.rating?.id ?? entry.session?.id ?? ""}`}
            entry={entry}
            name={partner.firstName}
            partnerZone={partnerZone}
          />
        ))}
      </ol>
    </section>
  );
}
