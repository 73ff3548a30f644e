import { type KeyboardEvent, useRef } from "react";
import { sendFrame } from "~/live/wire";
import { useDraft } from "~/session/useDraft";
import { useText } from "~/texts/Texts";
import { Icon } from "~/ui/Icon";
import { charactersIn } from "~/ui/limit";
import { useOutbox } from "./useOutbox";

/** The server takes as many characters in one message. */
const LONGEST = 8000;
const TYPING_EVERY = 3_000;

interface ComposeProps {
  conversationId: string;
  name: string;
}

/** Where one writes; what is half written is kept for later. */
export function Compose({ conversationId, name }: ComposeProps) {
  const t = useText();
  const outbox = useOutbox();
  const typed = useTypingFrames(conversationId);
  const draft = useDraft(`chat/${conversationId}`, "");
  const content = draft.value.trim();
  const tooLong = charactersIn(content) > LONGEST;

  function send() {
    if (content === "" || tooLong) return;
    outbox.add(conversationId, content);
    draft.clear();
  }

  function press(event: KeyboardEvent) {
    // On a touch screen Enter is a new line, as the button is beside it.
    const sends = event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing;
    if (!sends || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className="compose"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="grow">
        <span className="sr-only">{t("chat-message-to", { name })}</span>
        <textarea
          className="field"
          rows={1}
          dir="auto"
          value={draft.value}
          placeholder={t("chat-message-to", { name })}
          aria-invalid={tooLong || undefined}
          onChange={({ target }) => {
            draft.change(target.value);
            if (target.value !== "") typed();
          }}
          onKeyDown={press}
        />
        {tooLong && (
          <span className="err" role="alert">
            <Icon name="alert" small />
            {t("chat-too-long", { most: LONGEST })}
          </span>
        )}
      </label>
      <button
        type="submit"
        className="btn main send"
        aria-label={t("chat-send")}
        title={t("chat-send")}
        // The phone's keyboard stays for the next message.
        onPointerDown={(event) => event.preventDefault()}
      >
        <Icon name="send" />
      </button>
    </form>
  );
}

/** Lets the other know that one is writing, every few seconds at most. */
function useTypingFrames(conversationId: string): () => void {
  const last = useRef(0);
  return () => {
    if (Date.now() - last.current < TYPING_EVERY) return;
    last.current = Date.now();
    sendFrame({ action: "typing", conversationId });
  };
}
