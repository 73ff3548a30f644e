import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ConversationView } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useLanguage, useText } from "~/texts/Texts";
import { Face, fullName } from "~/ui/Face";
import { Icon } from "~/ui/Icon";
import { ago, cityOf, useMinute } from "~/ui/Time";
import { profileOf } from "./queries";
import { clock, hoursAhead } from "./times";
import { useTyping } from "./useTyping";

interface TalkHeadProps {
  conversation: ConversationView;
  children: ReactNode;
}

/** With whom one talks, whether they are there, what time it is where they are, and actions. */
export function TalkHead({ conversation, children }: TalkHeadProps) {
  const t = useText();
  const { id, with: other } = conversation;
  return (
    <header className="talkhead row">
      <Link to="/chat" className="btn icon phone" aria-label={t("chat-back")}>
        <Icon name="back" />
      </Link>
      <Link to="/user/$id" params={{ id: other.id }} className="row grow">
        <span className={conversation.presence?.online ? "here" : ""}>
          <Face person={other} />
        </span>
        <span className="grow">
          <b className="clip">
            <bdi>{fullName(other)}</bdi>
          </b>
          <span className="small quiet clip">
            <Whereabouts conversation={conversation} key={id} />
          </span>
        </span>
      </Link>
      {children}
    </header>
  );
}

function Whereabouts({ conversation }: { conversation: ConversationView }) {
  const t = useText();
  const { language } = useLanguage();
  const now = useMinute();
  const typing = useTyping(conversation.id);
  const time = useTheirTime(conversation.with.id);
  const { presence } = conversation;
  if (typing) return t("chat-typing", { name: conversation.with.firstName });
  const seen = presence?.online
    ? t("chat-here")
    : presence?.lastSeenAt
      ? t("chat-seen", { ago: ago(Date.parse(presence.lastSeenAt), now, language) })
      : null;
  return [seen, time].filter(Boolean).join(" · ");
}

/** "01:05 in Mexico City, 7 h behind"; nothing where their clock shows the same as mine. */
function useTheirTime(userId: string): string | null {
  const t = useText();
  const { language } = useLanguage();
  const now = useMinute();
  const { timeZone: mine } = useMe();
  const zone = useQuery(profileOf(userId)).data?.timeZone;
  if (!zone) return null;
  const hours = hoursAhead(zone, mine, now);
  const values = { time: clock(now, language, zone), city: cityOf(zone), hours: Math.abs(hours) };
  if (hours === 0) return null;
  return t(hours > 0 ? "chat-time-ahead" : "chat-time-behind", values);
}
