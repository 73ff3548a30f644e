import { useParams } from "@tanstack/react-router";
import { useText } from "~/texts/Texts";
import { ConversationList } from "./ConversationList";
import { Talk } from "./Talk";
import { useVisibleHeight } from "./useVisibleHeight";
import "./chat.css";

/** One conversation, with the others at its side where there is room. */
export function Conversation() {
  const t = useText();
  const { id } = useParams({ from: "/chat/$id" });
  useVisibleHeight();
  return (
    <div className="chat open">
      <nav className="chatlist desk" aria-label={t("chat-list")}>
        <h2>{t("nav-messages")}</h2>
        <ConversationList current={id} />
      </nav>
      <Talk key={id} id={id} />
    </div>
  );
}
