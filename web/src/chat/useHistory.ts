import { useRef, useState } from "react";
import { after, before } from "./queries";
import { firstOf, hasNewer, lastOf } from "./thread";
import { addToThread, jumpToNewest, loadedThread } from "./threadCache";

interface History {
  /** Fetches what comes before what is loaded; while that is under way, nothing. */
  older: () => void;
  newer: () => void;
  /** Goes to the newest messages, where they are not loaded. */
  jump: () => Promise<void>;
  error: unknown;
}

/** Reads on in a conversation, one stretch at a time. */
export function useHistory(id: string): History {
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

  // What is loaded by then may be more than what is on the screen yet.
  return {
    older: () =>
      void alone(async () => addToThread(id, await before(id, firstOf(loadedThread(id))))),
    newer: () => void alone(async () => addToThread(id, await after(id, lastOf(loadedThread(id))))),
    jump: () => alone(async () => (hasNewer(loadedThread(id)) ? jumpToNewest(id) : undefined)),
    error,
  };
}
