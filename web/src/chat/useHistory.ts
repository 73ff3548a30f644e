import { useRef, useState } from "react";
import { addToThread, jumpToNewest } from "./cache";
import { after, before } from "./queries";
import { hasNewer, lastOf, type Thread } from "./thread";

interface History {
  /** Fetches what comes before what is loaded; while that is under way, nothing. */
  older: () => void;
  newer: () => void;
  /** Goes to the newest messages, where they are not loaded. */
  jump: () => Promise<void>;
  error: unknown;
}

/** Reads on in a conversation, one stretch at a time. */
export function useHistory(id: string, thread: Thread): History {
  const busy = useRef(false);
  const [error, setError] = useState<unknown>(null);

  async function alone(work: () => Promise<void>) {
    if (busy.current) return;
    busy.current = true;
    try {
      await work();
      setError(null);
    } catch (failure) {
      setError(failure);
    } finally {
      busy.current = false;
    }
  }

  const first = thread.messages[0]?.sequence ?? 1;
  return {
    older: () => void alone(async () => addToThread(id, await before(id, first))),
    newer: () => void alone(async () => addToThread(id, await after(id, lastOf(thread)))),
    jump: () => alone(async () => (hasNewer(thread) ? jumpToNewest(id) : undefined)),
    error,
  };
}
