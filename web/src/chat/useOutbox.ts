import { useSyncExternalStore } from "react";
import { useMe } from "~/session/useSession";
import { type Outbox, outboxOf } from "./outbox";

/** What I have written and is not yet saved; the screen follows it. */
export function useOutbox(): Outbox {
  const outbox = outboxOf(useMe().id);
  useSyncExternalStore(outbox.subscribe, outbox.all);
  return outbox;
}
