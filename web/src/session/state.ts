import type { OwnProfile } from "~/api/http";

/**
 * `starting`: the browser remembers a session, and its refresh is under way; `person` is who was
 * kept. `in` and `out` are certain.
 */
export interface SessionState {
  phase: "starting" | "in" | "out";
  person: OwnProfile | null;
  personId: string | null;
  /** Whether the last request reached a server. */
  online: boolean;
  /** Why the session is out, or another one than before, where the person should be told. */
  notice: "ended" | "changed" | null;
  /** Signed up in this tab just now: led through the welcome before anywhere else. */
  newcomer: boolean;
}

export const OUT: SessionState = {
  phase: "out",
  person: null,
  personId: null,
  online: true,
  notice: null,
  newcomer: false,
};
