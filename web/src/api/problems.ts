import type { TextId } from "~/texts/ids";
import type { Failure } from "./failure";
import type { ProblemType } from "./http";

/** What each kind of problem means to the person; for kinds that are not here, its own title. */
const MEANINGS: Partial<Record<ProblemType, TextId>> = {
  "already-pending": "problem-already-pending",
  "already-rated": "problem-already-rated",
  "already-replied": "problem-already-replied",
  "already-verified": "problem-already-verified",
  "body-too-large": "problem-body-too-large",
  "changed-since": "problem-changed-since",
  "email-taken": "problem-email-taken",
  invalid: "problem-invalid",
  "invalid-link": "problem-invalid-link",
  "link-used": "problem-link-used",
  "login-ended": "problem-login-ended",
  "media-in-use": "problem-media-in-use",
  "media-not-ready": "problem-media-not-ready",
  "no-time-agreed": "problem-no-time-agreed",
  "not-allowed": "problem-not-allowed",
  "not-found": "problem-not-found",
  "not-signed-in": "problem-not-signed-in",
  "time-taken": "problem-time-taken",
  "too-many-follows": "problem-too-many-follows",
  "too-many-pending": "problem-too-many-pending",
  "too-many-requests": "problem-too-many-requests",
  "too-many-sessions": "problem-too-many-sessions",
  unavailable: "problem-unavailable",
  "unsupported-media-type": "problem-unsupported-media-type",
  "username-taken": "problem-username-taken",
  "wrong-credentials": "problem-wrong-credentials",
  "wrong-password": "problem-wrong-password",
  "wrong-state": "problem-wrong-state",
  "wrong-time": "problem-wrong-time",
};

/** The text for a failure; `undefined`: show the title that the server gave. */
export function meaning(failure: Failure): TextId | undefined {
  const known = failure.type && MEANINGS[failure.type];
  if (known) return known;
  if (failure.offline) return "problem-offline";
  if (failure.status === 429) return "problem-too-many-requests";
  if (failure.status >= 500) return "problem-server";
  return failure.problem ? undefined : "problem-unknown";
}
