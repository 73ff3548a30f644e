import { session } from "./session";

/** Runs `work` whenever the person who was here no longer is: signed out, or another one. */
export function onParting(work: () => void): void {
  let { personId } = session.get();
  session.subscribe(() => {
    const before = personId;
    personId = session.get().personId;
    if (before !== null && personId !== before) work();
  });
}
