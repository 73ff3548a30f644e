import { session } from "~/session/session";
import { Shown } from "~/session/shown";
import type { Act, Change, Target } from "./acts";

/** What somebody is about to do, and is asked about first. */
export interface Asked {
  act: Act;
  target: Target;
  /** What had changed when it was tried. */
  changes: Change[] | null;
  /** The words of its button. */
  label: string;
  /** The other person's first name. */
  name: string;
  partnerZone: string | undefined;
}

/** Stays when the page goes on meanwhile, and no longer shows the button that it came from. */
export const asked = new Shown<Asked | null>(null);

session.onParting(() => asked.set(null));
