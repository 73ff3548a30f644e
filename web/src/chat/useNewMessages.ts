import { useEffect, useRef } from "react";
import type { ConversationView } from "~/api/http";
import { announce } from "~/ui/announce";
import { lastOf, type Thread } from "./thread";

/** Says to readers of screens what comes in: the log itself changes with each scrolling. */
export function useNewMessages(thread: Thread, { with: other }: ConversationView): void {
  const said = useRef(lastOf(thread));
  useEffect(() => {
    const fresh = thread.messages.filter(
      ({ sequence, senderId }) => sequence > said.current && senderId === other.id,
    );
    said.current = lastOf(thread);
    const last = fresh.at(-1);
    if (last) announce(`${other.firstName}: ${last.content}`);
  }, [thread, other]);
}
