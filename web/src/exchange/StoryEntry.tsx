import { Link } from "@tanstack/react-router";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Icon } from "~/ui/Icon";
import { SessionTime } from "~/ui/SessionTime";
import { useWhen } from "~/ui/when";
import { localAt } from "~/ui/zones";
import { RatingReply } from "./RatingReply";
import type { Entry } from "./story";
import { momentOf } from "./view";

interface StoryEntryProps {
  entry: Entry;
  name: string;
  partnerZone: string | undefined;
}

export function StoryEntry({ entry, name, partnerZone }: StoryEntryProps) {
  const t = useText();
  const me = useMe();
  const when = useWhen();
  const { session, rating, quote } = entry;
  const open = entry.kind === "session-waits" || entry.kind === "session-proposed";
  const title = t(`story-${entry.kind}`, {
    name,
    by: whose(entry.by ?? session?.proposedBy, me.id),
    accused: whose(session?.noShowReportedBy, me.id) === "you" ? "name" : "you",
    contested: session?.noShowContested ? "yes" : "no",
    late: session?.lateCancellation ? "yes" : "no",
    minutes: session?.durationMinutes ?? 0,
    score: rating?.score ?? 0,
  });
  const acts = session && session.actions.length > 0;
  return (
    <li className={open ? "now" : undefined}>
      <Icon name={entry.icon} />
      <div className="stack s2">
        {acts ? (
          <Link to="." search={{ session: session.id } as never} className="link quietly">
            <b>{title}</b>
          </Link>
        ) : (
          <b>{title}</b>
        )}
        {quote && (
          <p className="voice quote">
            <bdi>{quote}</bdi>
          </p>
        )}
        {rating && <RatingReply rating={rating} name={name} />}
        <span className="small quiet">
          {session && <SessionTime moment={momentOf(session, partnerZone)} />}
          {!session && entry.day && when.date(localAt(Date.parse(entry.day), me.timeZone))}
        </span>
      </div>
    </li>
  );
}

function whose(id: string | null | undefined, myId: string): "you" | "name" | "nobody" {
  if (!id) return "nobody";
  return id === myId ? "you" : "name";
}
