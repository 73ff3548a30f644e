import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Icon } from "~/ui/Icon";
import { Words } from "~/ui/Words";
import type { Outgoing } from "./deliver";
import { useOutbox } from "./useOutbox";

interface UnsentMessageProps {
  message: Outgoing;
  /** It is the last of those that stand together. */
  ends: boolean;
}

/** What I have written and is not saved yet, or was refused. */
export function UnsentMessage({ message, ends }: UnsentMessageProps) {
  const t = useText();
  const outbox = useOutbox();
  return (
    <div className="said me">
      <span className="sr-only">{t("chat-you")}</span>
      <p className="msg me unsent" dir="auto">
        <Words text={message.content} />
      </p>
      {message.refused !== null ? (
        <span className="meta err">
          <Icon name="alert" small />
          {t(message.refused === "not-found" ? "chat-refused-gone" : "chat-refused")}
          <Button onClick={() => outbox.again(message)}>{t("try-again")}</Button>
          <Button onClick={() => outbox.drop(message.clientId)}>{t("chat-drop")}</Button>
        </span>
      ) : (
        ends && (
          <span className="meta">
            <Icon name="clock" small />
            <span>{t("chat-sending")}</span>
          </span>
        )
      )}
    </div>
  );
}
