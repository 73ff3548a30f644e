import { useCallback, useEffect, useRef } from "react";
import type { ConversationView } from "~/api/http";
import { noteRead } from "./cache";
import { postRead } from "./queries";

/**
 * Tells the server how far the person has read, while the page is looked at. Returns what is to be
 * called whenever something else has come onto the screen.
 */
export function useReading(conversation: ConversationView, lastSeen: () => number): () => void {
  const latest = useRef({ conversation, lastSeen });
  const asked = useRef(0);
  useEffect(() => {
    latest.current = { conversation, lastSeen };
  });
  const note = useCallback(() => {
    const { id, unreadCount, readSequence } = latest.current.conversation;
    if (unreadCount === 0 || document.visibilityState !== "visible") return;
    const seen = latest.current.lastSeen();
    if (seen <= Math.max(readSequence, asked.current)) return;
    asked.current = seen;
    postRead(id, seen).then(
      (read) => noteRead(id, read.sequence, true, read.unreadCount),
      () => {
        // It is told with the next message, or the next look.
        asked.current = 0;
      },
    );
  }, []);
  useEffect(() => {
    document.addEventListener("visibilitychange", note);
    return () => document.removeEventListener("visibilitychange", note);
  }, [note]);
  return note;
}
