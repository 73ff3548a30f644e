import { Link } from "@tanstack/react-router";
import { memo } from "react";
import type { ConversationView } from "~/api/http";
import { useLanguage, useText } from "~/texts/Texts";
import { Face, fullName } from "~/ui/Face";
import { useMinute } from "~/ui/Time";
import { aboutText } from "./about";
import { shortTime } from "./times";
import { useTyping } from "./useTyping";

interface ConversationLinkProps {
  conversation: ConversationView;
  me: string;
  current: boolean;
}

/** One conversation in the list: with whom, what was said last, and how much of it is unread. */
export const ConversationLink = memo(function ConversationLink({
  conversation,
  me,
  current,
}: ConversationLinkProps) {
  const t = useText();
  const { language } = useLanguage();
  const now = useMinute();
  const { id, unreadCount, lastMessageAt, presence } = conversation;
  return (
    <Link
      to="/chat/$id"
      params={{ id }}
      className={unreadCount > 0 ? "unread" : ""}
      aria-current={current || undefined}
    >
      <span className={presence?.online ? "here" : ""}>
        <Face person={conversation.with} />
      </span>
      <span className="grow">
        <b className="clip">
          <bdi>{fullName(conversation.with)}</bdi>
        </b>
        {presence?.online && <span className="sr-only">{t("chat-here")}</span>}
        <LastLine conversation={conversation} me={me} />
      </span>
      <span className="small quiet end">
        {lastMessageAt && (
          <time dateTime={lastMessageAt}>
            {shortTime(Date.parse(lastMessageAt), now, language)}
          </time>
        )}
        {unreadCount > 0 && (
          <span className="count">
            {unreadCount > 99 ? "99+" : unreadCount}
            <span className="sr-only"> {t("chat-unread")}</span>
          </span>
        )}
      </span>
    </Link>
  );
});

function LastLine({ conversation, me }: { conversation: ConversationView; me: string }) {
  const t = useText();
  const typing = useTyping(conversation.id);
  const last = conversation.lastMessage;
  if (typing) return <span className="small quiet clip">{t("chat-typing-short")}</span>;
  if (!last) return <span className="small quiet clip">{t("chat-nothing-yet")}</span>;
  const mine = last.senderId === me;
  if (last.about) {
    const values = { who: mine ? "me" : "other", name: conversation.with.firstName };
    return <span className="small quiet clip">{t(aboutText(last.about.event), values)}</span>;
  }
  return (
    <span className="small quiet clip">
      {mine && `${t("chat-you")} `}
      <bdi>{last.content}</bdi>
    </span>
  );
}
