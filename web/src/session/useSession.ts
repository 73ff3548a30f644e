import { useSyncExternalStore } from "react";
import type { OwnProfile } from "~/api/http";
import { session } from "./session";
import type { SessionState } from "./state";

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.get);
}

/** Who is signed in; only for screens that nobody else sees. */
export function useMe(): OwnProfile {
  const { person } = useSession();
  if (!person) throw new Error("useMe is called where nobody is signed in");
  return person;
}
