import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ConversationView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { ConversationList } from "./ConversationList";
import { Talk } from "./Talk";
import { useVisibleHeight } from "./useVisibleHeight";
import "./chat.css";

interface ConversationProps {
  /** What can be done beside talking, at the head of the conversation. */
  actions: (conversation: ConversationView) => ReactNode;
}

/** One conversation, with the others at its side where there is room. */
export function Conversation({ actions }: ConversationProps) {
  const t = useText();
  const { id } = useParams({ from: "/chat/$id" });
  useVisibleHeight();
  return (
    <div className="chat open">
      <nav className="chatlist desk" aria-label={t("chat-list")}>
        <h2>{t("nav-messages")}</h2>
        <ConversationList current={id} />
      </nav>
      <Talk key={id} id={id} actions={actions} />
    </div>
  );
}
