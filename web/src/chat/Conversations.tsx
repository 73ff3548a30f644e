import { useText } from "~/texts/Texts";
import { Blank } from "~/ui/Failed";
import { Page } from "~/ui/Page";
import { ConversationList } from "./ConversationList";
import "./chat.css";

/** All conversations; where there is room, a place for one beside them. */
export function Conversations() {
  const t = useText();
  return (
    <div className="chat">
      <nav className="chatlist" aria-label={t("chat-list")}>
        <Page title={t("nav-messages")}>
          <ConversationList />
        </Page>
      </nav>
      <section className="talk nobody desk">
        <Blank state="open" title={t("chat-choose")}>
          <p>{t("chat-choose-text")}</p>
        </Blank>
      </section>
    </div>
  );
}
